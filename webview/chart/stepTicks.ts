/** Which steps the time axis names: both ends of the stretch, and round numbers between them that leave the ends their room. */
import { roundTicks } from '../kit/plot/ticks.ts';

/** Pixels between two names, and from the middle of one name to that of the next at least. */
const air = 8;
const minDistance = 50;
const maxSpaces = 6;

/** `width`: pixels of the axis; `widthOf`: pixels of a step's name. The names of the ends lie inside. */
export function stepTicks(
  from: number,
  to: number,
  width: number,
  widthOf: (step: number) => number,
): readonly number[] {
  if (!(to > from)) return [from];
  const spaces = Math.min(maxSpaces, Math.floor(width / Math.max(minDistance, widthOf(to) + air)));
  const isFree = (step: number): boolean => {
    const x = ((step - from) / (to - from)) * width;
    return Math.min(x - widthOf(from), width - x - widthOf(to)) >= widthOf(step) / 2 + air;
  };
  // There may be half as many more round numbers as are wanted.
  const { values } = roundTicks(from, to, (2 / 3) * spaces);
  return [from, ...values.filter((step) => Number.isInteger(step) && isFree(step)), to];
}
