/** The panel with a large network that trains: times of drawing in the page, frames a second, and what watching costs the training. */
import type { Frame } from 'playwright-core';
import { Workbench } from '../test/e2e/workbench.ts';
import { epochsPerSecond } from './epochClock.ts';
import { largeConfig, writeLargeRun } from './largeRun.ts';
import { median } from './median.ts';
import { beginMetering, type PageMeasures, readMeter } from './pageMeter.ts';
import type { BenchRow } from './row.ts';

const rounds = 9;
/** Milliseconds of each measurement, and of the pause before it in which the window settles. */
const duration = 2500;
const settling = 1000;
const cover = 'iris.csv';

export async function benchPanel(): Promise<BenchRow[]> {
  const settings = { 'neuralNetwork.training.watchSeconds': 0 };
  const workbench = await Workbench.open({ width: 1400, height: 900 }, [], { settings, write: writeLargeRun });
  try {
    await workbench.openFile(largeConfig);
    await workbench.run('Train This Configuration');
    await workbench.untilPanel(largeConfig, '#app[data-frame-step]:not([data-frame-step="0"])');
    // Another editor in the panel's group, which can cover it.
    await workbench.tab(`Network: ${largeConfig}`).click();
    await workbench.openFile(cover);
    const ratios: number[] = [];
    const measures: PageMeasures[] = [];
    const speeds = { open: [] as number[], closed: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      const open = await watched(workbench, measures);
      const closed = await unwatched(workbench);
      speeds.open.push(open);
      speeds.closed.push(closed);
      ratios.push(open / closed);
    }
    return rowsOf(measures, speeds, median(ratios));
  } finally {
    await workbench.close();
  }
}

/** Shows the panel, which other editors of its group may hide; epochs a second while it is seen. */
async function watched(workbench: Workbench, measures: PageMeasures[]): Promise<number> {
  await workbench.tab(`Network: ${largeConfig}`).click();
  const page: Frame = await workbench.untilPanel(largeConfig, '#app[data-state="running"]');
  await workbench.page.waitForTimeout(settling);
  await beginMetering(page);
  const speed = await epochsPerSecond(workbench.page, duration);
  measures.push(await readMeter(page));
  return speed;
}

async function unwatched(workbench: Workbench): Promise<number> {
  await workbench.tab(cover).click();
  await workbench.page.locator('iframe.webview.ready').first().waitFor({ state: 'hidden' });
  await workbench.page.waitForTimeout(settling);
  return epochsPerSecond(workbench.page, duration);
}

function rowsOf(
  measures: readonly PageMeasures[],
  speeds: { open: readonly number[]; closed: readonly number[] },
  ratio: number,
): BenchRow[] {
  const draws = measures.flatMap((part) => part.draws).sort((a, b) => a - b);
  const seconds = measures.reduce((sum, part) => sum + part.milliseconds, 0) / 1000;
  const frames = measures.reduce((sum, part) => sum + part.frames, 0) / seconds;
  const longest = Math.max(0, ...measures.flatMap((part) => part.longTasks));
  const plain = { peer: null, ratio: null };
  const time = (name: string, value: number, most: number): BenchRow => ({
    ...{ name: `panel of 784-256-128-10: ${name}`, ours: value, goal: `≤ ${most} ms`, met: value <= most, unit: 'ms' },
    ...plain,
  });
  return [
    time('drawing a frame, median', median(draws), 16),
    time('drawing a frame, 95th percentile', draws[Math.floor(0.95 * draws.length)] ?? Number.NaN, 33),
    time('longest task of the page', longest, 50),
    { name: 'panel of 784-256-128-10: frames drawn', ours: frames, ...plain, goal: '', met: true, unit: '/s' },
    {
      ...{
        name: 'training with the panel seen against hidden',
        ours: median(speeds.open),
        peer: median(speeds.closed),
      },
      ...{ ratio, goal: '≥ 0.95×', met: ratio >= 0.95, unit: 'epochs/s' },
    },
  ];
}
