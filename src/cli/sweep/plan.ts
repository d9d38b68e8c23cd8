/** What a sweep trains: every combination of the varied values, each with every seed, each in every fold. */
import { localize } from '../../config/wording/localize.ts';
import { parseSet } from '../../config/text/setOption.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import type { Fold } from '../../data/dataset/split.ts';
import { applySets } from '../input/overrides.ts';
import { usageError } from '../terminal/failure.ts';

/** One path with the values that it takes in turn. */
export interface Variation {
  readonly path: string;
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
/** Of a group, so that there is work for every worker. */
const maxSeeds = 10;

/** `PATH=V,V,…`, each value as `--set` takes it (those with commas in JSON), or `PATH=FROM:TO:STEP`. @throws CliFailure */
export function parseVariation(text: string): Variation {
  const equals = text.indexOf('=');
  if (equals < 1)
    throw usageError(localize('--vary takes PATH=V,V,… or PATH=FROM:TO:STEP; found {0}.', JSON.stringify(text)));
  const path = text.slice(0, equals).trim();
  const values = text.slice(equals + 1);
  const assignments = (rangeOf(values) ?? splitValues(values)).map((value) => `${path}=${value.trim()}`);
  for (const assignment of assignments) assignedValue(assignment);
  return { path, assignments };
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

function assignedValue(assignment: string): unknown {
  try {
    return parseSet(assignment).value;
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error), `--vary ${assignment}`);
  }
}

export interface SweepRequest {
  readonly variations: readonly Variation[];
  /** `null`: the configuration's alone. */
  readonly seeds: number | null;
  readonly folds: number | null;
}

/** Groups in the order of the grid, the last path the fastest; then folds, then seeds. @throws CliFailure */
export function planSweep(base: NetworkConfig, { variations, seeds, folds }: SweepRequest): readonly SweepGroup[] {
  const grid = combinations(variations.map(({ assignments }) => assignments));
  const count = grid.length * (seeds ?? 1) * (folds ?? 1);
  if (count > maxMembers)
    throw usageError(localize('This is {0} trainings; at most {1} are done at once.', count, maxMembers));
  const groups: SweepGroup[] = [];
  let first = 0;
  for (const assignments of grid) {
    const config = applySets(base, { targets: [], set: assignments });
    const set = Object.fromEntries(assignments.map((one, i) => [variations[i]?.path ?? '', assignedValue(one)]));
    const own = config.network.initialization.seed;
    const all = Array.from({ length: seeds ?? 1 }, (_, i) => own + i);
    for (let index = 0; index < (folds ?? 1); index++) {
      const fold = folds === null ? null : { index, count: folds };
      for (let i = 0; i < all.length; i += maxSeeds) {
        const taken = all.slice(i, i + maxSeeds);
        groups.push({ config, set, fold, seeds: taken, first });
        first += taken.length;
      }
    }
  }
  return groups;
}

function combinations(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return lists.reduce<readonly (readonly string[])[]>(
    (before, list) => before.flatMap((chosen) => list.map((one) => [...chosen, one])),
    [[]],
  );
}
