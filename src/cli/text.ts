/** Text for people at a terminal: numbers, tables. */
import { percentDigits } from '../core/evaluation/percent.ts';
import { oneLine } from './failure.ts';

/** Four significant decimals, or exponents for the very large and small; "–" where there is no number. */
export function numberText(value: number | null | undefined, digits = 6): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  const size = Math.abs(value);
  return size < 1e-4 || size >= 1e9 ? value.toExponential(3) : String(Number(value.toPrecision(digits)));
}

export function percentText(fraction: number | null): string {
  return fraction === null ? '–' : `${percentDigits(fraction)} %`;
}

/** "1 epoch", "2,000 epochs" */
export function counted(count: number, thing: string): string {
  return `${numberText(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** Columns padded to their widest cell, two spaces apart; `right` names the columns that hold numbers. */
export function tableText(table: readonly (readonly string[])[], right: readonly number[] = []): string {
  const rows = table.map((row) => row.map((cell) => shortened(oneLine(cell))));
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => (row[index] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) =>
        right.includes(index) ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return rows.map((row) => `${line(row)}\n`).join('');
}

/** A cell that is long for a table; a sentence is not. */
const longest = 120;

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
