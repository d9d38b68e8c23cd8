/** Text for people at a terminal: numbers, tables. */
import { localize, msg } from '../../config/wording/localize.ts';
import type { Count } from '../../core/evaluation/metrics.ts';
import { percentDigits } from '../../core/evaluation/percent.ts';
import { oneLine } from './failure.ts';

/** Four significant decimals, or exponents for the very large and small; "–" where there is no number. */
export function numberText(value: number | null | undefined, digits = 6): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  const size = Math.abs(value);
  return size < 1e-4 || size >= 1e9 ? value.toExponential(3) : String(Number(value.toPrecision(digits)));
}

export function percentText(share: number | Count | null): string {
  return share === null ? '–' : `${percentDigits(share)} %`;
}

/** One, and more than one. */
const things = {
  epoch: [msg('1 epoch'), msg('{0} epochs')],
  step: [msg('1 step'), msg('{0} steps')],
  row: [msg('1 row'), msg('{0} rows')],
  input: [msg('1 input'), msg('{0} inputs')],
  example: [msg('1 example'), msg('{0} examples')],
  parameter: [msg('1 parameter'), msg('{0} parameters')],
  hiddenLayer: [msg('1 hidden layer'), msg('{0} hidden layers')],
  remark: [msg('1 more remark'), msg('{0} more remarks')],
} as const;

/** "1 epoch", "2,000 epochs" */
export function counted(count: number, thing: keyof typeof things): string {
  return localize(things[thing][count === 1 ? 0 : 1], numberText(count));
}

/** Columns padded to their widest cell, two spaces apart; `right` names the columns that hold numbers. */
export function tableText(table: readonly (readonly string[])[], right: readonly number[] = []): string {
  const rows = table.map((row) => row.map((cell) => shortened(oneLine(cell))));
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => cellsWide(row[index] ?? ''))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) =>
        right.includes(index) ? `${gap(cell, widths[index])}${cell}` : `${cell}${gap(cell, widths[index])}`,
      )
      .join('  ')
      .trimEnd();
  return rows.map((row) => `${line(row)}\n`).join('');
}

function gap(cell: string, width = 0): string {
  return ' '.repeat(Math.max(0, width - cellsWide(cell)));
}

/** How many cells of a terminal a text takes: letters of Korean, Chinese and Japanese take two. */
export function cellsWide(text: string): number {
  return [...text].reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0);
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** A cell that is long for a table; a sentence is not. */
const longest = 120;

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
