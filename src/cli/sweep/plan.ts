/** What a sweep trains: every combination of the varied values, each with every seed, each in every fold. */
import { localize } from '../../config/wording/localize.ts';
import { parseSet } from '../../config/text/setOption.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import type { Fold } from '../../data/dataset/split.ts';
import { applySets, isAtOrAbove } from '../input/overrides.ts';
import { usageError } from '../terminal/failure.ts';

type Keys = ReturnType<typeof parseSet>['path'];

/** One path with the values that it takes in turn. */
export interface Variation {
  readonly path: string;
  /** The path in its parts. */
  readonly keys: Keys;
  /** As `--set` takes them: "path=value". */
  readonly assignments: readonly string[];
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

const maxMembers = 1_000_000;
/** Of a group: so few, and so many groups for each worker, that all have work up to the end. */
const [maxSeeds, groupsPerWorker] = [10, 4];

/** What is read once for all members. */
const readOnce: readonly Keys[] = [
  ['data', 'file'],
  ['network', 'initialization', 'file'],
];

/** @throws CliFailure of the first --vary that does not fit, by itself or with those before it */
export function parseVariations(given: readonly string[]): readonly Variation[] {
  const variations = given.map(parseVariation);
  for (const [i, { path, keys }] of variations.entries()) {
    const before = variations.slice(0, i).find((one) => isAtOrAbove(keys, one.keys));
    if (before)
      throw usageError(
        localize('Its values would take the place of those of --vary {0}. Name each path once.', before.path),
        `--vary ${path}`,
      );
  }
  return variations;
}

/** `PATH=V,V,…`, each value as `--set` takes it (those with commas in JSON), or `PATH=FROM:TO:STEP`. @throws CliFailure */
export function parseVariation(text: string): Variation {
  const equals = text.indexOf('=');
  if (equals < 1)
    throw usageError(localize('--vary takes PATH=V,V,… or PATH=FROM:TO:STEP; found {0}.', JSON.stringify(text)));
  const path = text.slice(0, equals).trim();
  const values = text.slice(equals + 1);
  const assignments = (rangeOf(values) ?? splitValues(values)).map((value) => `${path}=${value.trim()}`);
  const [first] = assignments.map((assignment) => assignedSetting(assignment));
  const keys = first?.path ?? [];
  const fixed = readOnce.find((one) => isAtOrAbove(keys, one));
  if (fixed)
    throw usageError(
      localize(
        'All trainings of a sweep read the same files: "{0}" is not varied. Name the keys beside it one by one.',
        fixed.join('.'),
      ),
      `--vary ${path}`,
    );
  return { path, keys, assignments };
}

const number = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?`;
const range = new RegExp(`^\\s*(${number}):(${number}):(${number})\\s*$`);

/** Both ends included, without the noise of binary fractions. */
function rangeOf(text: string): readonly string[] | null {
  const [, ...numbers] = range.exec(text) ?? [];
  if (numbers.length === 0) return null;
  const [from = 0, to = 0, step = 0] = numbers.map(Number);
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (!(count >= 1 && count <= maxMembers))
    throw usageError(
      localize('The range {0} has no values: FROM:TO:STEP goes from FROM to TO in steps of STEP.', text.trim()),
    );
  return Array.from({ length: count }, (_, i) => String(Number((from + i * step).toPrecision(12))));
}

/** At commas that stand in no list, object or text. */
function splitValues(text: string): readonly string[] {
  const values: string[] = [];
  let [depth, begin, isText] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '\\' && isText) i++;
    else if (letter === '"') isText = !isText;
    else if (isText) continue;
    else if (letter === '[' || letter === '{') depth++;
    else if (letter === ']' || letter === '}') depth--;
    else if (letter === ',' && depth === 0) {
      values.push(text.slice(begin, i));
      begin = i + 1;
    }
  }
  return [...values, text.slice(begin)];
}

function assignedSetting(assignment: string): ReturnType<typeof parseSet> {
  try {
    return parseSet(assignment);
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error), `--vary ${assignment}`);
  }
}

export interface SweepRequest {
  readonly variations: readonly Variation[];
  /** `null`: the configuration's alone. */
  readonly seeds: number | null;
  readonly folds: number | null;
  readonly workers: number;
}

/** Groups in the order of the grid, the last path the fastest; then folds, then seeds. @throws CliFailure */
export function planSweep(base: NetworkConfig, request: SweepRequest): readonly SweepGroup[] {
  const { variations, seeds, folds, workers } = request;
  const grid = combinations(variations.map(({ assignments }) => assignments));
  const count = grid.length * (seeds ?? 1) * (folds ?? 1);
  if (count > maxMembers)
    throw usageError(localize('This is {0} trainings; at most {1} are done at once.', count, maxMembers));
  const length = Math.max(1, Math.min(maxSeeds, Math.floor(count / (groupsPerWorker * workers))));
  const groups: SweepGroup[] = [];
  let first = 0;
  for (const assignments of grid) {
    const config = applySets(base, { targets: [], set: assignments });
    checkStart(config, base, request);
    const set = Object.fromEntries(
      assignments.map((one, i) => [variations[i]?.path ?? '', assignedSetting(one).value]),
    );
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

/** Weights of a file are those that were read, and the same ones with every seed. @throws CliFailure (wrong use) */
function checkStart(config: NetworkConfig, base: NetworkConfig, { seeds }: SweepRequest): void {
  if (config.network.initialization.scheme !== 'file') return;
  if (base.network.initialization.scheme !== 'file')
    throw usageError(
      localize(
        'The scheme "file" can be one of several only where the configuration has it: set it there, or with --set.',
      ),
      '--vary network.initialization.scheme',
    );
  if (seeds !== null && seeds > 1)
    throw usageError(
      localize(
        'The weights come from a file and are the same with every seed. Leave --seeds out, or choose a scheme that draws them.',
      ),
      `--seeds ${seeds}`,
    );
}

function combinations(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return lists.reduce<readonly (readonly string[])[]>(
    (before, list) => before.flatMap((chosen) => list.map((one) => [...chosen, one])),
    [[]],
  );
}
