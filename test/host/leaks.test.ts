/** Panels that were opened and closed leave nothing behind. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { trials } from '../trials.ts';
import { panelTabs, run, until, untilState, trainEasy, useExtension } from './editor.ts';

const cycles = trials(20, 100);

/** Live things of the process by kind: threads, timers, handles. */
function resources(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

describe('what is left behind', () => {
  const extension = useExtension();

  async function openAndClose(): Promise<void> {
    await run('showPanel');
    await until(() => panelTabs().length === 1, 'the panel is open');
    await vscode.window.tabGroups.close(panelTabs());
    await until(() => panelTabs().length === 0, 'the panel is closed');
  }

  it(`${cycles} openings of a panel leave no worker, no timer and no port`, async function () {
    this.timeout(600_000);
    const { session } = await trainEasy(extension.api, 'leaks', { epochs: 3 });
    await untilState(session, 'finished');
    for (let warmUp = 0; warmUp < 5; warmUp++) await openAndClose();
    const before = { resources: resources(), workers: extension.api.workers.alive.length, heap: heapAfterCollection() };
    for (let cycle = 0; cycle < cycles; cycle++) await openAndClose();
    const more = (kind: string): number => (resources()[kind] ?? 0) - (before.resources[kind] ?? 0);
    // What the last panel had may still be on its way out. The run's own worker stays, and the reader of tables while it is still warm.
    const workers = (): number => extension.api.workers.alive.length - before.workers;
    await until(() => workers() <= 0, 'no worker is left').catch(() => assert.fail(`${workers()} more workers`));
    for (const kind of ['MessagePort', 'Worker'])
      await until(() => more(kind) <= 0, `no ${kind} is left`).catch(() =>
        assert.fail(`${more(kind)} more of ${kind}`),
      );
    // The editor's own timers come and go; a leak of ours would be one a cycle.
    const isQuiet = () => more('Timeout') < cycles / 4;
    await until(isQuiet, 'no timer is left').catch(() => assert.fail(`${more('Timeout')} more timers`));
    const growth = (): number => (heapAfterCollection() - before.heap) / 2 ** 20;
    await until(() => growth() <= 1, 'the heap is as it was').catch(() => assert.fail(`${growth()} MB more`));
  });

  it('a run without panel and without its configuration in a tab ends with its worker', async () => {
    const { session } = await trainEasy(extension.api, 'unseen', { epochs: 3 });
    await untilState(session, 'finished');
    await until(() => panelTabs().length === 1, 'the panel is open');
    await vscode.window.tabGroups.close(panelTabs());
    await until(() => !extension.api.sessions.sessions.includes(session), 'the run has ended');
    await until(() => extension.api.workers.alive.length === 0, 'no worker is left');
  });
});
