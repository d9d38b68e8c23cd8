/** The whole job without a mouse: from the file to a paused run that was changed, looked into and led back to its line in the file. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { comes, patience, poll, untilEqual } from './waiting.ts';
import type { View } from './view.ts';
import { Workbench } from './workbench.ts';

/** Where the keyboard is, and whether that can be seen. */
interface Stop {
  readonly command: string;
  readonly tab: string;
  readonly id: string;
  readonly unit: string;
  readonly className: string;
  readonly type: string;
  readonly text: string;
  readonly matrix: string;
  readonly isSeen: boolean;
}

/** More stops than any view has. */
const most = 60;

describe('without a mouse', () => {
  let workbench: Workbench;
  let panel: View;

  before(async () => {
    workbench = await Workbench.open({ width: 1500, height: 900 });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });
  after(() => workbench?.close());

  const press = (...keys: string[]): Promise<void> =>
    keys.reduce((before, key) => before.then(() => workbench.page.keyboard.press(key)), Promise.resolve());

  /** Types into the quick input that `key` opens, and takes what it finds. */
  async function choose(key: string, words: string, row: string): Promise<void> {
    const found = workbench.quickInput.locator('.monaco-list-row.focused').filter({ hasText: row });
    const hasKeyboard = workbench.quickInput.locator('input:focus').first();
    const deadline = Date.now() + 2 * patience;
    while (Date.now() < deadline) {
      await press(key);
      if (await comes(hasKeyboard, 10_000)) {
        await workbench.page.keyboard.type(words);
        if ((await comes(found, 10_000)) && (await hasKeyboard.isVisible())) {
          await press('Enter');
          await workbench.quickInput
            .locator('.monaco-list-row')
            .filter({ hasText: row })
            .first()
            .waitFor({ state: 'hidden' });
          return;
        }
      }
      await press('Escape');
    }
    assert.fail(`There is no "${row}".`);
  }

  /** The page of the panel has the keyboard. */
  function untilPanelHasKeyboard(): Promise<boolean> {
    return poll(() => panel.find('body').evaluate((body) => body.ownerDocument.hasFocus()), Boolean, 'the keyboard');
  }

  /** Presses an arrow until the keyboard is there, and looks after each: what the key does may be drawn a moment later. */
  async function arrowTo(what: string, isIt: (stop: Stop) => boolean, key = 'ArrowRight'): Promise<Stop> {
    for (let moves = 0; moves < 15; moves++) {
      const before = await stop();
      if (isIt(before)) {
        assert.ok(before.isSeen, `the focus cannot be seen: ${JSON.stringify(before)}`);
        return before;
      }
      await press(key);
      await poll(stop, (now) => JSON.stringify(now) !== JSON.stringify(before), `the focus on the way to ${what}`);
    }
    return assert.fail(`The arrow keys do not come to ${what}: ${JSON.stringify(await stop())}`);
  }

  /** The element of the page that has the keyboard. */
  function stop(): Promise<Stop> {
    return panel.find('body').evaluate((body): Stop => {
      const element = body.ownerDocument.activeElement as HTMLElement | null;
      const style = element && getComputedStyle(element);
      const data = (name: string): string => element?.dataset[name] ?? '';
      return {
        command: data('command'),
        tab: data('tab'),
        id: element?.id ?? '',
        unit: data('unit'),
        className: element?.className ?? '',
        type: element?.getAttribute('type') ?? '',
        text: element?.textContent?.trim() ?? '',
        matrix: (element?.closest('[data-matrix]') as HTMLElement | null)?.dataset['matrix'] ?? '',
        isSeen:
          style?.outlineStyle === 'solid' &&
          Number.parseFloat(style.outlineWidth) >= 1 &&
          style.outlineColor !== 'rgba(0, 0, 0, 0)',
      };
    });
  }

  /** Presses Tab until the keyboard is there; wherever it comes by it must be seen. */
  async function go(what: string, isIt: (stop: Stop) => boolean, key = 'Tab'): Promise<Stop> {
    for (let presses = 0; presses < most; presses++) {
      const before = JSON.stringify(await stop());
      await press(key);
      // Outside of the page nothing of it changes.
      const here = await poll(stop, (now) => JSON.stringify(now) !== before, what, 20, 1000).catch(stop);
      assert.ok(
        here.isSeen || here.id === '' || here.className === '',
        `the focus cannot be seen: ${JSON.stringify(here)}`,
      );
      if (!isIt(here)) continue;
      assert.ok(here.isSeen, `the focus cannot be seen: ${JSON.stringify(here)}`);
      return here;
    }
    return assert.fail(`The Tab key does not come to ${what}.`);
  }

  /** Moves along the tabs. */
  async function turnTo(tab: string): Promise<void> {
    await go('the tabs', (here) => here.tab !== '');
    await arrowTo(tab, (here) => here.tab === tab);
    await panel.find(`#view-${tab}`).waitFor();
  }

  it('opens the table and trains on it', async () => {
    await choose('Control+p', 'irises.csv', 'irises.csv');
    await workbench.tab('irises.csv').waitFor();
    await choose('F1', 'Train Network on This CSV', 'Train Network on This CSV');
    await workbench.acceptQuickPick('Train now');
    panel = await workbench.view('panel').ready();
    await panel.waitForState('running', 'finished');
  });

  it('goes into the panel and begins anew, epoch by epoch', async () => {
    await choose('F1', 'Neural Network: Show Panel', 'Show Panel');
    await untilPanelHasKeyboard();
    await go('the toolbar', ({ command }) => command !== '');
    await arrowTo('Reset', ({ command }) => command === 'reset');
    await press('Enter');
    await panel.waitForState('ready');
    await arrowTo('an epoch', ({ command }) => command === 'stepEpoch');
    for (let epoch = 0; epoch < 12; epoch++) {
      const before = await panel.step();
      await press('Space');
      await poll(
        () => panel.step(),
        (step) => step > before,
        'the step',
      );
      await panel.waitForState('paused');
    }
  });

  it('changes the learning rate', async () => {
    await go('the learning rate', ({ id }) => id === 'control-training-learningRate');
    // Not Ctrl+A: VS Code has a part in that, and selects a second time when it is told so, which may be after the first digit.
    await press('End', 'Shift+Home');
    await workbench.page.keyboard.type('0.05');
    const typed = () => panel.find('#control-training-learningRate').inputValue();
    await untilEqual(typed, '0.05', 'what is typed');
    await press('Enter');
    await panel.find('[data-path="training.learningRate"][data-effective="0.05"]').waitFor();
  });

  it('chooses a unit and an example in the overview', async () => {
    const { unit } = await go('the units', (here) => here.unit !== '');
    const next = await arrowTo('the next unit', (here) => here.unit !== '' && here.unit !== unit, 'ArrowDown');
    await panel.find(`.equations[data-unit="${next.unit}"]`).waitFor();
    await panel.untilUpToDate();
    await go('the examples', ({ className }) => className === 'heatmap-plot');
    const example = () => panel.find('[data-number="example"]').innerText();
    const before = Number(await example());
    await press('ArrowRight', 'ArrowRight');
    await poll(example, (now) => Number(now) === before + 2, 'the example');
  });

  it('looks at an earlier step', async () => {
    await go('the time', ({ type }) => type === 'range', 'Shift+Tab');
    await panel.untilUpToDate();
    const last = await panel.step();
    await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    const shown = () => panel.find('[data-number="time"]').innerText();
    await poll(shown, (now) => Number(now) === last - 3, 'the step that is looked at');
    await poll(
      () => panel.data('frame-step'),
      (now) => Number(now) === last - 3,
      'the step of the frame',
    );
    await press('End');
    await panel.find('.time-bar:not(.past)').waitFor();
  });

  it('walks through the tabs, and over the cells of a matrix', async () => {
    await go('the tabs', (here) => here.tab !== '', 'Shift+Tab');
    await press('Shift+Tab');
    await turnTo('matrices');
    // A table that comes later would be passed by.
    await panel.find('[data-matrix^="Z:"] td[title]').first().waitFor();
    await panel.untilUpToDate();
    await go('a matrix', ({ matrix }) => matrix.startsWith('Z:'));
    const cell = () => panel.find('[data-cell]').first().getAttribute('data-cell');
    const chosen = await poll(cell, (now) => /^\d+:\d+$/.test(now ?? ''), 'the cell');
    const [unit = 0, example = 0] = chosen?.split(':').map(Number) ?? [];
    await press('ArrowLeft', 'ArrowUp');
    await poll(cell, (now) => now === `${Math.max(0, unit - 1)}:${Math.max(0, example - 1)}`, 'the cell');
    await workbench.screenshot('10-keyboard-dark');
  });

  it('opens the line of an example in its file', async () => {
    await go('the tabs', (here) => here.tab !== '', 'Shift+Tab');
    await arrowTo('the data', ({ tab }) => tab === 'data');
    await panel.find('#view-data').waitFor();
    await panel.find('table.rows tbody tr[data-line]').nth(4).waitFor();
    await panel.untilUpToDate();
    const first = await go('a row', ({ className, text }) => className === 'link' && /^\d+$/.test(text));
    assert.equal(first.text, '2');
    const row = await arrowTo('line 4', ({ text }) => text === '4', 'ArrowDown');
    await press('Enter');
    await panel.find('.what-if .section-head').waitFor();
    const link = await go(
      'the link to the line',
      ({ className, text }) => className === 'link' && text === `line ${row.text}`,
    );
    await press('Enter');
    const { page } = workbench;
    await page
      .locator('.statusbar-item')
      .filter({ hasText: `Ln ${row.text}, Col 1` })
      .waitFor();
    assert.equal(link.text, `line ${row.text}`);
    await workbench.screenshot('11-keyboard-line-dark');
  });

  it('breaks no Content Security Policy and throws no error', () => {
    assert.deepEqual(workbench.violations, []);
    assert.deepEqual(workbench.errors, []);
  });
});
