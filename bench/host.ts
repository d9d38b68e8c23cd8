/** What a user feels in VS Code: the time of the activation, the host's event loop while training, click to the first live frame. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runInExtensionHost } from '#scripts/vscode/hostRun.mjs';
import { Workbench } from '../test/e2e/workbench.ts';
import { median } from './median.ts';
import type { BenchRow } from './row.ts';

const hosts = 3;
/** The first page starts the editor's own machinery for pages, the second waits for its check of that; the median leaves both out. */
const clicks = 7;

export async function benchHost(): Promise<BenchRow[]> {
  const measures = [];
  for (let round = 0; round < hosts; round++) measures.push(await measureInHost());
  return [
    limit('activation of the extension (median of 3 hosts)', median(measures.map(({ activation }) => activation)), 50),
    limit('event-loop delay of the host while training, p99 (median of 3)', median(measures.map(({ delay }) => delay)), 10),
    limit('click to first live frame on iris (median of 7)', median(await clickToFrame()), 1000),
  ];
}

function limit(name: string, milliseconds: number, most: number): BenchRow {
  return { name, ours: milliseconds, peer: null, ratio: null, goal: `≤ ${most} ms`, met: milliseconds <= most, unit: 'ms' };
}

async function measureInHost(): Promise<{ activation: number; delay: number }> {
  const temporary = mkdtempSync(join(tmpdir(), 'nn-explorer-bench-'));
  const folder = join(temporary, 'samples');
  const measures = join(temporary, 'measures.json');
  cpSync('samples', folder, { recursive: true });
  // Trainings run at full speed: held back for watching they would load nothing.
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(join(folder, '.vscode/settings.json'), '{ "nnExplorer.training.watchSeconds": 0 }\n');
  try {
    const code = await runInExtensionHost({
      extension: resolve('.'),
      tests: resolve('scripts/suites/hostEntry.cjs'),
      folder,
      timeout: 120,
      logFile: resolve('test-output/bench-workbench.log'),
      env: { NN_EXPLORER_SUITE: resolve('dist/bench/inHost'), NN_EXPLORER_MEASURES: measures },
    });
    if (code !== 0) throw new Error('bench: the measurement in the extension host failed');
    return JSON.parse(readFileSync(measures, 'utf8'));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * From the key that confirms the target to the first frame drawn with a step in it (ms), each time for another table in the
 * same window, so that each time a new panel opens.
 */
async function clickToFrame(): Promise<number[]> {
  const tables = Array.from({ length: clicks }, (_, round) => `table${round}`);
  const workbench = await Workbench.open(
    undefined,
    tables.map((table) => `${table}.csv`),
  );
  const times: number[] = [];
  try {
    for (const table of tables) {
      await workbench.openFile(`${table}.csv`);
      await workbench.run('Train Network on This CSV');
      await workbench.waitForQuickPick('Train now');
      const begun = Date.now();
      await workbench.page.keyboard.press('Enter');
      times.push((await workbench.firstFrame(`${table}.nnconfig`)) - begun);
      // Only two runs train at once: the next one must not wait for its turn.
      await workbench.untilPanel(`${table}.nnconfig`, '#app[data-state="finished"]');
    }
  } finally {
    await workbench.close();
  }
  return times;
}
