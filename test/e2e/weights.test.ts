/**
 * Weights set by hand in the real workbench, by keyboard: the whole network follows, the run goes on or back, and all of it can be taken
 * back. And the curves of two runs in one chart.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { poll, untilEqual } from './waiting.ts';
import type { View } from './view.ts';
import { Workbench } from './workbench.ts';

describe('weights set by hand in the workbench', () => {
  let workbench: Workbench;
  let panel: View;

  before(async () => {
    const write = (folder: string): void => {
      const sample = readFileSync(join(folder, 'flower-2-4-1.nnconfig'), 'utf8');
      const text = sample.replace('"epochs": 10000', '"epochs": 400');
      writeFileSync(join(folder, 'hand.nnconfig'), text);
      writeFileSync(join(folder, 'slow.nnconfig'), text.replace('"learningRate": 1.2', '"learningRate": 0.3'));
    };
    const settings = { 'neuralNetwork.training.watchSeconds': 0 };
    workbench = await Workbench.open({ width: 1720, height: 1080 }, [], { settings, write });
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
    await panel.find(`button[data-weight="${index}"]`).press('Enter');
    // All of it is selected.
    const field = panel.find(`input[data-weight="${index}"]:focus`);
    await field.waitFor();
    await workbench.page.keyboard.type(value);
    await untilEqual(() => field.inputValue(), value, 'what is typed');
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
    await panel.find('button[data-weight="1:1:0"]').press('Control+Z');
    await undoText(1).waitFor({ state: 'detached' });
    await becomes(before);
  });

  it('what is no number is refused with a sentence, and Escape leaves the weight as it is', async () => {
    const before = await weights();
    await type('1:1:1', '0,5');
    await panel.waitForText('.unit-card [role="alert"]', (text) => text.includes('“0,5” is not a number'));
    await panel.find('input[data-weight="1:1:1"]').press('Escape');
    await panel.find('button[data-weight="1:1:1"]').waitFor();
    await becomes(before);
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
    await untilEqual(() => panel.step(), 120, 'the step');
    await panel.find('.unit-card [data-act="undoWeight"]').click();
    await panel.waitForState('finished');
    await untilEqual(() => panel.step(), 400, 'the step');
    await untilEqual(() => panel.costs(), costs, 'the curve');
    await becomes(before);
  });

  it('the curves of another run are laid over these, with what differs', async () => {
    const costs = await curve();
    const other = await train('slow.nnconfig');
    await other.find('#compare-run').selectOption({ label: 'hand.nnconfig' });
    const last = async () => {
      const cell = other.find('table[data-curve="compared"] tbody tr td:nth-of-type(1)').last();
      return Number(await cell.getAttribute('data-value'));
    };
    await untilEqual(last, costs.at(-1) ?? Number.NaN, 'the end of the compared curve');
    await other.waitForText('.differences', (text) => /α: 0\.3 here, 1\.2 there/.test(text));
    await workbench.screenshot('compare-runs-dark');
  });
});
