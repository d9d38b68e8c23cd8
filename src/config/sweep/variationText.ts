/** What is varied, as it is typed: `PATH=V,V,…` or `PATH=FROM:TO:STEP`. */
import { parseSet } from '../text/setOption.ts';
import { localize } from '../wording/localize.ts';
import { fixedKey, rangeExcess, rangeValues, SweepError, type Variation, varyingBefore } from './sweepPlan.ts';

/** @throws SweepError of the first that does not fit, by itself or with those before it */
export function parseVariations(given: readonly string[]): readonly Variation[] {
  const variations = given.map(parseVariation);
  for (const [i, { path }] of variations.entries()) {
    const before = varyingBefore(variations, i);
    if (before)
      throw new SweepError(
        localize('Its values would take the place of those of --vary {0}. Name each path once.', before.path),
        `--vary ${path}`,
      );
  }
  return variations;
}

/** Each value as `--set` takes it, those with commas in JSON. @throws SweepError */
export function parseVariation(text: string): Variation {
  const equals = text.indexOf('=');
  if (equals < 1)
    throw new SweepError(localize('--vary takes PATH=V,V,… or PATH=FROM:TO:STEP; found {0}.', JSON.stringify(text)));
  const path = text.slice(0, equals).trim();
  const values = text.slice(equals + 1);
  const settings = (rangeOf(values) ?? splitValues(values)).map((value) => assignedSetting(`${path}=${value.trim()}`));
  const keys = settings[0]?.path ?? [];
  const fixed = fixedKey(keys);
  if (fixed)
    throw new SweepError(
      localize(
        'All trainings of a sweep read the same files: "{0}" is not varied. Name the keys beside it one by one.',
        fixed,
      ),
      `--vary ${path}`,
    );
  return { path, keys, values: settings.map(({ value }) => value) };
}

const number = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?`;
const range = new RegExp(`^\\s*(${number}):(${number}):(${number})\\s*$`);

function rangeOf(text: string): readonly string[] | null {
  const [, ...numbers] = range.exec(text) ?? [];
  if (numbers.length === 0) return null;
  const [from = 0, to = 0, step = 0] = numbers.map(Number);
  const values = rangeValues(from, to, step);
  if (values) return values.map(String);
  throw new SweepError(
    rangeExcess(from, to, step) ??
      localize('The range {0} has no values: FROM:TO:STEP goes from FROM to TO in steps of STEP.', text.trim()),
  );
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
    throw new SweepError(error instanceof Error ? error.message : String(error), `--vary ${assignment}`);
  }
}
