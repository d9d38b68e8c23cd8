/** What the editor waits for while someone writes a configuration: hover and problems, the table's summary at hand. */
import { hoverAt } from '../src/config/language/hover.ts';
import { problemsFor } from '../src/config/problems/problems.ts';
import { sourceOfBytes } from '../src/data/csv/byteSource.ts';
import { readTable } from '../src/data/read/readTable.ts';
import { summarize } from '../src/data/dataset/summarize.ts';
import { median } from './median.ts';
import type { BenchRow } from './row.ts';

const rounds = 25;
const columns = 480;

/** A thousand lines: 480 features, 480 types, 32 layers, each on a line. */
function longConfig(): string {
  const names = Array.from({ length: columns }, (_, i) => `column${i}`);
  const features = names.map((name) => `      "${name}"`).join(',\n');
  const types = names.map((name) => `      "${name}": "number"`).join(',\n');
  const layers = Array.from({ length: 32 }, () => '      { "units": 16, "activation": "tanh" }').join(',\n');
  const data = `  "data": {\n    "file": "wide.csv",\n    "target": "kind",\n    "features": [\n${features}\n    ],\n    "types": {\n${types}\n    }\n  }`;
  return `{\n${data},\n  "network": {\n    "layers": [\n${layers}\n    ]\n  }\n}\n`;
}

function wideTable(): string {
  const row = (i: number) =>
    [...Array.from({ length: columns }, (_, k) => (i * 7 + k * 13) % 101), i % 2 === 0 ? 'left' : 'right'].join(',');
  const head = [...Array.from({ length: columns }, (_, k) => `column${k}`), 'kind'].join(',');
  return [head, ...Array.from({ length: 200 }, (_, i) => row(i))].join('\n');
}

export async function benchConfig(): Promise<BenchRow[]> {
  const summary = summarize(await readTable(sourceOfBytes(new TextEncoder().encode(wideTable()))));
  const text = longConfig();
  const lines = text.split('\n').length;
  const offset = text.lastIndexOf('"units"') + 2;
  return [
    limit(`hover on a configuration of ${lines} lines (median of ${rounds})`, () => hoverAt(text, offset, summary), 20),
    limit(`problems of a configuration of ${lines} lines (median of ${rounds})`, () => problemsFor(text, summary), 100),
  ];
}

function limit(name: string, work: () => unknown, most: number): BenchRow {
  const times = Array.from({ length: rounds }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  const ours = median(times);
  return { name, ours, peer: null, ratio: null, goal: `≤ ${most} ms`, met: ours <= most, unit: 'ms' };
}
