/** Values on an axis: round already, with no more digits than they need, and as many as tell ticks apart. */
import { formatPower } from '../kit/text/number.ts';

/** `step`: from one tick to the next, where that is known. `asPower`: as a power of ten, like others on the same axis. */
export function axisCost(value: number, step = 0, asPower = isPower(value)): string {
  // 1 is "1" among powers, too.
  return asPower && exponentOf(value) !== 0
    ? formatPower(value, digitsFor(value, step))
    : withMinus(String(rounded(value, step)));
}

/** Whether a value is too small or too large to be written out. */
export function isPower(value: number): boolean {
  const size = Math.abs(value);
  return value !== 0 && (size < 1e-3 || size >= 1e5);
}

/** 0.905 → "90.5 %" between ticks that need the decimal, else "91 %". */
export function axisPercent(share: number, step = 0): string {
  const percent = 100 * share;
  return `${withMinus(String(step > 0 ? rounded(percent, 100 * step) : Math.round(percent)))} %`;
}

/** The least distance of ticks round `value` that can still be told apart in the room of an axis. */
export function minStep(value: number): number {
  const exponent = exponentOf(value);
  if (exponent < -3 || exponent >= 5) return 10 ** (exponent - 1);
  return exponent < 0 ? 1e-4 : 10 ** (exponent - 3);
}

function rounded(value: number, step: number): number {
  return Number(value.toPrecision(digitsFor(value, step)));
}

/** Three at least; two of the step's own, since it may be 0.25. */
function digitsFor(value: number, step: number): number {
  return step > 0 ? Math.min(15, Math.max(3, exponentOf(value) - exponentOf(step) + 2)) : 3;
}

function exponentOf(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) + 1e-9);
}

function withMinus(text: string): string {
  return text.replace('-', '−');
}
