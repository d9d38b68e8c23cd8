/** What a careful person would look at before training on a table: all that is more than information. */
import type { DataNotice } from '../../data/csv/dataNotice.ts';
import type { Repair, RepairKind } from '../../data/csv/repair.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { type ColumnChoices, rolesOf } from './columnRoles.ts';

export type TableDoubt =
  | { readonly kind: 'column'; readonly column: string; readonly notice: DataNotice }
  | { readonly kind: 'repair'; readonly repair: Repair };

/** Readings that may be wrong, or lose values; the others only say how a file is written. */
const doubtful: ReadonlySet<RepairKind> = new Set<RepairKind>([
  'damagedBytes',
  'decimalMark',
  'secondTable',
  'fixedWidth',
  'oneColumn',
  'openQuote',
  'missingCells',
  'extraCells',
  'notNumber',
  'detectionLimit',
  'unitless',
  'missingLevel',
  'blankAnswer',
  'infinite',
]);

/** Whether a repair is one that a careful person would look at. */
export function isDoubtful({ kind }: Repair): boolean {
  return doubtful.has(kind);
}

/** Of what is no more than information a clean table may have much. */
const information: ReadonlySet<string> = new Set(['doubt.nearlyConstant', 'doubt.skewed', 'doubt.manyWords']);

/** In the order of the table, what is about the whole file first. */
export function tableDoubts(choices: ColumnChoices, summary: TableSummary): readonly TableDoubt[] {
  const roleOf = rolesOf(choices, summary);
  const repairs = summary.repairs.filter(isDoubtful);
  const columns = summary.columns.filter(({ name }) => roleOf(name) !== 'out');
  return [
    ...repairs.map((repair): TableDoubt => ({ kind: 'repair', repair })),
    ...columns.flatMap(({ name, doubts }) =>
      doubts
        .filter(({ code }) => !information.has(code))
        .map((notice): TableDoubt => ({ kind: 'column', column: name, notice })),
    ),
    ...summary.telltales
      .filter(({ column, target }) => choices.targets.includes(target) && roleOf(column) === 'input')
      .map(({ column, reason }): TableDoubt => ({ kind: 'column', column, notice: reason })),
  ];
}
