/** What the editor shows in a `.nnconfig`, as a user sees it; the pictures are for people. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { poll, Workbench } from './workbench.ts';

const text = `{
  // Which penguin is it?
  "data": {
    "file": "penguins.csv",
    "target": "species",
    "features": ["beak_length_mm", "beak_depth_mm"]
  },
  "network": {
    "layers": [
      { "units": 8, "activation": "tanh" },
      { "units": 4, "activation": "relu" }
    ]
  },
  "training": {
    "optimizer": "adam",
    "learningRate": 0.01,
    "batchSize": "full",
    "epochs": 2000
  }
}
`;

describe('a .nnconfig in the workbench', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({ width: 1280, height: 800 });
    writeFileSync(join(workbench.folder, 'penguins.nnconfig'), text);
    await workbench.openFile('penguins.nnconfig');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });
  after(() => workbench?.close());

  const line = (part: string): Locator => workbench.page.locator('.editor-instance .view-line').filter({ hasText: part }).first();
  /** A word of the line that holds `part`. */
  const word = (part: string, name: string): Locator => line(part).locator('span > span').filter({ hasText: name }).last();

  /** Both pictures of what is on the screen. */
  async function pictures(name: string, again: () => Promise<void>): Promise<void> {
    await again();
    await workbench.screenshot(`${name}-dark`);
    await workbench.page.keyboard.press('Escape');
    await workbench.chooseTheme('Light Modern');
    await again();
    await workbench.screenshot(`${name}-light`);
    await workbench.page.keyboard.press('Escape');
    await workbench.chooseTheme('Dark Modern');
  }

  it('writes the shapes behind the layers', async () => {
    const shown = await poll(
      () => line('"units": 8').textContent(),
      (found) => /W¹ 8×2/.test(found ?? ''),
      'the line of the first layer',
    );
    assert.match(shown ?? '', /b¹ 8×1/);
    await line('output W³ 3×4').waitFor();
    await line('m = 274').waitFor();
  });

  it('explains a layer under the mouse', async () => {
    const hover = workbench.page.locator('.monaco-hover').filter({ hasText: 'W¹ 8×2 · b¹ 8×1' });
    await pictures('language-hover', async () => {
      await word('"units": 8', 'units').hover();
      await hover.first().waitFor();
    });
  });

  it('completes the name of a column', async () => {
    const widget = workbench.page.locator('.suggest-widget.visible');
    await word('"target"', 'species').dblclick();
    await workbench.page.keyboard.press('Backspace');
    await pictures('language-completion', async () => {
      await workbench.run('Trigger Suggest');
      await widget.getByText('island').first().waitFor();
    });
    await workbench.run('Trigger Suggest');
    await widget.getByText('island').first().waitFor();
    await workbench.page.keyboard.type('sp');
    await workbench.page.keyboard.press('Enter');
    await line('"target": "species"').waitFor();
  });

  it('cures what it marks', async () => {
    const { keyboard } = workbench.page;
    await word('"optimizer"', 'adam').dblclick();
    await keyboard.type('adma');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    const menu = workbench.page.locator('.action-widget');
    await pictures('language-fix', async () => {
      await word('"optimizer"', 'adma').click();
      await keyboard.press('Control+.');
      await menu.getByText('Replace with "adam"').waitFor();
    });
    await word('"optimizer"', 'adma').click();
    await keyboard.press('Control+.');
    await menu.getByText('Replace with "adam"').click();
    await line('"optimizer": "adam"').waitFor();
    await workbench.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await workbench.screenshot('language-fixed-dark');
  });
});
