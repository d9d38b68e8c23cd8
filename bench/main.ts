/**
 * `npm run bench -- [NAME…] [--rounds N] [--seconds N] [--threads N] [--minutes N] [--json]`: measures and prints a table, or JSON. Exit
 * code 1 when a goal is missed. Figures of one machine at one hour; what counts are the ratios, measured in alternating
 * rounds.
 */
import { parseArgs } from 'node:util';
import { benchBuild } from './build.ts';
import { benchConfig } from './config.ts';
import { benchCsv } from './csv.ts';
import { benchDefaults } from './defaults.ts';
import { benchElementary } from './elementary.ts';
import { benchEngine } from './engine.ts';
import { benchFast } from './fast.ts';
import { benchHost } from './host.ts';
import { benchImages } from './images.ts';
import { benchMemory } from './memory.ts';
import { benchPanel } from './panel.ts';
import { benchPollock } from './pollock.ts';
import { benchPredict } from './predict.ts';
import { benchRecord } from './record.ts';
import type { BenchRow } from './row.ts';
import { benchWorkload } from './peers/benchWorkloads.ts';
import { workloads } from './peers/workloads.ts';
import { benchThreads } from './threads.ts';
import { benchTraining } from './train.ts';
import { benchUser } from './user.ts';
import { benchWide } from './wide.ts';

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '0.4' },
    threads: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '2' },
  },
  allowPositionals: true,
});
const options = { rounds: Number(values.rounds), seconds: Number(values.seconds), threads: Number(values.threads) };

const benches: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  train: benchTraining,
  engine: benchEngine,
  elementary: benchElementary,
  build: benchBuild,
  threads: benchThreads,
  ...Object.fromEntries(workloads.map((workload) => [workload.name, () => benchWorkload(workload, options)])),
  user: () => benchUser(options),
  wide: () => benchWide(options),
  fast: () => benchFast(options),
  csv: benchCsv,
  predict: benchPredict,
  images: benchImages,
  config: benchConfig,
  host: benchHost,
  panel: benchPanel,
  record: benchRecord,
  memory: () => benchMemory(Number(values.minutes)),
};

/** What follows one of these is the folder of its tables. */
const ofFolders: Readonly<Record<string, (folder: string) => Promise<BenchRow[]>>> = {
  pollock: benchPollock,
  defaults: benchDefaults,
};
const asked = positionals[0] !== undefined && positionals[0] in ofFolders ? positionals.slice(0, 1) : positionals;
const names = asked.length > 0 ? asked : Object.keys(benches);
const rows: BenchRow[] = [];
for (const name of names) {
  const ofFolder = ofFolders[name];
  const bench = ofFolder ? () => ofFolder(positionals[1] ?? '.') : benches[name];
  if (!bench) throw new Error(`There is no bench "${name}"; there are ${Object.keys(benches).join(', ')}.`);
  process.stderr.write(`measuring ${name}…\n`);
  rows.push(...(await bench()));
}
process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : table(rows));
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;

function verdictOf(met: boolean | null): string {
  return met ? 'met' : 'NOT MET';
}

function table(all: readonly BenchRow[]): string {
  const cells = all.map(({ name, ours, peer, ratio, goal, met, unit }) => [
    name,
    `${figure(ours)} ${unit}`,
    peer === null ? '' : `${figure(peer)} ${unit}`,
    ratio === null ? '' : `${ratio.toFixed(2)}×`,
    goal,
    goal === '' ? '' : verdictOf(met),
  ]);
  const lines = [['', 'ours', 'peer', 'ratio', 'goal', ''], ...cells];
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const line = (words: readonly string[]) => words.map((word, column) => word.padEnd(widths[column] ?? 0)).join('  ');
  return `${lines.map((words) => line(words).trimEnd()).join('\n')}\n`;
}

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
}
