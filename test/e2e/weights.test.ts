/**
 * Weights set by hand in the real workbench, by keyboard: the whole network follows, the run goes on or back, and all of it can be taken
 * back. And the curves of two runs in one chart.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { poll } from './waiting.ts';
import type { View } from './view.ts';
import { Workbench } from './workbench.ts';

describe('weights set by hand in the workbench', () => {
  let workbench: Workbench;
  let panel: View;

  before(async () => {
    workbench = await Workbench.open({ width: 1720, height: 1080 });
    const text = readFileSync(join(workbench.folder, 'flower-2-4-1.nnconfig'), 'utf8').replace(
      '"epochs": 10000',
      '"epochs": 400',
    );
    writeFileSync(join(workbench.folder, 'hand.nnconfig'), text);
    writeFileSync(join(workbench.folder, 'slow.nnconfig'), text.replace('"learningRate": 1.2', '"learningRate": 0.3'));
    workbench.setSetting('neuralNetwork.training.watchSeconds', 0);
    // The Explorer may not have begun to watch the folder.
    await workbench.run('Refresh Explorer');
    panel = await train('hand.nnconfig');
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });

  after(() => workbench?.close());

  async function train(title: string): Promise<View> {
    await workbench.openFile(title);
    await workbench.run('Train This Configuration');
    const view = await workbench.view('panel', title).ready();
    await view.waitForState('finished');
    return view;
  }

  /** W¹ as the Matrices tab has it once it is up to date: the whole number is in each cell's tooltip. */
  async function weights(isIt: (weights: readonly number[]) => boolean = () => true): Promise<readonly number[]> {
    await panel.find('#tab-matrices').click();
    await panel.find('.matrix-view').waitFor();
    await panel.untilUpToDate();
    const cells = panel.find('[data-matrix="W:1"]').first().locator('td[title]');
    const read = () => cells.evaluateAll((found) => found.map((cell) => Number((cell as HTMLElement).title)));
    const found = await poll(read, (now) => now.length > 0 && isIt(now), 'W¹');
    await panel.find('#tab-overview').click();
    await panel.find('#view-overview').waitFor();
    await panel.untilUpToDate();
    return found;
  }

  /** A change by hand is known before the numbers that it makes: they come with the next frame. */
  async function becomes(expected: readonly number[]): Promise<void> {
    await weights((now) => now.join() === expected.join());
  }

  /** The costs of the curve, once there is one. */
  const curve = () =>
    poll(
      () => panel.costs(),
      (costs) => costs.length > 0,
      'the curve',
    );

  async function type(index: string, value: string): Promise<void> {
    await panel.find(`button[data-weight="${index}"]`).focus();
    await workbench.page.keyboard.press('Enter');
    // All of it is selected.
    await panel.find(`input[data-weight="${index}"]:focus`).waitFor();
    await workbench.page.keyboard.type(value);
    await workbench.page.keyboard.press('Enter');
  }

  const undoText = (count: number) =>
    panel.find('.unit-card [data-act="undoWeight"]').filter({ hasText: `(${count})` });

  it('a weight typed in the card is the weight of the network, marked in the curves; Ctrl+Z takes it back', async () => {
    const before = await weights();
    await panel.find('[data-unit="1:1"]').first().click();
    await type('1:1:0', '2.5');
    await undoText(1).waitFor();
    await becomes(before.map((weight, index) => (index === 2 ? 2.5 : weight)));
    await panel.waitForText('.curves ul', (text) => /W¹₂₁ .* → 2\.5 at step 400/.test(text));
    await workbench.screenshot('weight-by-hand-dark');
    await panel.find('button[data-weight="1:1:0"]').focus();
    await workbench.page.keyboard.press('Control+Z');
    await undoText(1).waitFor({ state: 'detached' });
    await becomes(before);
  });

  it('what is no number is refused with a sentence, and Escape leaves the weight as it is', async () => {
    const before = await weights();
    await type('1:1:1', '0,5');
    await panel.waitForText('.unit-card [role="alert"]', (text) => text.includes('“0,5” is not a number'));
    await workbench.page.keyboard.press('Escape');
    await panel.find('button[data-weight="1:1:1"]').waitFor();
    assert.deepEqual(await weights(), before);
  });

  it('a weight set in the past takes the run back there, and undo brings back what came after', async () => {
    const before = await weights();
    const costs = await curve();
    const slider = panel.find('.time-bar input');
    await slider.focus();
    await slider.evaluate((element) => {
      (element as HTMLInputElement).value = '120';
      element.dispatchEvent(new Event('input'));
    });
    await panel.waitForText('[data-number="time"]', (text) => text === '120');
    await poll(
      () => panel.data('frame-step'),
      (step) => step === '120',
      'the frame of step 120',
    );
    await type('1:1:b', '-1.5');
    await panel.waitForState('paused');
    assert.equal(await panel.step(), 120);
    await panel.find('.unit-card [data-act="undoWeight"]').click();
    await panel.waitForState('finished');
    assert.equal(await panel.step(), 400);
    assert.deepEqual(
      await poll(
        () => panel.costs(),
        (now) => now.at(-1) === costs.at(-1),
        'the curve',
      ),
      costs,
    );
    await becomes(before);
  });

  it('the curves of another run are laid over these, with what differs', async () => {
    const costs = await curve();
    const other = await train('slow.nnconfig');
    await other.find('#compare-run').selectOption({ label: 'hand.nnconfig' });
    await other.find('table[data-curve="compared"] tbody td').first().waitFor({ state: 'attached' });
    const compared = await other
      .find('table[data-curve="compared"] tbody tr td:nth-of-type(1)')
      .evaluateAll((found) => found.map((cell) => Number(cell.getAttribute('data-value'))));
    assert.equal(compared.at(-1), costs.at(-1));
    assert.match(await other.waitForText('.differences', (text) => text.length > 0), /α: 0\.3 here, 1\.2 there/);
    await workbench.screenshot('compare-runs-dark');
  });
});
