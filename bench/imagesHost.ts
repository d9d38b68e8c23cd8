/** The training on many pictures as a user has it, in the real extension host: click to the first frame, pauses as they are seen, memory. */
import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { Workbench } from '../test/e2e/workbench.ts';

const title = 'pictures.nnconfig';
const table = 'pictures.csv';
const config = `{
  "data": { "file": "${table}", "target": "digit", "types": { "digit": "category" }, "standardize": true },
  "network": { "layers": [{ "units": 256, "activation": "relu" }, { "units": 128, "activation": "relu" }] },
  "training": { "optimizer": "adam", "learningRate": 0.001, "batchSize": 128, "epochs": 100 }
}
`;

export interface HostImages {
  /** From the click on "Train" to the first frame drawn with a step in it (ms). */
  readonly frameMilliseconds: number;
  /** The slowest pause, from the click to the page that says "paused" (ms). */
  readonly pauseMilliseconds: number;
  /** Largest size of the extension host's process beyond the one before the click (bytes). */
  readonly grownBytes: number;
}

/** @param file the table @param pauses how often it is paused */
export async function measureInWorkbench(file: string, pauses: number): Promise<HostImages> {
  const workbench = await Workbench.open({ width: 1400, height: 900 }, [], {
    settings: { 'neuralNetwork.training.watchSeconds': 0 },
    write: (folder) => linkSync(file, join(folder, table)),
  });
  try {
    // The first two pages of a window wait for the editor itself. Both trainings are over at once, and take no time from the third.
    for (const name of ['xor.nnconfig', 'iris.nnconfig']) {
      await workbench.openFile(name);
      await workbench.run('Train This Configuration');
      await workbench.firstFrame(name);
      await workbench.untilPanel(name, '#app[data-state="finished"]');
    }
    writeFileSync(join(workbench.folder, title), config);
    await workbench.run('Refresh Explorer');
    await workbench.openFile(title);
    const train = workbench.page.locator('.codelens-decoration a', { hasText: 'Train' }).first();
    await train.waitFor();
    const before = memoryOf('VmRSS');
    const begun = Date.now();
    await train.click();
    const frameMilliseconds = (await workbench.firstFrame(title)) - begun;
    const page = await workbench.untilPanel(title, '#app[data-state="running"]');
    let pauseMilliseconds = 0;
    for (let pause = 0; pause < pauses; pause++) {
      await workbench.page.waitForTimeout(300);
      pauseMilliseconds = Math.max(pauseMilliseconds, await timeOf(page, 'pause', 'paused'));
      await timeOf(page, 'resume', 'running');
    }
    return { frameMilliseconds, pauseMilliseconds, grownBytes: memoryOf('VmHWM') - before };
  } finally {
    await workbench.close();
    rmSync(workbench.folder, { recursive: true, force: true });
  }
}

/** Clicks a button of the panel; milliseconds until the page is in that state. */
function timeOf(page: Frame, command: string, state: string): Promise<number> {
  return page.evaluate(
    ([requested, next]) =>
      new Promise<number>((settle) => {
        const app = document.querySelector<HTMLElement>('#app');
        const begun = performance.now();
        const look = (): void => {
          if (app?.dataset['state'] === next) settle(performance.now() - begun);
          else requestAnimationFrame(look);
        };
        document.querySelector<HTMLElement>(`[data-command="${requested}"]`)?.click();
        look();
      }),
    [command, state] as const,
  );
}

/** Of the extension host's process. */
function memoryOf(what: 'VmRSS' | 'VmHWM'): number {
  const processes = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  const pid = processes
    .find((line) => line.includes('--type=extensionHost'))
    ?.trim()
    .split(' ')[0];
  if (!pid) throw new Error('bench: there is no extension host.');
  const kilobytes = new RegExp(`^${what}:\\s*(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}
