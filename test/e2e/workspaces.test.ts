/** Windows that are not one trusted folder: several folders in one workspace, and Restricted Mode. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { persist, poll, untilEqual, untilMatch } from './waiting.ts';
import { Workbench } from './workbench.ts';

const iris = readFileSync('samples/iris.csv', 'utf8');

function config(file: string, units: number): string {
  return `{
  "data": { "file": ${JSON.stringify(file)}, "target": "species" },
  "network": { "layers": [
    { "units": ${units}, "activation": "tanh" }
  ] },
  "training": { "epochs": 1000000 }
}
`;
}

function keepPictures(workbench: () => Workbench | undefined): void {
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench()?.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });
}

/** Lines of the editor that shows the text. */
function line(workbench: Workbench, part: string): Locator {
  return workbench.page.locator('.editor-instance .view-line').filter({ hasText: part }).first();
}

async function untilShapes(workbench: Workbench, units: number, shapes: RegExp): Promise<void> {
  await poll(
    () => line(workbench, `"units": ${units}`).textContent(),
    (text) => shapes.test(text ?? ''),
    `the shapes of ${units} units`,
  );
}

/** Clicks the lens above the text until that is seen: lenses are drawn anew now and then, and move. */
function train(workbench: Workbench, seen: Locator): Promise<void> {
  return persist(
    () => workbench.page.locator('.codelens-decoration a').filter({ hasText: 'Train' }).first().click(),
    seen,
  );
}

describe('a workspace of several folders', () => {
  let workbench: Workbench;
  const path = (name: string) => join(dirname(workbench.folder), name);

  before(async () => {
    const tables = { 'flowers.csv': iris, 'iris.nnconfig': config('flowers.csv', 5) };
    const write = (folder: string): void => {
      writeFileSync(join(folder, 'across.nnconfig'), config('../tables/flowers.csv', 6));
      writeFileSync(join(folder, 'away.nnconfig'), config('../elsewhere/flowers.csv', 7));
    };
    workbench = await Workbench.open({ width: 1500, height: 900 }, [], { folders: { tables }, write });
  });
  keepPictures(() => workbench);
  after(() => workbench?.close());

  it('names a table in the other folder, and trains on it', async () => {
    await workbench.openPath(path('samples/across.nnconfig'));
    await untilShapes(workbench, 6, /W¹\s6×4/);
    await train(workbench, workbench.tab('Network: across.nnconfig').first());
    const panel = await workbench.view('panel', 'across.nnconfig').ready();
    await panel.waitForState('running');
    await poll(
      () => panel.find('[data-shape="X"]').allTextContents(),
      ([text]) => text === 'X 4×120',
      'the shape of X',
    );
    await workbench.screenshot('workspace-folders-dark');
    await untilEqual(() => workbench.page.locator('.squiggly-error').count(), 0, 'the marks');
    await workbench.closeAllEditors();
  });

  it('is told where a table lies outside of all folders', async () => {
    await workbench.openPath(path('samples/away.nnconfig'));
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.run('Problems: Focus on Problems View');
    await workbench.page.getByText('it leaves the workspace').first().waitFor();
    await workbench.run('View: Hide Panel');
    await workbench.closeAllEditors();
  });

  it('keeps two configurations of one name apart, each with the table beside it', async () => {
    await workbench.openPath(path('tables/iris.nnconfig'));
    await untilShapes(workbench, 5, /W¹\s5×4/);
    await train(workbench, workbench.tab('Network: iris.nnconfig').first());
    await workbench.run('View: Focus First Editor Group');
    // A tab of this name is there already: the text tells when the other file is open.
    await workbench.openPath(path('samples/iris.nnconfig'), line(workbench, '"units": 4'));
    await untilShapes(workbench, 4, /W¹\s4×2/);
    await train(workbench, workbench.tab('Network: samples/iris.nnconfig').first());
    await untilEqual(() => workbench.tab(/Network: .*iris\.nnconfig/).count(), 2, 'the panels');
    await workbench.screenshot('workspace-same-name-dark');
  });
});

/** A trained network beside its table. */
function writeNetwork(folder: string): void {
  const args = ['train', 'penguins.csv', '--set', 'training.epochs=30', '--save', 'penguins.safetensors'];
  execFileSync(process.execPath, [resolve('dist/cli.js'), ...args], { cwd: folder, stdio: 'pipe' });
}

describe('a window in Restricted Mode', () => {
  let workbench: Workbench;
  const loose = () => join(dirname(workbench.folder), 'loose');

  before(async () => {
    const write = (folder: string): void => {
      writeNetwork(folder);
      mkdirSync(join(dirname(folder), 'loose'));
      writeFileSync(join(dirname(folder), 'loose/flowers.csv'), iris);
      writeFileSync(join(dirname(folder), 'loose/flowers.nnconfig'), config('flowers.csv', 6));
    };
    workbench = await Workbench.open({ width: 1500, height: 900 }, [], { restricted: true, write });
  });
  keepPictures(() => workbench);
  after(() => workbench?.close());

  it('reads and trains what lies in the folder', async () => {
    await workbench.page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).first().waitFor();
    await workbench.openFile('iris.nnconfig');
    await untilShapes(workbench, 4, /W¹\s4×2/);
    await train(workbench, workbench.tab('Network: iris.nnconfig').first());
    const panel = await workbench.view('panel').ready();
    await panel.waitForState('running', 'finished');
    await poll(
      () => panel.step(),
      (step) => step > 0,
      'the step',
    );
    await workbench.screenshot('restricted-inside-dark');
    await workbench.closeAllEditors();
  });

  it('opens a network that lies in the folder, and predicts with it', async () => {
    await workbench.openInItsEditor('penguins.safetensors');
    const page = await workbench.view('model').ready();
    await page.find('#app[data-model="own"]').waitFor({ state: 'attached' });
    await page.find('[data-command="predict"]').click();
    await workbench.findQuickPick('penguins.csv');
    await page.find('[data-figure="accuracy"]').waitFor();
    await untilMatch(() => page.find('[data-figure="rows"]').textContent(), /^344 rows predicted/, 'the rows');
    await workbench.closeAllEditors();
  });

  it('neither reads nor trains what lies outside, and says why', async () => {
    await workbench.openPath(join(loose(), 'flowers.nnconfig'));
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.run('Problems: Focus on Problems View');
    await workbench.page.getByText('the window is in Restricted Mode').first().waitFor();
    await workbench.run('View: Hide Panel');
    await untilShapes(workbench, 6, /W¹\s6×nₓ/);
    const warning = workbench.page
      .locator('.notifications-toasts')
      .getByText('only what lies in the folders that are open')
      .first();
    await train(workbench, warning);
    await workbench.screenshot('restricted-outside-dark');
    assert.equal(await workbench.tab('Network').count(), 0);
  });
});
