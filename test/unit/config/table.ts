/** Tables from text, for tests. */
import { readTable } from '../../../src/data/read/readTable.ts';
import { summarize } from '../../../src/data/dataset/summarize.ts';
import type { ColumnType, TableSummary } from '../../../src/data/columns/summary.ts';
import type { Table } from '../../../src/data/columns/table.ts';

export async function tableOf(csv: string, types: Record<string, ColumnType> = {}): Promise<Table> {
  async function* chunks() {
    yield new TextEncoder().encode(csv);
  }
  return readTable({ open: chunks }, { types });
}

export async function summaryOf(csv: string, types: Record<string, ColumnType> = {}): Promise<TableSummary> {
  return summarize(await tableOf(csv, types));
}

/** 120 rows: two numbers, a word, a yes/no answer, an id and a species of three. */
export const garden: string = [
  'id,height,width,soil,wet,species',
  ...Array.from({ length: 120 }, (_, i) => {
    const species = ['aster', 'daisy', 'rose'][i % 3];
    return `p${1000 + i},${10 + (i % 7)}.5,${(i * 37) % 101},${['clay', 'loam', 'peat', 'sand'][(i * 7) % 4]},${i % 5 < 2 ? 'yes' : 'no'},${species}`;
  }),
].join('\n');
