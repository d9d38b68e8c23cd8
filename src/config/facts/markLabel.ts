/** What the chart writes at a step where settings changed: "α 0.03 → 0.1". */
import { hyperparameterAt } from '../schema/hyperparameters.ts';
import type { Schedule } from '../../core/training/schedule.ts';
import type { TrainingSettings } from '../../core/training/settings.ts';

/** `null` when nothing changed. Several changes are joined by commas. */
export function markLabel(before: TrainingSettings, after: TrainingSettings): string | null {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof TrainingSettings)[];
  const changes = keys.filter((key) => JSON.stringify(before[key] || 0) !== JSON.stringify(after[key] || 0));
  if (changes.length === 0) return null;
  return changes.map((key) => `${nameOf(key)} ${written(before[key])} → ${written(after[key])}`).join(', ');
}

function nameOf(key: keyof TrainingSettings): string {
  const entry = hyperparameterAt(`training.${key}`);
  return entry?.symbol || entry?.label.toLowerCase() || (key === 'earlyStopping' ? 'early stopping' : key);
}

/** "cosine", "step, warm-up 5" */
function scheduleLabel({ kind, warmUp }: Schedule): string {
  return warmUp > 0 ? `${kind}, warm-up ${warmUp}` : kind;
}

function written(value: TrainingSettings[keyof TrainingSettings]): string {
  if (value === undefined || value === false) return 'off';
  if (typeof value === 'object') return 'kind' in value ? scheduleLabel(value) : `patience ${value.patience}`;
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : value;
}
