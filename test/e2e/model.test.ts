/** Keep it, use it: a network is trained, saved, and applied to another table when everything was closed and the window came back. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { persist, poll, untilEqual, untilMatch } from './waiting.ts';
import type { View } from './view.ts';
import { Workbench } from './workbench.ts';

/** Every second penguin, under other names of columns' order. */
function writeOther(folder: string): void {
  const [header = '', ...rows] = readFileSync(join(folder, 'penguins.csv'), 'utf8').trimEnd().split('\n');
  const turned = [header, ...rows.filter((_, k) => k % 2 === 0)].map((line) => line.split(',').reverse().join(';'));
  writeFileSync(join(folder, 'penguins-2.csv'), `${turned.join('\n')}\n`);
}

describe('a network as a file in the workbench', () => {
  let workbench: Workbench;
  let page: View;

  before(async () => {
    workbench = await Workbench.open(undefined, [], { write: writeOther });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });

  after(() => workbench?.close());

  it('Save Network in the palette offers the name of the configuration and writes the file', async () => {
    await workbench.openFile('penguins.nnconfig');
    await workbench.run('Train This Configuration');
    const panel = await workbench.view('panel', 'penguins.nnconfig').ready();
    await panel.waitForState('finished');
    await workbench.run('Save Network');
    await workbench.acceptQuickPick('Save the Network');
    await poll(
      () => workbench.question.inputValue(),
      (path) => path.endsWith('/penguins.safetensors'),
      'the suggested name',
    );
    // The dialog takes no Enter while it lists its folder.
    const accept = async (): Promise<void> => {
      if (await workbench.quickInput.isVisible()) await workbench.question.press('Enter');
    };
    await persist(accept, workbench.explorerRow('penguins.safetensors'));
  });

  it('opens in its editor when everything was closed and the window is loaded anew', async () => {
    await workbench.closeAllEditors();
    await workbench.reload();
    // A window that is reloaded before it has written down that they were closed opens them again.
    await workbench.closeAllEditors();
    await workbench.openInItsEditor('penguins.safetensors');
    page = await workbench.view('model').ready();
    await page.find('#app[data-model="own"]').waitFor({ state: 'attached' });
    await untilMatch(
      () => page.find('.lead').textContent(),
      /Predicts species: Adelie, Chinstrap, Gentoo\./,
      'the lead',
    );
    await untilMatch(() => page.find('[data-part="shapes"]').textContent(), /W¹.*8×9.*Z¹, A¹/s, 'the shapes');
    await workbench.screenshot('11-model-dark');
  });

  it('predicts another table, written another way, and shows its figures and its lines', async () => {
    await page.find('[data-command="predict"]').click();
    await workbench.findQuickPick('penguins-2.csv');
    await page.find('[data-figure="accuracy"]').waitFor();
    await untilMatch(() => page.find('[data-figure="rows"]').textContent(), /^172 rows predicted/, 'the rows');
    const accuracy = async () => `penguins-2.csv: ${await page.find('[data-figure="accuracy"]').textContent()}`;
    const tab = () => page.find('[data-part="predictions"] .tabs button').first().textContent();
    await poll(
      async () => [await tab(), await accuracy()],
      ([named, expected]) => named === expected,
      'the tab of the prediction and its accuracy',
    );
    // Counted in the table that is shown: its own lines say how many are right.
    await page.find('table.rows tbody tr:not(.spacer)').first().waitFor();
    await untilEqual(() => page.find('table.rows').getAttribute('aria-rowcount'), '173', 'the rows that are shown');
    await workbench.screenshot('12-predictions-dark');
  });

  it('says of one row what a user types', async () => {
    await page.find('[data-action="try"]').click();
    await page.find('.try-row input').first().fill('50');
    await page.find('[data-part="try"] button[type="submit"]').click();
    const answer = await page.waitForText('[data-answer]', (text) => /Adelie|Chinstrap|Gentoo/.test(text));
    assert.match(answer, /%/);
  });

  it('breaks no policy and throws nothing', () => {
    assert.deepEqual(workbench.violations, []);
    assert.deepEqual(workbench.errors, []);
  });
});
