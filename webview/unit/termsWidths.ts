/** What a table of products has room for: names of inputs, and digits beyond the usual ones. */
import type { RunDescription } from '../../src/protocol/run.ts';
import { maxMore } from '../kit/text/equationDigits.ts';
import { shortNames } from '../kit/text/shortNames.ts';
import type { SumDigits } from './unitDigits.ts';
import type { Term } from './unitNumbers.ts';

/** CSS pixels. */
const digitWidth = 7.5;
/** Below this there is hardly room for more digits even without names. */
const tight = 290;
/** From this on digits take nothing from names. */
const wide = 380;
/** Characters of a name that digits may not take. */
const legible = 9;
/** Characters that the index of an input may take beside a short name. */
const indexWidth = 3;

/** Short names of the inputs in the table, by unit; none but for layer 1. */
export function namesOf(
  run: RunDescription,
  layer: number,
  listed: readonly Term[],
  width: number,
  { factors, products }: SumDigits,
): ReadonlyMap<number, string> {
  const names = inputNames(run, layer, listed);
  const short = shortNames(names, nameWidth(width, 2 * factors + products));
  return new Map(names.map((_, index) => [listed[index]?.from ?? 0, short[index] ?? '']));
}

/** The most digits that numbers may have above what their size deserves, so that names stay legible. */
export function maxDigits(run: RunDescription, layer: number, listed: readonly Term[], width: number): number {
  const required = Math.min(
    legible,
    indexWidth + Math.max(0, ...inputNames(run, layer, listed).map((name) => name.length)),
  );
  let most = width < tight ? 1 : maxMore;
  while (most > 0 && nameWidth(width, 3 * most) < required) most--;
  return most;
}

function inputNames(run: RunDescription, layer: number, listed: readonly Term[]): readonly string[] {
  return layer === 1 ? listed.map(({ from }) => run.inputs[from]?.name ?? '') : [];
}

/** Characters for a name in a table so wide, with so many digits in a row beyond the usual ones. */
function nameWidth(width: number, digits: number): number {
  const left = width < wide ? width - digitWidth * digits : width;
  if (left < 230) return 5;
  if (left < 265) return 6;
  if (left < 290) return 8;
  if (left < 330) return 9;
  if (left < 360) return 12;
  if (left < wide) return 14;
  return left < 420 ? 18 : 24;
}
