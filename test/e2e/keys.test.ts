/** The keys of the panel in the real workbench: they are the editor's bindings, and mean nothing while a field takes what is typed. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { persist, poll, untilMatch } from './waiting.ts';
import type { View } from './view.ts';
import { Workbench } from './workbench.ts';

describe('keys of the panel', () => {
  let workbench: Workbench;
  let panel: View;

  before(async () => {
    workbench = await Workbench.open({ width: 1500, height: 900 }, [], {
      settings: { 'neuralNetwork.training.watchSeconds': 600 },
    });
    await workbench.openFile('iris.nnconfig');
    await workbench.run('Train This Configuration');
    panel = await workbench.view('panel', 'iris.nnconfig').ready();
    await panel.waitForState('running');
    await untilKeysAreFree();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });
  after(() => workbench?.close());

  /**
   * The page has the keyboard, and nothing in it. The editor hears of that a moment later than the page; the keys that are pressed until
   * it knows may be pressed as often as one likes.
   */
  const untilKeysAreFree = async (): Promise<void> => {
    await panel.find('.section-head h2').first().click();
    await poll(
      async () => {
        await workbench.page.keyboard.press('2');
        return panel.find('#tab-matrices').getAttribute('aria-selected');
      },
      (selected) => selected === 'true',
      'the second tab',
    );
    await poll(
      async () => {
        await workbench.page.keyboard.press('1');
        return panel.find('#tab-overview').getAttribute('aria-selected');
      },
      (selected) => selected === 'true',
      'the first tab',
    );
  };

  const step = async (): Promise<number> => Number(await panel.data('step'));

  it('Space pauses, → does one step, Space goes on', async () => {
    await workbench.page.keyboard.press('Space');
    await panel.waitForState('paused');
    const before = await step();
    await workbench.page.keyboard.press('ArrowRight');
    await poll(step, (now) => now === before + 1, 'one step more');
    await workbench.page.keyboard.press('Space');
    await panel.waitForState('running');
  });

  it('after a click on a button they are still the panel’s, and the button is not pressed once more', async () => {
    await panel.find('[data-command="pause"]').click();
    await panel.waitForState('paused');
    const before = await step();
    await workbench.page.keyboard.press('Shift+ArrowRight');
    await poll(step, (now) => now > before, 'an epoch more');
    await panel.waitForState('paused');
    await workbench.page.keyboard.press('Space');
    await panel.waitForState('running');
    await workbench.page.keyboard.press('Space');
    await panel.waitForState('paused');
  });

  it('Home and End lead through time, 1 to 8 through the tabs', async () => {
    await workbench.page.keyboard.press('Home');
    await panel.find('.time-bar.past').waitFor();
    await workbench.page.keyboard.press('End');
    await panel.find('.time-bar:not(.past)').waitFor();
    await workbench.page.keyboard.press('3');
    await panel.find('#tab-step[aria-selected="true"]').waitFor();
    await workbench.page.keyboard.press('8');
    await panel.find('#tab-lessons[aria-selected="true"]').waitFor();
    await workbench.page.keyboard.press('1');
    await panel.find('#tab-overview[aria-selected="true"]').waitFor();
  });

  it('? lists them, P presents and takes that back', async () => {
    await workbench.page.keyboard.press('?');
    await panel.find('#keys-help[open]').waitFor();
    await workbench.page.keyboard.press('Escape');
    await panel.find('#keys-help:not([open])').waitFor({ state: 'attached' });
    await untilKeysAreFree();
    await workbench.page.keyboard.press('p');
    await panel.find('#app.presents').waitFor();
    await workbench.page.keyboard.press('p');
    await panel.find('#app:not(.presents)').waitFor();
  });

  it('what is typed into a field is no key of the panel; R outside of it resets', async () => {
    const before = await step();
    const field = panel.find('[data-path="training.learningRate"] input');
    await field.click();
    await field.press('End');
    await field.pressSequentially('r p1 ');
    await untilMatch(() => field.inputValue(), /r p1 $/, 'the field');
    await field.press('Escape');
    // A key of the panel that was heard after all would have done its work by the time another one has.
    await untilKeysAreFree();
    assert.equal(await step(), before);
    assert.equal(await panel.data('state'), 'paused');
    await workbench.page.keyboard.press('r');
    await panel.waitForState('ready');
  });

  it('a click in the Explorer does not cover the panel: its group is locked', async () => {
    await persist(() => workbench.explorerRow('xor.csv').click(), workbench.tab('xor.csv').first());
    await panel.find('.tab-bar').waitFor();
    assert.deepEqual(workbench.errors, []);
    assert.deepEqual(workbench.violations, []);
  });
});
