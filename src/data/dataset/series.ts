/** A table of one number over time has nothing to learn from until its earlier values are columns of their own. */
import { type Notice, notice } from '../../core/notice.ts';
import type { ColumnSummary } from '../columns/summary.ts';

/** What to do with a table of dates and one number; `null` when it is none. */
export function seriesAdvice(columns: readonly ColumnSummary[]): Notice<'series.lagged'> | null {
  const dates = columns.filter(({ type }) => type === 'date');
  const numbers = columns.filter(({ type }) => type === 'number');
  const [date, number] = [dates[0], numbers[0]];
  if (!date || !number || dates.length + numbers.length < columns.length || numbers.length > 1) return null;
  return notice('series.lagged', number.name, date.name, `${number.name}_1`, `${number.name}_12`);
}
