/** What has to happen to a running network when its configuration changes. */
import type { TrainingSettings } from '../core/settings.ts';
import type { NetworkConfig } from './schema.ts';

export interface ConfigDifference {
  /** none: same meaning; live: settings to apply at the next step; rebuild: data or network changed, weights start anew. */
  readonly kind: 'none' | 'live' | 'rebuild';
  /** The settings that changed, whatever the kind; `earlyStopping: undefined` switches it off. */
  readonly change: Partial<TrainingSettings>;
}

/** Compares two configurations by meaning: comments, order and defaults written out do not count. */
export function configDifference(before: NetworkConfig, after: NetworkConfig): ConfigDifference {
  const change: Record<string, unknown> = {};
  const [{ precision: oldPrecision, ...old }, { precision: newPrecision, ...now }] = [before.training, after.training];
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)]) as Set<keyof TrainingSettings>) {
    if (!sameValue(old[key], now[key])) change[key] = now[key];
  }
  const rebuild = !sameValue(before.data, after.data) || !sameValue(before.network, after.network) || oldPrecision !== newPrecision;
  return { kind: rebuild ? 'rebuild' : Object.keys(change).length > 0 ? 'live' : 'none', change };
}

/** Equality of JSON values; a key that is absent equals one that is `undefined`, and the order of keys does not count. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => sameValue(own(a, key), own(b, key)));
}

function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}
