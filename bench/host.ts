/** What a user feels in VS Code: the time of the activation, the host's event loop while training, click to the first live frame. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runInExtensionHost } from '#scripts/vscode/hostRun.mjs';
import { poll } from '../test/e2e/waiting.ts';
import { Workbench } from '../test/e2e/workbench.ts';
import { median } from './median.ts';
import type { BenchRow } from './row.ts';

const hosts = 3;
/** The first page starts the editor's own machinery for pages, the second waits for its check of that; the median leaves both out. */
const clicks = 7;

export async function benchHost(): Promise<BenchRow[]> {
  const measures = [];
  for (let round = 0; round < hosts; round++) measures.push(await measureInHost());
  const times = await clickToFrame();
  return [
    limit('activation of the extension (median of 3 hosts)', median(measures.map(({ activation }) => activation)), 50),
    beside("the same beside VS Code's own TypeScript features", measures),
    limit(
      'event-loop delay of the host while training, p99 (median of 3)',
      median(measures.map(({ delay }) => delay)),
      10,
    ),
    limit('click to first live frame on iris (median of 7)', median(times.map(({ panel }) => panel)), 1000),
    emptyPage(times),
  ];
}

function limit(name: string, milliseconds: number, most: number): BenchRow {
  return {
    name,
    ours: milliseconds,
    peer: null,
    ratio: null,
    goal: `≤ ${most} ms`,
    met: milliseconds <= most,
    unit: 'ms',
  };
}

/** The clock of a shared machine says little; in the same process, one after the other, two extensions can be compared. */
function beside(name: string, measures: readonly HostMeasures[]): BenchRow {
  const ratio = median(measures.map(({ activation, yardstick }) => yardstick / activation));
  const [ours, peer] = [
    median(measures.map(({ activation }) => activation)),
    median(measures.map(({ yardstick }) => yardstick)),
  ];
  return { name, ours, peer, ratio, goal: '≥ 1×', met: ratio >= 1, unit: 'ms' };
}

/** What the editor itself needs for any page: nobody's panel can be there sooner. */
function emptyPage(times: readonly Click[]): BenchRow {
  const ratio = median(times.map(({ panel, emptyPage: empty }) => empty / panel));
  const [ours, peer] = [median(times.map(({ panel }) => panel)), median(times.map(({ emptyPage: empty }) => empty))];
  return { name: 'the same beside an empty page', ours, peer, ratio, goal: '', met: true, unit: 'ms' };
}

interface HostMeasures {
  readonly activation: number;
  /** Of the extension it is compared with. */
  readonly yardstick: number;
  readonly delay: number;
}

async function measureInHost(): Promise<HostMeasures> {
  const temporary = mkdtempSync(join(tmpdir(), 'nn-explorer-bench-'));
  const folder = join(temporary, 'samples');
  const measures = join(temporary, 'measures.json');
  cpSync('samples', folder, { recursive: true });
  // Trainings run at full speed: held back for watching they would load nothing.
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(join(folder, '.vscode/settings.json'), '{ "neuralNetwork.training.watchSeconds": 0 }\n');
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

interface Click {
  readonly panel: number;
  /** Of an empty page, opened the same way just before. */
  readonly emptyPage: number;
}

/**
 * From the key that confirms the target to the first frame drawn with a step in it (ms), each time for another table in the
 * same window, so that each time a new panel opens; and the same for an empty page, in turns.
 */
async function clickToFrame(): Promise<Click[]> {
  const tables = Array.from({ length: clicks }, (_, round) => `table${round}`);
  const files = tables.map((table) => `${table}.csv`);
  const workbench = await Workbench.open(undefined, files, { extensions: [resolve('bench/emptyPage')] });
  const times: Click[] = [];
  try {
    for (const table of tables) {
      await workbench.openFile(`${table}.csv`);
      const emptyPage = await openEmptyPage(workbench);
      await workbench.run('Train Network on This CSV');
      await workbench.waitForQuickPick('Train now');
      const begun = Date.now();
      await workbench.page.keyboard.press('Enter');
      times.push({ panel: (await workbench.firstFrame(`${table}.nnconfig`)) - begun, emptyPage });
      // Only two runs train at once: the next one must not wait for its turn.
      await workbench.untilPanel(`${table}.nnconfig`, '#app[data-state="finished"]');
    }
  } finally {
    await workbench.close();
  }
  return times;
}

async function openEmptyPage(workbench: Workbench): Promise<number> {
  await workbench.run('Open an Empty Page');
  await workbench.waitForQuickPick('Open now');
  const begun = Date.now();
  await workbench.page.keyboard.press('Enter');
  const drawn = async () => {
    const frames = workbench.page.frames();
    const marks = await Promise.all(frames.map((frame) => frame.evaluate(emptyPageMark).catch(() => null)));
    return marks.find((mark) => mark !== null) ?? null;
  };
  const at = await poll(drawn, (mark) => mark !== null, 'the empty page');
  await workbench.run('Close the Empty Page');
  return (at ?? Number.NaN) - begun;
}

/** In the page: when it was drawn, in milliseconds of the epoch. */
function emptyPageMark(): number | null {
  const [mark] = performance.getEntriesByName('empty-page.drawn');
  return mark ? performance.timeOrigin + mark.startTime : null;
}
