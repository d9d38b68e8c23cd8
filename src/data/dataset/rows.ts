/** Which rows of a table become examples, and of which part. */
import { notice } from '../../core/notice.ts';
import type { Column, Table } from '../columns/table.ts';
import { DataError } from '../csv/errors.ts';
import type { RepairLog } from '../csv/repairLog.ts';
import { partCodes, type Shares, splitParts } from './split.ts';
import { type CellSource, tableCells } from './steps/cells.ts';

/** The rows that become examples. */
export function keptRows(
  table: Table,
  targets: readonly Column[],
  features: readonly Column[],
  missing: 'mean' | 'drop',
  log: RepairLog,
): Uint32Array {
  const required = missing === 'drop' ? [...targets, ...features] : targets;
  const kept: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const gap = required.find((column) => isMissingAt(column, row));
    if (!gap) kept.push(row);
    else log.add(table.lineOfRow[row] as number, targets.includes(gap) ? 'droppedTarget' : 'droppedRow', gap.name);
  }
  if (kept.length >= 2) return Uint32Array.from(kept);
  const names = targets.map((column) => `"${column.name}"`).join(', ');
  throw new DataError('rows', notice('rows.tooFew', kept.length, table.rows, names));
}

export function isMissingAt(column: Column, row: number): boolean {
  if (column.numbers) return Number.isNaN(column.numbers[row]);
  return column.codes === null || (column.codes[row] as number) < 0;
}

/**
 * Rows of the table, ascending, of each part.
 * @param codes class of each of the rows; `null` where numbers are predicted
 */
export function splitRows(
  codes: Int32Array | null,
  rows: Uint32Array,
  split: Shares & { readonly seed: number },
): Readonly<Record<keyof typeof partCodes, Uint32Array>> {
  const parts = splitParts(rows.length, codes, split, split.seed);
  const of = (part: keyof typeof partCodes) => rows.filter((_, i) => parts[i] === partCodes[part]);
  return { train: of('train'), validation: of('validation'), test: of('test') };
}

export function cellsOfTable({ columns }: Table): (rows: Uint32Array) => CellSource {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return (rows) => tableCells((name) => byName.get(name), rows);
}
