/** Many trainings at once in the real workbench: begun by a command, paused, brought back after a reload of the window, gone on with. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { keepsEditor } from './remembered.ts';
import { poll } from './waiting.ts';
import type { View } from './view.ts';
import { Workbench } from './workbench.ts';

describe('many trainings at once', () => {
  let workbench: Workbench;
  let page: View;

  before(async () => {
    workbench = await Workbench.open({ width: 1400, height: 900 });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });
  after(() => workbench?.close());

  const untilSweep = (state: string) =>
    page.find(`#app[data-sweep="${state}"]`).waitFor({ state: 'attached', timeout: 120_000 });
  const members = async () =>
    Number((await page.find('progress').evaluate((bar: HTMLProgressElement) => bar.value)) ?? 0);

  it('begin by a command, with one question, and can be paused', async () => {
    await workbench.openFile('xor.nnconfig');
    await workbench.run('Train with Many Seeds');
    await workbench.question.fill('10000');
    await workbench.page.keyboard.press('Enter');
    page = await workbench.view('sweep').ready();
    await untilSweep('training');
    await poll(members, (count) => count >= 5, 'members');
    await page.find('[data-sweep="pause"]').click();
    await untilSweep('paused');
  });

  it('come back after a reload as interrupted, and go on', async () => {
    const before = await members();
    // VS Code writes down once a minute, when it is idle, which editors are open; where that cannot be seen, a minute is enough.
    const isKept = () => workbench.page.evaluate(keepsEditor, 'Sweep of xor.nnconfig');
    await poll(isKept, Boolean, 'whether the panel is written down', 500, 75_000).catch(() => undefined);
    await workbench.reload();
    page = await workbench.view('sweep').ready();
    await untilSweep('interrupted');
    // One that was about to end when the pause came has ended.
    const kept = await members();
    assert.ok(kept >= before, `${kept} after ${before}`);
    await workbench.screenshot('8-sweep-interrupted-dark');
    await page.find('[data-sweep="resume"]').click();
    await untilSweep('training');
    await poll(members, (count) => count > kept, 'further members');
    await page.find('[data-sweep="cancel"]').click();
    await untilSweep('cancelled');
  });

  it('open a member as a run', async () => {
    await page.find('[data-part="members"] tbody button').first().click();
    const panel = await workbench.view('panel').ready();
    await panel.waitForState('running', 'finished');
  });

  it('breaks no Content Security Policy and throws no error', () => {
    assert.deepEqual(workbench.violations, []);
    assert.deepEqual(workbench.errors, []);
  });
});
