/** Numbers as text for people: true minus signs, thousands separators, as many digits as the size deserves. */
import type { Count, Metric } from '../../../src/core/evaluation/metrics.ts';
import { percentDigits } from '../../../src/core/evaluation/percent.ts';
import { signed } from '../../../src/config/wording/localize.ts';

const minus = '−';
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 9300 → "9,300". */
/** "12,345"; a dash where there is none. */
export function formatCount(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  return grouped.format(value).replace('-', minus);
}

/**
 * Two decimals where that says something ("−0.83", "12.50"), else significant digits or a power of ten.
 * `more`: so many digits more, where the number has them.
 */
export function formatValue(value: number, more = 0): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${minus}∞`;
  const [written, exponent] = rounded(value, more).split('e');
  if (exponent !== undefined) return `${signed(written ?? '')}${timesTenTo(exponent)}`;
  if (Math.abs(value) < 1000) return signed(written ?? '');
  const [whole, decimals] = (written ?? '').split('.');
  return `${formatCount(Number(whole))}${decimals === undefined ? '' : `.${decimals}`}`;
}

/** The same of a number that may not be there: a dash then, never a 0. */
export function formatKnown(value: number | null | undefined): string {
  return value === undefined || value === null ? '–' : formatValue(value);
}

/** The number that `formatValue` writes. */
export function writtenValue(value: number, more = 0): number {
  return Number.isFinite(value) ? Number(rounded(value, more)) : value;
}

/** "9.67" or "2.9e-5". More digits of a number that Float32 cannot tell from its rounded one would be its noise. */
function rounded(value: number, more: number): string {
  const size = Math.abs(value);
  const decimals = decimalsOf(size);
  const write = (extra: number): string =>
    decimals === null ? value.toExponential((size < 1 ? 1 : 2) + extra) : value.toFixed(decimals + extra);
  const short = write(0);
  return Math.abs(Number(short) - value) <= 2 ** -24 * size ? short : write(more);
}

/** How many decimals a number of that size deserves; `null`: it is written as a power of ten. */
function decimalsOf(size: number): number | null {
  if (size === 0) return 2;
  if (size >= 1e5 || size < 0.00095) return null;
  if (size >= 100) return size >= 1000 ? 0 : 1;
  if (size >= 0.095) return 2;
  return size >= 0.0095 ? 3 : 4;
}

/** Four decimals, none of what is exactly 0; smaller costs keep three significant digits: 0.2431, 0.00001234 → "1.23·10⁻⁵". */
export function formatCost(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1e6) return power(value, 2);
  if (size >= 100) return signed(value.toFixed(1));
  if (size === 0) return '0';
  if (size >= 0.001) return signed(value.toFixed(4));
  return power(value, 2);
}

/** Every digit that a number has, to be compared and copied; of a Float32 as many as tell it from its neighbours. */
export function allDigits(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  if (Math.fround(value) !== value) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

/** Never at the beginning of a line, away from its number: the space does not break. */
export const percentSign = '\u00a0%';

/** 0.905, or 362 of 400 → "90.5 %". */
export function formatPercent(share: number | Count | null): string {
  const isKnown = typeof share === 'number' ? Number.isFinite(share) : share !== null && share.m > 0;
  return share !== null && isKnown ? `${signed(percentDigits(share))}${percentSign}` : '–';
}

/** A share of right answers in percent, and R² as numbers are written. */
export function formatMetric(metric: Metric | null, written: (r2: number) => string = formatValue): string {
  if (metric === null) return '–';
  return typeof metric === 'number' ? written(metric) : formatPercent(metric);
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

/** "10⁻⁴" */
export function powerOfTen(exponent: number): string {
  return timesTenTo(String(exponent)).slice(1);
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
