/** A table as an office has it goes from its context menu to a sensible training: one question, and the columns beside it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { poll, untilEqual, untilMatch } from './waiting.ts';
import type { View } from './view.ts';
import { Workbench } from './workbench.ts';

/** Title rows, decimal commas, euros, row numbers, −999 for "missing", remarks, and the answer once more. */
function messyTable(rows = 60): string {
  const lines = Array.from({ length: rows }, (_, k) => {
    const size = 40 + ((k * 37) % 90);
    const age = k % 17 === 5 ? -999 : (k * 13) % 60;
    const city = (k * 7) % 3;
    const price = 1200 * size - 300 * Math.abs(age % 60) + 5000 * city;
    const dressed = `${price.toLocaleString('de-DE')} €`;
    const cells = [k + 1, `${size},5`, age, ['Bonn', 'Köln', 'Trier'][city], `Haus ${k} am Weg ${k * 3}`];
    return [...cells, (price / 1000).toFixed(1).replace('.', ','), dressed].join(';');
  });
  return ['Wohnungen 2026;;;;;;', ';;;;;;', 'nr;flaeche;alter;ort;bemerkung;preis_tausend;preis', ...lines].join('\n');
}

describe('a messy table in the workbench', () => {
  let workbench: Workbench;
  let panel: View;

  before(async () => {
    const write = (folder: string): void => writeFileSync(join(folder, 'office.csv'), messyTable());
    workbench = await Workbench.open({ width: 1720, height: 1080 }, [], { write });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });

  after(() => workbench?.close());

  it('offers its columns first, because two of them are doubtful', async () => {
    await workbench.chooseInContextMenu('office.csv', 'Train Network on This CSV');
    await workbench.acceptQuickPick('Look at the Columns First (2 doubts)');
    panel = await workbench.view('panel').ready();
    await panel.find('tr[data-column="preis"].role-target').waitFor();
    const roles = () => rolesOf('nr', 'flaeche', 'alter', 'ort', 'bemerkung', 'preis_tausend', 'preis');
    await untilEqual(roles, ['out', 'input', 'input', 'input', 'out', 'input', 'target'], 'the roles');
    await workbench.screenshot('columns-first');
  });

  it('leaves the copied answer and the column with −999 out, as edits of the text that can be undone', async () => {
    for (const name of ['preis_tausend', 'alter']) {
      await panel.find(`tr[data-column="${name}"] th button`).click();
      await panel.find(`tr[data-column="${name}"] select`).nth(1).selectOption('out');
      await panel.find(`tr[data-column="${name}"].role-out`).waitFor();
    }
    const fact = () => panel.find('[data-fact="columns"]').innerText();
    await untilMatch(fact, /2 inputs · 4 left out · 1 repair/, 'the columns');
    await workbench.goToText(/^office\.nnconfig/);
    await workbench.page.keyboard.press('Control+Z');
    await panel.find('tr[data-column="alter"].role-input').waitFor();
    await workbench.page.keyboard.press('Control+Y');
    await panel.find('tr[data-column="alter"].role-out').waitFor();
  });

  it('trains from there to a price that is predicted well', async () => {
    await panel.find('[data-command="trainConfig"]').click();
    await panel.waitForState('running', 'finished');
    await panel.find('tr[data-column="flaeche"].role-input').waitFor();
    await poll(
      async () => Number(/R² train\s+(-?[\d.]+)/.exec(await panel.find('.state-line').innerText())?.[1] ?? Number.NaN),
      (found) => found > 0.8,
      'the price is predicted well',
    );
    await workbench.screenshot('columns-beside-training');
  });

  function rolesOf(...names: readonly string[]): Promise<(string | undefined)[]> {
    return Promise.all(
      names.map(async (name) => {
        const classes = await panel.find(`tr[data-column="${name}"]`).getAttribute('class');
        return /role-(\w+)/.exec(classes ?? '')?.[1];
      }),
    );
  }
});
