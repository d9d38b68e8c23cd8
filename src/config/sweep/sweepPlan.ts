/** What a sweep trains: every combination of the varied values, or some of them, each with every seed, each in every fold. */
import { RandomState } from '../../core/network/random.ts';
import type { Fold } from '../../data/dataset/split.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import { maxSeed } from '../schema/schemaTypes.ts';
import { ConfigError } from '../text/errors.ts';
import type { Setting } from '../text/setOption.ts';
import type { Path } from '../text/tree.ts';
import { isAtOrAbove } from './changedConfig.ts';
import { localize } from '../wording/localize.ts';

/** One path with the values that it takes in turn. */
export interface Variation {
  readonly path: string;
  /** The path in its parts. */
  readonly keys: Path;
  readonly values: readonly unknown[];
}

/** Members that differ in their seeds alone: they share a data set. */
export interface SweepGroup {
  readonly config: NetworkConfig;
  /** The varied values by their paths. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly fold: Fold | null;
  readonly seeds: readonly number[];
  /** Of its first member among all. */
  readonly first: number;
}

export interface SweepRequest {
  readonly variations: readonly Variation[];
  /** So many members of the grid, drawn; absent or `null`: all. */
  readonly random?: number | null;
  /** `null`: the configuration's alone. */
  readonly seeds: number | null;
  readonly folds: number | null;
  readonly workers: number;
}

/** A sweep that cannot be: a sentence, and what on the command line asked for it. */
export class SweepError extends ConfigError {
  readonly option: string;

  constructor(message: string, option = '') {
    super(message);
    this.option = option;
  }
}

export const maxMembers = 1_000_000;
/** Of a group: so few, and so many groups for each worker, that all have work up to the end. */
const [maxSeeds, groupsPerWorker] = [10, 4];

/** What is read once for all members. */
const readOnce: readonly Path[] = [
  ['data', 'file'],
  ['network', 'initialization', 'file'],
];

/** The key that is read once for all and would be varied; `undefined`: it may be. */
export function fixedKey(keys: Path): string | undefined {
  return readOnce.find((one) => isAtOrAbove(keys, one))?.join('.');
}

/** The one before it whose values it would replace, or `undefined`. */
export function varyingBefore(variations: readonly Variation[], place: number): Variation | undefined {
  const { keys = [] } = variations[place] ?? {};
  return variations.slice(0, place).find((one) => isAtOrAbove(keys, one.keys));
}

/** Both ends included, without the noise of binary fractions; `null`: there are no values, or far too many. */
export function rangeValues(from: number, to: number, step: number): readonly number[] | null {
  const count = rangeCount(from, to, step);
  if (!(count >= 1 && count <= maxMembers)) return null;
  // As many decimals as the larger end has good ones: what should be 0 is small noise beside it. Adding 0 takes the sign of −0.
  const order = Math.floor(Math.log10(Math.max(Math.abs(from), Math.abs(to))));
  const decimals = Math.min(Math.max(goodDigits - 1 - order, 0), 100);
  return Array.from({ length: count }, (_, i) => Number((from + i * step).toFixed(decimals)) + 0);
}

const goodDigits = 14;

/** Below 1, or NaN: it has none. */
function rangeCount(from: number, to: number, step: number): number {
  return Math.floor((to - from) / step + 1e-9) + 1;
}

/** A sentence about a range that has more values than can be tried, or `undefined`. */
export function rangeExcess(from: number, to: number, step: number): string | undefined {
  const count = rangeCount(from, to, step);
  return step !== 0 && count > maxMembers
    ? localize('The range has {0} values; at most {1} are tried.', count, maxMembers)
    : undefined;
}

/** How many trainings it is. @throws SweepError of too many */
export function memberCount({ variations, random = null, seeds, folds }: Omit<SweepRequest, 'workers'>): number {
  const grid = variations.reduce((count, { values }) => count * values.length, 1);
  const count = Math.min(grid, random ?? grid) * (seeds ?? 1) * (folds ?? 1);
  if (count <= maxMembers && grid <= Number.MAX_SAFE_INTEGER) return count;
  throw new SweepError(localize('This is {0} trainings; at most {1} are done at once.', count, maxMembers));
}

/** A configuration with another value at one key. @throws ConfigError where that does not fit */
export type Change = (config: NetworkConfig, setting: Setting) => NetworkConfig;

/** Groups in the order of the grid, the last path the fastest; then folds, then seeds. @throws SweepError */
export function planSweep(base: NetworkConfig, request: SweepRequest, change: Change): readonly SweepGroup[] {
  const { variations, seeds, folds, workers } = request;
  const count = memberCount(request);
  const length = Math.max(1, Math.min(maxSeeds, Math.floor(count / (groupsPerWorker * workers))));
  const groups: SweepGroup[] = [];
  let first = 0;
  for (const values of combinations(base, request)) {
    const config = values.reduce<NetworkConfig>(
      (before, value, i) => varied(before, variations[i], value, change),
      base,
    );
    checkStart(config, base, request);
    const set = Object.fromEntries(values.map((value, i) => [variations[i]?.path ?? '', value]));
    const own = config.network.initialization.seed;
    const all = Array.from({ length: seeds ?? 1 }, (_, i) => own + i);
    for (let index = 0; index < (folds ?? 1); index++) {
      const fold = folds === null ? null : { index, count: folds };
      for (let i = 0; i < all.length; i += length) {
        const taken = all.slice(i, i + length);
        groups.push({ config, set, fold, seeds: taken, first });
        first += taken.length;
      }
    }
  }
  return groups;
}

/** Of the grid: all, or those that are drawn by the seed of the initial weights, in the order of the grid. */
function combinations(base: NetworkConfig, { variations, random = null }: SweepRequest): unknown[][] {
  const grid = variations.reduce((count, { values }) => count * values.length, 1);
  const places =
    random === null || random >= grid
      ? [...new Array(grid).keys()]
      : drawn(grid, random, base.network.initialization.seed);
  return places.map((place) => {
    let rest = place;
    const backwards = [...variations].reverse().map(({ values }) => {
      const value = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      return value;
    });
    return backwards.reverse();
  });
}

/** So many different ones below `count`, ascending; each choice is as likely as any other (Floyd). */
function drawn(count: number, wanted: number, seed: number): number[] {
  const generator = new RandomState(seed);
  const chosen = new Set<number>();
  for (let last = count - wanted; last < count; last++) {
    const one = Math.floor(generator.random() * (last + 1));
    chosen.add(chosen.has(one) ? last : one);
  }
  return [...chosen].sort((a, b) => a - b);
}

function varied(
  config: NetworkConfig,
  variation: Variation | undefined,
  value: unknown,
  change: Change,
): NetworkConfig {
  if (!variation) return config;
  const { path, keys } = variation;
  try {
    return change(config, { path: keys, value });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new SweepError(error.message, `--vary ${path}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  }
}

/** Seeds are such that a configuration may have; a file's weights are those that were read, with every seed. @throws SweepError */
function checkStart(config: NetworkConfig, base: NetworkConfig, { seeds }: SweepRequest): void {
  const last = config.network.initialization.seed + (seeds ?? 1) - 1;
  if (last > maxSeed)
    throw new SweepError(localize('Seeds end at {0}; the last one would be {1}.', maxSeed, last), `--seeds ${seeds}`);
  if (config.network.initialization.scheme !== 'file') return;
  if (base.network.initialization.scheme !== 'file')
    throw new SweepError(
      localize(
        'The scheme "file" can be one of several only where the configuration has it: set it there, or with --set.',
      ),
      '--vary network.initialization.scheme',
    );
  if (seeds !== null && seeds > 1)
    throw new SweepError(
      localize(
        'The weights come from a file and are the same with every seed. Leave --seeds out, or choose a scheme that draws them.',
      ),
      `--seeds ${seeds}`,
    );
}
