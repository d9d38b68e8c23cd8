/**
 * The Fit tab in the real workbench: its numbers are those that sums over the file's rows give, with the weights that the
 * Matrices tab shows.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import {
  assertNear,
  columnsOf,
  deviation,
  mean,
  middles,
  quantile,
  sigmoid,
  type Vector,
  type Weights,
  zOf,
} from './views/fitByHand.ts';
import { poll, untilEqual } from './waiting.ts';
import type { View } from './view.ts';
import { Workbench } from './workbench.ts';

/** Small enough that the Matrices tab shows every weight. */
const yieldConfig = `{
  "data": { "file": "greenhouse.csv", "target": "yield_kg", "features": ["temperature_c", "co2_ppm", "nitrogen_kg_ha"], "split": { "validation": 0 } },
  "network": { "layers": [{ "units": 4, "activation": "tanh" }] },
  "training": { "optimizer": "adam", "learningRate": 0.01, "batchSize": 32, "epochs": 200 }
}
`;

/** A matrix as the Matrices tab shows it: the whole number is in each cell's tooltip. */
async function matrix(panel: View, which: string, layer: number): Promise<readonly Vector[]> {
  await panel.find(`.matrix-view button[title="Layer ${layer}"]`).first().click();
  const figure = panel.find(`[data-matrix="${which}:${layer}"]`).first();
  await figure.locator('td[title]').first().waitFor();
  await panel.untilUpToDate();
  return figure
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td[title]')].map((cell) => Number((cell as HTMLElement).title))),
    );
}

async function weightsOf(panel: View): Promise<Weights> {
  await panel.find('#tab-matrices').click();
  const W1 = await matrix(panel, 'W', 1);
  const b1 = (await matrix(panel, 'b', 1)).flat();
  const w2 = (await matrix(panel, 'W', 2)).flat();
  const [b2 = Number.NaN] = (await matrix(panel, 'b', 2)).flat();
  await turnToFit(panel);
  return { W1, b1, w2, b2 };
}

/** The Fit tab in front, with all that it asked the run for. */
async function turnToFit(panel: View): Promise<void> {
  await panel.find('#tab-fit').click();
  await panel.find('table[data-fit]').first().waitFor({ state: 'attached' });
  await panel.untilUpToDate();
}

/** The numbers of a table of the Fit tab, row by row. */
function table(panel: View, name: string, index = 0): Promise<readonly Vector[]> {
  const rows = panel.find(`table[data-fit="${name}"]`).nth(index).locator('tbody tr');
  return rows.evaluateAll((found) =>
    found.map((row) =>
      [...row.querySelectorAll('td[data-value]')].map((cell) => Number(cell.getAttribute('data-value'))),
    ),
  );
}

/** Where the rows of a curve's table were set to. */
function cells(panel: View, index: number): Promise<Vector> {
  const rows = panel.find('table[data-fit="curve"]').nth(index).locator('tbody tr');
  return rows.evaluateAll((found) => found.map((row) => Number(row.getAttribute('data-at'))));
}

/** "… line 12 …" in the caption of the table: the row of the file that the cursor's example is. */
async function exampleRow(panel: View): Promise<number> {
  const caption = (await panel.find('table[data-fit] caption').first().textContent()) ?? '';
  return Number(/line (\d+)/.exec(caption)?.[1]) - 2;
}

/** Trains a configuration to its end, with the Fit tab in front. */
async function trained(workbench: Workbench, title: string): Promise<View> {
  await workbench.openFile(title);
  await workbench.run('Train This Configuration');
  const panel = await workbench.view('panel', title).ready();
  await panel.waitForState('finished');
  await turnToFit(panel);
  return panel;
}

describe('the Fit tab in the workbench', () => {
  let workbench: Workbench;
  let panel: View;
  let weights: Weights;
  let column: (name: string) => Vector;

  before(async () => {
    const write = (folder: string): void => writeFileSync(join(folder, 'yield.nnconfig'), yieldConfig);
    const settings = { 'neuralNetwork.training.watchSeconds': 0 };
    workbench = await Workbench.open({ width: 1720, height: 1080 }, [], { write, settings });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });

  after(() => workbench?.close());

  it('decision regions: the classes have the shares of the plane that the weights give them', async () => {
    panel = await trained(workbench, 'flower-2-4-1.nnconfig');
    weights = await weightsOf(panel);
    column = columnsOf(workbench.folder, 'planar_flower.csv');
    const [xs, ys] = [middles(column('x1'), 64), middles(column('x2'), 64)];
    const ones = mean(ys.flatMap((y) => xs.map((x) => Number(zOf(weights, [x, y]) > 0))));
    const shown = await table(panel, 'classes');
    assertNear(shown[0]?.[0] ?? Number.NaN, 1 - ones, 1e-3, 'share of class 0');
    assertNear(shown[1]?.[0] ?? Number.NaN, ones, 1e-3, 'share of class 1');
    await workbench.screenshot('fit-flower-dark');
  });

  it('Enter at the crosshair moves the cursor to the nearest example, and its ŷ is that of its row', async () => {
    const plot = panel.find('.fit-plot').first();
    const before = await exampleRow(panel);
    // The crosshair goes to the left edge, and Enter takes the example nearest to it.
    await plot.press('Home');
    await plot.press('Enter');
    const row = await poll(
      () => exampleRow(panel),
      (now) => now !== before,
      'the example',
    );
    const y = sigmoid(
      zOf(
        weights,
        ['x1', 'x2'].map((name) => column(name)[row] ?? Number.NaN),
      ),
    );
    await panel.untilUpToDate();
    const answer = async () => (await table(panel, 'classes'))[1]?.[1] ?? Number.NaN;
    await poll(answer, (shown) => Math.abs(shown - y) <= 1e-9, `ŷ, computed ${y},`);
    await panel.find('#tab-overview').click();
    await panel
      .find('.view-unit')
      .filter({ hasText: new RegExp(`line ${row + 2}\\b`) })
      .waitFor();
    await turnToFit(panel);
  });

  it('the crosshair says the place and what the network answers there', async () => {
    const plot = panel.find('.fit-plot').first();
    for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowDown']) await plot.press(key);
    const [x, y] = [
      middles(column('x1'), 64)[2] ?? Number.NaN,
      middles(column('x2'), 64).toReversed()[33] ?? Number.NaN,
    ];
    const one = sigmoid(zOf(weights, [x, y]));
    const said = one > 0.5 ? `label 1 ${(100 * one).toFixed(1)} %` : `label 0 ${(100 * (1 - one)).toFixed(1)} %`;
    const place = `x1 ${x.toFixed(2).replace('-', '−')}, x2 `;
    // The place is told at once, the answer a moment later.
    await poll(
      async () => ((await plot.getAttribute('aria-valuetext')) ?? '').replaceAll('\u00a0', ' '),
      (now) => now.startsWith(place) && now.endsWith(`: ${said}`),
      `the crosshair, expected ${place}…: ${said},`,
    );
  });

  it('partial dependence: mean and quantiles over all rows, with the column set to each value', async () => {
    await panel.untilUpToDate();
    const at = await poll(
      () => cells(panel, 0),
      ({ length }) => length === 11,
      'where the curve is computed',
    );
    const shown = await table(panel, 'curve');
    at.forEach((x1, index) => {
      const answers = column('x2').map((x2) => sigmoid(zOf(weights, [x1, x2])));
      const [average, low, high] = shown[index] ?? [];
      assertNear(average ?? Number.NaN, mean(answers), 1e-9, `mean at ${x1}`);
      assertNear(low ?? Number.NaN, quantile(answers, 0.1), 1e-9, `10 % at ${x1}`);
      assertNear(high ?? Number.NaN, quantile(answers, 0.9), 1e-9, `90 % at ${x1}`);
    });
  });

  it('a regression surface is in the units of the file, with the other column at its mean', async () => {
    // The editors' group, so that both panels come to stand beside it.
    await workbench.tab(/^flower-2-4-1/).click();
    panel = await trained(workbench, 'yield.nnconfig');
    weights = await weightsOf(panel);
    column = columnsOf(workbench.folder, 'greenhouse.csv');
    const [x, y] = await Promise.all(
      ['x', 'y'].map((axis) =>
        panel
          .find(`[data-choice="${axis}"]`)
          .evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.textContent ?? ''),
      ),
    );
    // The mean of a standardized column is 0.
    const at = (name: string, value: number): Vector =>
      features.map((feature) => (feature === name ? standardized(name, value) : 0));
    const surface = middles(column(y ?? ''), 64).flatMap((atY) => {
      const ofY = at(y ?? '', atY);
      return middles(column(x ?? ''), 64).map((atX) =>
        answer(at(x ?? '', atX).map((value, k) => value + (ofY[k] ?? 0))),
      );
    });
    const [least, average, most, own, file] = (await table(panel, 'values')).flat();
    // The picture travels in Float32.
    assertNear(least ?? Number.NaN, Math.min(...surface), 1e-5, 'least');
    assertNear(average ?? Number.NaN, mean(surface), 1e-5, 'mean');
    assertNear(most ?? Number.NaN, Math.max(...surface), 1e-5, 'largest');
    const row = await exampleRow(panel);
    assertNear(own ?? Number.NaN, answer(rowInputs(row)), 1e-9, 'ŷ');
    assertNear(file ?? Number.NaN, column('yield_kg')[row] ?? Number.NaN, 1e-9, 'y');
    await workbench.screenshot('fit-greenhouse-dark');
  });

  it("a regression curve, the other columns at the example's values", async () => {
    await panel.find('[data-choice="y"]').selectOption({ index: 0 });
    // Each choice is drawn before the next is made: on a busy machine the page would be asked of what it does not show yet.
    await panel.find('table[data-fit="curve"] caption').first().waitFor({ state: 'attached' });
    await panel.untilUpToDate();
    await panel.find('[data-choice="x"]').selectOption('nitrogen_kg_ha');
    await panel.untilUpToDate();
    await panel.find('input[name="fit-around"][value="example"]').check();
    await panel.find('table[data-fit="curve"] caption').first().waitFor({ state: 'attached' });
    await panel.untilUpToDate();
    const row = await exampleRow(panel);
    const [at, shown] = [await cells(panel, 0), (await table(panel, 'curve')).flat()];
    at.forEach((value, index) => {
      const x = rowInputs(row).map((own, k) =>
        features[k] === 'nitrogen_kg_ha' ? standardized('nitrogen_kg_ha', value) : own,
      );
      assertNear(shown[index] ?? Number.NaN, answer(x), 1e-9, `ŷ at ${value}`);
    });
    assert.equal(at.length, 11);
  });

  it('what was chosen is there again when the panel was hidden', async () => {
    await workbench.tab('Network: yield.nnconfig').click();
    const page = await workbench.untilPanel('yield.nnconfig', '#app[data-state]');
    await workbench.run('View: Open Next Editor in Group');
    await poll(async () => page.isDetached(), Boolean, 'the hidden page');
    await workbench.tab('Network: yield.nnconfig').click();
    panel = await workbench.view('panel', 'yield.nnconfig').ready();
    await panel.find('table[data-fit="curve"]').first().waitFor({ state: 'attached' });
    const chosen = () =>
      Promise.all(
        ['x', 'y'].map((axis) =>
          panel
            .find(`[data-choice="${axis}"]`)
            .evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.textContent),
        ),
      );
    await untilEqual(chosen, ['nitrogen_kg_ha', 'none: a curve over x'], 'what was chosen');
    const around = panel.find('input[name="fit-around"][value="example"]');
    await untilEqual(() => around.isChecked(), true, 'whether it is around the example');
  });

  it('breaks no Content Security Policy and throws no error', () => {
    assert.deepEqual(workbench.violations, []);
    assert.deepEqual(workbench.errors, []);
  });

  const features = ['temperature_c', 'co2_ppm', 'nitrogen_kg_ha'];

  function standardized(name: string, value: number): number {
    return (value - mean(column(name))) / deviation(column(name));
  }

  function rowInputs(row: number): Vector {
    return features.map((name) => standardized(name, column(name)[row] ?? Number.NaN));
  }

  /** ŷ in kilograms. */
  function answer(x: Vector): number {
    return zOf(weights, x) * deviation(column('yield_kg')) + mean(column('yield_kg'));
  }
});
