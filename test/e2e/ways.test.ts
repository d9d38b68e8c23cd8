/** The other ways in, a reload of the window, and a large window for the pictures. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { poll, untilEqual } from './waiting.ts';
import type { View } from './view.ts';
import { Workbench } from './workbench.ts';

describe('ways into a training', () => {
  let workbench: Workbench;
  let panel: View;

  before(async () => {
    const settings = { 'neuralNetwork.training.watchSeconds': 0 };
    workbench = await Workbench.open({ width: 1720, height: 1080 }, [], { settings });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });

  after(() => workbench?.close());

  it("the Explorer's context menu trains, with the configuration that lies beside the table", async () => {
    await workbench.chooseInContextMenu('iris.csv', 'Train Network on This CSV');
    await workbench.acceptQuickPick('Train now');
    panel = await workbench.view('panel').ready();
    await panel.waitForState('running', 'finished');
    await workbench.tab(/^iris\.nnconfig/).waitFor();
    // The configuration takes two of the four columns.
    await poll(
      () => panel.find('[data-shape="X"]').allTextContents(),
      ([text]) => text === 'X 2×120',
      'the shape of X',
    );
  });

  it('draws all views in a large window', async () => {
    await workbench.run('View: Toggle Primary Side Bar Visibility');
    await poll(
      () => panel.step(),
      (now) => now > 300,
      'the step',
    );
    for (const view of ['.network canvas', '.chart-cost canvas', '.heatmap-plot canvas']) {
      await poll(
        () => panel.find(view).first().boundingBox(),
        (box) => box !== null && box.width > 100 && box.height > 40,
        `the size of ${view}`,
      );
    }
    await workbench.page.waitForTimeout(1000);
    await workbench.screenshot('6-large-dark');
  });

  it('a reload of the window brings the panel back, and its network trained as far as it was', async () => {
    await workbench.run('View: Toggle Primary Side Bar Visibility');
    await panel.waitForState('finished');
    const step = await panel.step();
    await workbench.untilRemembered('/iris.nnconfig', step, null);
    await workbench.reload();
    panel = await workbench.view('panel').ready();
    await poll(
      () => panel.step(),
      (now) => now === step,
      'the step',
    );
    await untilEqual(() => panel.find('[data-shape="W1"]').first().textContent(), 'W¹ 4×2', 'the shape of W¹');
  });

  it('lays two recorded runs side by side in a page of its own', async () => {
    await workbench.run('Start from New Random Weights');
    await panel.waitForState('ready', 'running');
    if ((await panel.data('state')) === 'ready') await workbench.run('Start Training');
    await panel.waitForState('finished');
    await workbench.run('Recorded Runs: Compare Side by Side');
    await workbench.acceptAll();
    const page = await workbench.view('compare').ready();
    await page.find('#app[data-comparison="shown"]').waitFor({ state: 'attached' });
    assert.equal(await page.find('[data-part="runs"] tbody tr').count(), 2);
    const [path] = await page.find('[data-part="differences"] tbody th').allTextContents();
    assert.equal(path, 'network.initialization.seed');
    assert.equal(await page.find('[data-part="confusion"] table').count(), 2);
    const [left = ''] = await page.find('table.distances button').allTextContents();
    assert.match(left, /\d\.\d\d\s+\d\.\d\d/);
    // The picture follows what is chosen, and says the same in numbers.
    const before = await page.pixels('.chart-compare canvas');
    await page.find('[data-switch="logX"]').click();
    await poll(
      () => page.pixels('.chart-compare canvas'),
      (now) => now !== before,
      'the curves',
    );
    assert.equal(await page.find('[data-part="curves"] table[data-curve]').count(), 2);
    await workbench.screenshot('7-compared-dark');
  });

  it('breaks no Content Security Policy and throws no error', () => {
    assert.deepEqual(workbench.violations, []);
    assert.deepEqual(workbench.errors, []);
  });
});
