/** What has to happen to a running network when its configuration changes. */
import type { TrainingSettings } from '../../core/training/settings.ts';
import type { Effect } from '../schema/keyMetadata.ts';
import { keyAt } from '../schema/keyTable.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import type { Path } from './tree.ts';

export interface ConfigDifference {
  /**
   * none: same meaning; live: settings to apply at the next step; refit: the network is another, and the weights that fit go over to it;
   * rebuild: the data or the initial weights are others, so that the old weights mean nothing.
   */
  readonly kind: 'none' | 'live' | 'refit' | 'rebuild';
  /** The settings that changed, whatever the kind; `earlyStopping: undefined` switches it off. */
  readonly change: Partial<TrainingSettings>;
}

/** Compares two configurations by meaning: comments, order and defaults written out do not count. */
export function configDifference(before: NetworkConfig, after: NetworkConfig): ConfigDifference {
  const change: Record<string, unknown> = {};
  const [old, now] = [before.training, after.training];
  const isSetting = (key: string) => effectOf(['training', key]) === 'live';
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)]) as Set<keyof TrainingSettings>) {
    if (isSetting(key) && !sameValue(old[key], now[key])) change[key] = now[key];
  }
  const effects = new Set(changedKeys(before, after, []).map(effectOf));
  return { kind: kindOf(effects), change };
}

/** What the gravest of them asks for. */
function kindOf(effects: ReadonlySet<string>): ConfigDifference['kind'] {
  if (effects.has('restart') || effects.has('reread')) return 'rebuild';
  if (effects.has('refit')) return 'refit';
  return effects.has('live') ? 'live' : 'none';
}

/** Where two configurations differ by meaning. */
export function differingPaths(before: NetworkConfig, after: NetworkConfig): readonly Path[] {
  return changedKeys(before, after, []);
}

/** Paths of what differs: single keys where both have the object around them, whole lists. */
function changedKeys(before: unknown, after: unknown, path: Path): Path[] {
  if (sameValue(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [path];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    changedKeys(own(before, key), own(after, key), [...path, key]),
  );
}

/** What the table of keys says of a change. */
function effectOf(path: Path): Effect {
  return keyAt(path)?.metadata.effect ?? 'restart';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equality of JSON values; a key that is absent equals one that is `undefined`, and the order of keys does not count. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    Array.isArray(a) !== Array.isArray(b)
  )
    return false;
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => sameValue(own(a, key), own(b, key)));
}

function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}
