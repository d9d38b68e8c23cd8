/** Numbers as text for people: true minus signs, thousands separators, as many digits as the size deserves. */

const minus = '−';
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 9300 → "9,300". */
export function formatCount(value: number): string {
  return grouped.format(value).replace('-', minus);
}

/** Two decimals where that says something ("−0.83", "12.50"), else significant digits or a power of ten. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${minus}∞`;
  const size = Math.abs(value);
  if (size === 0) return '0.00';
  if (size >= 1e5) return power(value, 2);
  if (size >= 1000) return formatCount(value);
  if (size >= 100) return signed(value.toFixed(1));
  if (size >= 0.095) return signed(value.toFixed(2));
  if (size >= 0.00095) return signed(value.toFixed(size >= 0.0095 ? 3 : 4));
  return power(value, 1);
}

/** Four decimals; smaller costs keep four significant digits: 0.2431, 0.00001234 → "1.23·10⁻⁵". */
export function formatCost(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1e6) return power(value, 2);
  if (size >= 100) return signed(value.toFixed(1));
  if (size >= 0.001 || size === 0) return signed(value.toFixed(4));
  return power(value, 2);
}

/** Never at the beginning of a line, away from its number: the space does not break. */
export const percentSign = '\u00a0%';

/** 0.905 → "90.5 %". */
export function formatPercent(fraction: number | null): string {
  return fraction === null || !Number.isFinite(fraction) ? '–' : `${signed((fraction * 100).toFixed(1))}${percentSign}`;
}

/** Two decimals whatever the size, for what is compared in a column: "0.93", "−1.20". */
export function formatHundredths(value: number | null): string {
  return value === null || !Number.isFinite(value) ? '–' : signed((Math.round(value * 100) / 100).toFixed(2));
}

/** A setting as one would type it: 0.01, 1e-8, 1.2; no grouping, so that it can be typed back. */
export function formatSetting(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** At most so many significant digits, none of them a zero at the end: "5·10⁻⁴", "1.25·10⁵". */
export function formatPower(value: number, digits: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
  return `${signed(String(Number(mantissa)))}${timesTenTo(exponent)}`;
}

/** "−1.67" in the middle of a product needs its parentheses: "(−1.67)". */
export function formatFactor(value: number): string {
  const text = formatValue(value);
  return text.startsWith(minus) ? `(${text})` : text;
}

function signed(text: string): string {
  return text.replace('-', minus);
}

const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

function power(value: number, digits: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(digits).split('e');
  return `${signed(mantissa)}${timesTenTo(exponent)}`;
}

function timesTenTo(exponent: string): string {
  return `·10${[...String(Number(exponent))].map((character) => superscripts[character] ?? character).join('')}`;
}
