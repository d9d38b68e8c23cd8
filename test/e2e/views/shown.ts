/** Numbers as the panel writes them for people, read back: "−0.83", "1.2·10⁻⁵", "9,300", "90.5 %". Says whether one agrees to its last digit. */
import assert from 'node:assert/strict';

interface Shown {
  readonly value: number;
  /** What one more in its last digit would be worth. */
  readonly step: number;
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const pattern = /^([−-]?)([\d,]+)(?:\.(\d+))?(?:·10(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))?(\s?%)?$/;

function readShown(text: string): Shown {
  const [all, sign, whole = '', decimals = '', exponent = '', percent] =
    pattern.exec(text.replace(/^\((.*)\)$/, '$1').trim()) ?? [];
  assert.ok(all, `"${text}" is no number`);
  const digits = [...exponent].map((character) => (character === '⁻' ? '-' : raised.indexOf(character))).join('');
  const scale = 10 ** Number(digits || 0) * (percent ? 0.01 : 1);
  const value = Number(`${whole.replaceAll(',', '')}.${decimals || 0}`) * scale;
  return { value: sign ? -value : value, step: scale / 10 ** decimals.length };
}

/**
 * Fails unless `text` is `expected` rounded to the digits that are shown. `slack`: by how much the arithmetic itself may differ, in units
 * of the number, as where the panel was given Float32.
 */
export function assertShown(text: string, expected: number, what: string, slack = 1e-12): void {
  const { value, step } = readShown(text);
  assert.ok(Math.abs(value - expected) <= step * 0.5000001 + slack, `${what}: shown ${text}, computed ${expected}`);
}

/** The number in a longer text, as in "J = 0.2431": the first one after `before`. */
export function numberAfter(text: string, before: string): string {
  const rest = text.slice(text.indexOf(before) + before.length);
  const found = /[−-]?[\d,]*\d(?:\.\d+)?(?:·10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?:\s?%)?/.exec(rest);
  assert.ok(text.includes(before) && found, `there is no number after "${before}" in "${text}"`);
  return found[0];
}

/** Full numbers, not rounded ones: equal but for the order in which sums were added up. */
export function assertNear(actual: number, expected: number, what: string, relative = 1e-9): void {
  const scale = Math.max(1, Math.abs(expected));
  assert.ok(Math.abs(actual - expected) <= relative * scale, `${what}: ${actual}, computed ${expected}`);
}
