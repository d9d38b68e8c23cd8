/** What a branch does otherwise than the run that it comes from, from their common step on: "α 1.2 → 1", "layers 4 → 8". */
import { markLabel } from '../config/facts/markLabel.ts';
import { sameValue } from '../config/text/difference.ts';
import { localize } from '../config/wording/localize.ts';
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { LoggedEvent } from '../core/training/recording.ts';
import { defaultSettings, type TrainingSettings } from '../core/training/settings.ts';
import { configAt, finalConfig } from './configAt.ts';
import type { RunRecord } from './runRecord.ts';

type Branch = Pick<RunRecord, 'config' | 'changes' | 'parent'>;

/** @param parent `null`: it is not there any more @returns "" where it is no branch, or nothing differs */
export function branchLabel(branch: Branch, parent: Pick<RunRecord, 'config' | 'changes'> | null): string {
  if (!branch.parent) return '';
  const { step } = branch.parent;
  const common = branch.changes.filter((change) => change.step < step || isIn(change, parent?.changes ?? []));
  const own = branch.changes.filter((change) => change.step === step && !common.includes(change));
  const before = finalConfig(
    parent ? { ...parent, changes: upTo(parent.changes, step) } : { ...branch, changes: common },
  );
  const after = configAt(branch, step);
  const [layers, settings] = [layersLabel(before, after), markLabel(settingsOf(before), settingsOf(after))];
  return [layers, settings, weightsLabel(own)].filter((part) => part).join(', ');
}

function upTo(changes: readonly LoggedEvent[], step: number): readonly LoggedEvent[] {
  return changes.filter((change) => change.step <= step);
}

function isIn(change: LoggedEvent, changes: readonly LoggedEvent[]): boolean {
  return changes.some((other) => sameValue(other, change));
}

function settingsOf({ training: { loss: _loss, ...training } }: NetworkConfig): TrainingSettings {
  return { ...defaultSettings, earlyStopping: undefined, ...training } as TrainingSettings;
}

/** Units where they differ, else activations: "layers 4-3 → 8-3". */
function layersLabel(before: NetworkConfig, after: NetworkConfig): string {
  const [old, now] = [before.network.layers, after.network.layers];
  if (sameValue(old, now)) return '';
  const units = (layers: typeof old): string => layers.map((layer) => layer.units).join('-') || '0';
  const activations = (layers: typeof old): string => layers.map((layer) => layer.activation).join('-');
  const say = units(old) === units(now) ? activations : units;
  return localize('layers {0} → {1}', say(old), say(now));
}

function weightsLabel(changes: readonly LoggedEvent[]): string {
  const count = changes.filter(({ kind }) => kind === 'parameter').length;
  if (changes.some(({ kind }) => kind === 'weights')) return localize('all weights');
  if (count === 0) return '';
  return count === 1 ? localize('one weight') : localize('{0} weights', count);
}
