/** Things with their number, in the user's language: "1 row", "2 rows". */
import { localize } from './localize.ts';

/** One, and more than one. */
export const pluralTexts = {
  row: ['1 row', '{0} rows'],
  column: ['1 column', '{0} columns'],
  repair: ['1 repair while reading', '{0} repairs while reading'],
  input: ['1 input', '{0} inputs'],
  leftOut: ['1 left out', '{0} left out'],
  doubt: ['1 doubt', '{0} doubts'],
  step: ['1 step', '{0} steps'],
  example: ['1 example', '{0} examples'],
  unit: ['1 unit', '{0} units'],
  error: ['1 error', '{0} errors'],
  warning: ['1 warning', '{0} warnings'],
  hint: ['1 hint', '{0} hints'],
  parameter: ['1 parameter', '{0} parameters'],
} as const;

export function plural(count: number, thing: keyof typeof pluralTexts): string {
  return localize(pluralTexts[thing][count === 1 ? 0 : 1], count);
}
