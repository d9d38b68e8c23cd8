/** The common number in a file: digits, perhaps a minus, perhaps a decimal mark, no quotes, no spaces, no exponent. */
import { parseNumber, powersOfTen } from './numberParser.ts';

const zero = 48;
const nine = 57;
const minus = 45;
/** As many digits as an int32 certainly holds. */
const intDigits = 9;
/** As many digits as a double certainly holds. */
const exactDigits = 15;

/**
 * Reads the number at `from` into `target[at]`. A byte that is no digit must follow the data in the array.
 * @param decimal byte of the decimal mark, −1 for none
 * @returns the position of the byte after it, whatever that is; −1 when there is no plain number, or one like 007
 */
export function readPlainNumber(
  bytes: Uint8Array,
  from: number,
  decimal: number,
  target: Float64Array,
  at: number,
): number {
  let p = from;
  let byte = bytes[p] as number;
  const negative = byte === minus;
  if (negative) byte = bytes[++p] as number;
  const digits = p;
  let whole = 0;
  while (byte >= zero && byte <= nine) {
    whole = (whole * 10 + byte - zero) | 0;
    byte = bytes[++p] as number;
  }
  const wholeDigits = p - digits;
  let part = 0;
  let partDigits = 0;
  if (byte === decimal) {
    byte = bytes[++p] as number;
    const fraction = p;
    while (byte >= zero && byte <= nine) {
      part = (part * 10 + byte - zero) | 0;
      byte = bytes[++p] as number;
    }
    partDigits = p - fraction;
  }
  if (wholeDigits === 0 || (wholeDigits > 1 && bytes[digits] === zero)) return -1;
  if (wholeDigits <= intDigits && partDigits <= intDigits && wholeDigits + partDigits <= exactDigits) {
    // Both halves are exact, and so is their sum: the division is the only rounding.
    const power = powersOfTen[partDigits] as number;
    const value = (whole * power + part) / power;
    target[at] = negative ? -value : value;
    return p;
  }
  const value = parseNumber(bytes, from, p, decimal);
  target[at] = value;
  return Number.isFinite(value) ? p : -1;
}
