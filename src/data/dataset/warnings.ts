/** What a careful person would say of the columns that were chosen, before the training. */
import { notice } from '../../core/notice.ts';
import type { Column, Table } from '../columns/table.ts';
import type { DataNotice } from '../csv/dataNotice.ts';
import type { ChosenTargets } from './chooseColumns.ts';
import { type DoubtCode, doubtsOf } from './doubts.ts';
import { telltales } from './telltale.ts';

/** A class of fewer rows can hardly be learned, and hardly be measured. */
const rareRows = 3;
const classesNamed = 5;
/** Doubts that are told as they are. */
const reported: ReadonlySet<string> = new Set<DoubtCode>([
  'doubt.nearlyConstant',
  'doubt.mixed',
  'doubt.units',
  'doubt.manyWords',
  'doubt.mostlyMissing',
]);

interface Chosen {
  readonly features: readonly Column[];
  readonly transform: Readonly<Record<string, unknown>>;
}

/** The answer among the inputs first, then rare classes and values that cannot be meant. */
export function warningsOf(table: Table, target: ChosenTargets, chosen: Chosen, rows: Uint32Array): DataNotice[] {
  const { columns } = target;
  const given = columns.flatMap((column) => telltales(column, chosen.features, table.rows).map(({ reason }) => reason));
  const doubts = [...columns, ...chosen.features].flatMap((column) =>
    doubtsOf(column).flatMap((doubt): DataNotice[] => {
      if (doubt.code === 'doubt.sentinel') return [notice('data.sentinel', column.name, doubt)];
      const isTransformed = Object.hasOwn(chosen.transform, column.name);
      if (doubt.code === 'doubt.spread' && !isTransformed) return [notice('data.spread', column.name, doubt)];
      const isSkewed = doubt.code === 'doubt.skewed' && columns.includes(column) && !isTransformed;
      if (isSkewed) return [notice('data.skewed', column.name, doubt)];
      return reported.has(doubt.code) ? [notice('data.doubt', column.name, doubt)] : [];
    }),
  );
  return [...given, ...rareClasses(target, rows), ...doubts];
}

function rareClasses({ columns: [column], task, classes }: ChosenTargets, rows: Uint32Array): DataNotice[] {
  if (task === 'regression' || !column) return [];
  const counts = new Map<string, number>();
  for (const row of rows) {
    const name = column.numbers ? String(column.numbers[row]) : (column.categories[column.codes?.[row] ?? -1] ?? '');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const rare = classes.filter((name) => (counts.get(name) ?? 0) < rareRows && (counts.get(name) ?? 0) > 0);
  return rare
    .slice(0, classesNamed)
    .map((name) => notice('data.rareClass', counts.get(name) ?? 0, JSON.stringify(name)));
}
