/** Many random texts through the whole language; the same seed gives the same texts. */
import fc from 'fast-check';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { readTable } from '../../../../src/data/read/readTable.ts';
import { summarize } from '../../../../src/data/dataset/summarize.ts';
import type { TableSummary } from '../../../../src/data/columns/summary.ts';
import { plants } from '../problems/brokenConfigs/plants.ts';
import { checkText } from './properties.ts';
import { anyText, largeTexts } from './texts.ts';

export interface FuzzReport {
  /** Texts that were tried. */
  readonly texts: number;
  /** The one that took longest, and its milliseconds of computing: a busy machine makes them no more. */
  readonly slowest: { readonly text: string; readonly milliseconds: number };
}

export async function summaryOfPlants(): Promise<TableSummary> {
  return summarize(await readTable(sourceOfBytes(new TextEncoder().encode(plants))));
}

/** @throws when a property does not hold, with the smallest text that shows it */
export function fuzzSmall(seed: number, count: number, summary: TableSummary): FuzzReport {
  let slowest = { text: '', milliseconds: 0 };
  const property = fc.property(anyText, fc.nat(), fc.boolean(), (text, cursor, hasTable) => {
    const begun = process.cpuUsage();
    checkText(text, cursor, hasTable ? summary : null);
    const milliseconds = spentSince(begun);
    if (milliseconds > slowest.milliseconds) slowest = { text, milliseconds };
  });
  fc.assert(property, { seed, numRuns: count });
  return { texts: count, slowest };
}

/** The deep and huge ones, of `size` characters, with the cursor in their middle. */
export function fuzzLarge(size: number, summary: TableSummary): FuzzReport {
  let slowest = { text: '', milliseconds: 0 };
  const texts = largeTexts(size);
  for (const [name, text] of Object.entries(texts)) {
    const begun = process.cpuUsage();
    checkText(text, text.length >> 1, summary);
    const milliseconds = spentSince(begun);
    if (milliseconds > slowest.milliseconds) slowest = { text: name, milliseconds };
  }
  return { texts: Object.keys(texts).length, slowest };
}

function spentSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}
