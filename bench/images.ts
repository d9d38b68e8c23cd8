/**
 * A training on many pictures, as the editor does it: 784-256-128-10 on a CSV of 60,000 rows, in the shipped worker and then in VS Code. How long it takes to the first
 * frame, how soon a pause stands still, and how much memory the process takes at most.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { ImagesMeasurement } from './imagesChild.ts';
import { measureInWorkbench } from './imagesHost.ts';
import { pictureColumns, writePictures } from './imagesSample.ts';
import { benchFolder } from './peers/availablePeers.ts';
import type { BenchRow } from './row.ts';

const run = promisify(execFile);
const rows = 60_000;
const pauses = 20;

/** Run from the project's folder, with `dist/` built. Takes about half a minute. */
export async function benchImages(): Promise<BenchRow[]> {
  const folder = join(benchFolder, 'data');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `pictures-${rows}.csv`);
  if (!existsSync(file)) await writePictures(file, rows);
  const child = join('dist', 'bench', 'imagesChild.mjs');
  await build({
    entryPoints: ['bench/imagesChild.ts'],
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  const measured = async (what: 'read' | 'train'): Promise<ImagesMeasurement> =>
    JSON.parse((await run(process.execPath, [child, what, file])).stdout) as ImagesMeasurement;
  const reading = await measured('read');
  const training = await measured('train');
  const felt = await measureInWorkbench(resolve(file), pauses);
  const matrix = (rows * (pictureColumns + 1) * 8) / 1e6;
  const seconds = (milliseconds: number): number => milliseconds / 1000;
  return [
    limit('reading the table', seconds(reading.readMilliseconds), null, 's'),
    limit('first frame, reading aside', seconds(training.frameMilliseconds - reading.readMilliseconds), 3, 's'),
    limit('pause, slowest of 20', training.pauseMilliseconds, 100, 'ms'),
    limit('peak memory of the process', training.peakBytes / 1e6, 1.3 * matrix + 120, 'MB', ' (1.3 × matrix + 120)'),
    limit('memory while it trains', training.restingBytes / 1e6, null, 'MB'),
    limit(
      'in VS Code, click to first frame, reading aside',
      seconds(felt.frameMilliseconds - reading.readMilliseconds),
      3,
      's',
    ),
    limit('in VS Code, click to pause, slowest of 20', felt.pauseMilliseconds, 100, 'ms'),
    limit(
      'in VS Code, growth of the extension host',
      felt.grownBytes / 1e6,
      1.3 * matrix + 120,
      'MB',
      ' (1.3 × matrix + 120)',
    ),
  ];
}

function limit(name: string, ours: number, most: number | null, unit: string, formula = ''): BenchRow {
  const goal = most === null ? '' : `≤ ${Math.round(most)} ${unit}${formula}`;
  return {
    name: `${rows.toLocaleString('en-US')} pictures, 784-256-128-10: ${name}`,
    ours,
    peer: null,
    ratio: null,
    goal,
    met: most === null || ours <= most,
    unit,
  };
}
