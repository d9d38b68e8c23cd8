/**
 * CSV and TSV bytes → table. The first rows decide how the file is written and how each column is read; then everything is read
 * in one pass. What later rows contradict is read once more: a column of numbers that turns out to hold words, a file that is
 * not UTF-8 after all, a quote that never closes.
 */
import { buildColumn, requestedReading } from '../columns/buildColumn.ts';
import type { ColumnPlan, Findings } from '../columns/columnPlan.ts';
import { holdsDates } from '../columns/dateNumbers.ts';
import type { ByteSource } from '../csv/byteSource.ts';
import type { ColumnStore, ReadAs } from '../csv/columnStore.ts';
import { type FileLayout, layoutOf } from './fileLayout.ts';
import { RepairLog } from '../csv/repairLog.ts';
import type { Column, Table } from '../columns/table.ts';
import { type Hints, untilUnderstood } from './attempts.ts';
import { requireNoMore } from './lateFindings.ts';
import { readColumns } from './scanColumns.ts';
import type { ReadOptions } from './readOptions.ts';

/**
 * Reads a whole table. The source may be opened more than once.
 * @throws DataError when there is no table in the bytes, a demanded type does not fit, or the signal says stop
 */
export async function readTable(source: ByteSource, options: ReadOptions = {}): Promise<Table> {
  return untilUnderstood(source, options, (hints) => readWith(source, options, hints));
}

async function readWith(source: ByteSource, options: ReadOptions, hints: Hints): Promise<Table> {
  const log = new RepairLog();
  let taken = 0;
  const onBytes = (bytes: number) => {
    taken = bytes;
    options.onProgress?.(bytes);
  };
  const onDamage = hints.damaged ? () => undefined : undefined;
  const quietly = { ...options, onProgress: undefined, onDamage };
  const layout = await layoutOf(source, quietly, hints, log);
  const loudly = {
    ...options,
    onProgress: onBytes,
    onDamage: onDamage && ((line: number) => log.add(line, 'damagedBytes')),
  };
  const scan = await readColumns(source, loudly, layout, layout.readAs, log);
  requireNoMore(scan, layout, options, hints);
  const { rows, lineOfRow } = scan;
  const findings: Findings = {
    rows,
    lineOfRow: lineOfRow.subarray(0, rows),
    decimalComma: layout.decimalComma,
    log,
    missingAmongNumbers: new Set(),
  };
  const plans = layout.plans.map((plan, index) => withDates(plan, scan.stores[index] as ColumnStore));
  await readAgain(source, quietly, { ...layout, plans }, scan.stores, findings);
  const columns = builtColumns(scan.stores, plans, findings);
  const { encoding, decimalComma, header, location, firstRows } = layout;
  const { repairs, omitted: repairsOmitted } = log;
  return {
    columns,
    rows,
    lineOfRow: findings.lineOfRow,
    encoding,
    delimiter: layout.dialect.delimiter,
    decimalComma,
    header,
    location,
    bytes: taken,
    firstRows,
    repairs,
    repairsOmitted,
  };
}

/** What means "missing" among the numbers of the table is no level of its words. */
function builtColumns(stores: readonly ColumnStore[], plans: readonly ColumnPlan[], findings: Findings): Column[] {
  const missingAmongNumbers = new Set(stores.flatMap((store) => [...store.missingWords]));
  return plans.map((plan, index) =>
    buildColumn(stores[index] as ColumnStore, plan, { ...findings, missingAmongNumbers }),
  );
}

/** Numbers that are dates are read as what stands in the file. */
function withDates(plan: ColumnPlan, store: ColumnStore): ColumnPlan {
  const areDates = plan.type === undefined && store.readAs === 'number' && holdsDates(store, plan.name);
  return areDates ? { ...plan, holdsDates: true } : plan;
}

/** Reads the columns once more that turned out to be of the other kind, and puts them in their places. */
async function readAgain(
  source: ByteSource,
  options: ReadOptions,
  layout: FileLayout,
  stores: ColumnStore[],
  findings: Findings,
): Promise<void> {
  const requested = layout.plans.map((plan: ColumnPlan, index): ReadAs => {
    const store = stores[index] as ColumnStore;
    const reading = requestedReading(store, plan, findings);
    return reading === store.readAs ? 'skip' : reading;
  });
  if (requested.every((reading) => reading === 'skip')) return;
  const again = await readColumns(source, { ...options, onProgress: undefined }, layout, requested, null);
  requested.forEach((reading, index) => {
    if (reading !== 'skip') stores[index] = again.stores[index] as ColumnStore;
  });
}
