/** Which keys two configurations do not share, as people read them: "α 1.2 | 0.3". */
import { differingPaths } from './difference.ts';
import { keyAt } from '../schema/keyTable.ts';
import { localize } from '../wording/localize.ts';
import type { TrainingSettings } from '../../core/training/settings.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import type { Path } from './tree.ts';

export interface KeyDifference {
  /** What the key is called: its symbol, or its title, in English where the page translates it. */
  readonly label: string;
  /** As text, "–" where it is not given. */
  readonly own: string;
  readonly other: string;
}

/** A training with all that was in force on its way, not only in the end. */
export interface ReportedTraining {
  /** As it is now. */
  readonly config: NetworkConfig;
  /** In force at step 0; absent when that is not known. */
  readonly began?: NetworkConfig['training'] | undefined;
  readonly changes: readonly { readonly step: number; readonly change: Partial<TrainingSettings> }[];
}

/** What differs at any time: α that was 1.2, then 10, is not that of a run that had 10 all the time. */
export function keyDifferences(own: ReportedTraining, other: ReportedTraining): KeyDifference[] {
  const paths = [...differingPaths(own.config, other.config), ...changedPaths(own), ...changedPaths(other)];
  const unique = [...new Map(paths.map((path) => [path.join('.'), path])).values()];
  return unique
    .map((path) => ({ label: labelOf(path), own: reportedAt(own, path), other: reportedAt(other, path) }))
    .filter((difference) => difference.own !== difference.other);
}

function changedPaths({ changes }: ReportedTraining): Path[] {
  return changes.flatMap(({ change }) => Object.keys(change).map((key) => ['training', key]));
}

/** "1.2, from step 2,900 10, from step 6,400 0.001" */
function reportedAt({ config, began, changes }: ReportedTraining, path: Path): string {
  const [section, key] = path;
  if (section !== 'training' || key === undefined || !began) return textAt(config, path);
  let text = textOf((began as Readonly<Record<string, unknown>>)[key]);
  let last = text;
  for (const { step, change } of changes) {
    if (!Object.hasOwn(change, key)) continue;
    const now = textOf((change as Readonly<Record<string, unknown>>)[key]);
    if (now === last) continue;
    last = now;
    text = step === 0 ? now : localize('{0}, from step {1} {2}', text, step.toLocaleString('en'), now);
  }
  return text;
}

/** Layers are told by their units: "Hidden layers: 4" would be taken for their number. */
function labelOf(path: Path): string {
  if (path.join('.') === 'network.layers') return localize('Hidden units');
  const metadata = keyAt(path)?.metadata;
  return metadata?.symbol || metadata?.title || path.join('.');
}

function textAt(config: NetworkConfig, path: Path): string {
  let value: unknown = config;
  for (const part of path)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string, unknown>)[part]
        : undefined;
  return textOf(value);
}

/** Layers in the short form, "4 tanh, 2 relu". */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(textOf).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  if ('units' in value && 'activation' in value) return `${String(value.units)} ${String(value.activation)}`;
  return Object.entries(value)
    .map(([key, part]) => `${key} ${textOf(part)}`)
    .join(', ');
}
