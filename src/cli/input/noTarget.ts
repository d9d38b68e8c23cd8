/** Why no column of a table suggests itself as the one to predict, and what would help. */
import { localize } from '../../config/wording/localize.ts';
import { noticeText } from '../../config/wording/notice.ts';
import { repairText } from '../../config/wording/repairTexts.ts';
import { isUsable } from '../../data/dataset/chooseColumns.ts';
import { seriesAdvice } from '../../data/dataset/series.ts';
import type { ColumnSummary, TableSummary } from '../../data/columns/summary.ts';

const columnsNamed = 5;

/** One or two sentences for the user. */
export function noTarget({ columns, rows, repairs }: TableSummary): string {
  if (rows === 0)
    return localize('The table has no rows: a network needs at least two lines of values below the header.');
  const undivided = repairs.find(({ kind }) => kind === 'fixedWidth' || kind === 'oneColumn');
  if (columns.length < 2 && undivided) return repairText(undivided);
  if (columns.length < 2)
    return localize('The table has one column only. A network needs one to predict and another to predict from.');
  if (rows < 2) return localize('The table has one row of values only. A network needs examples.');
  const [usable, ...others] = columns.filter(isUsable);
  const unusable = listed(columns.filter((column) => !isUsable(column)).map(reasonText));
  const advice = seriesAdvice(columns);
  if (advice) return noticeText(advice);
  if (!usable) return localize('No column can be learned from: {0}.', unusable);
  if (others.length > 0) return localize('No column suggests itself as the target. Name one with --target.');
  return localize(
    'Only the column "{0}" can be used, and a network needs one to predict and another to predict from: {1}.',
    usable.name,
    unusable,
  );
}

function reasonText({ name, type, reason }: ColumnSummary): string {
  return localize('"{0}" is of type {1} ({2})', name, type, noticeText(reason));
}

function listed(items: readonly string[]): string {
  return (
    items.slice(0, columnsNamed).join(', ') +
    (items.length > columnsNamed ? `, … ${localize('({0} in all)', items.length)}` : '')
  );
}
