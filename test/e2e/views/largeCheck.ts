/**
 * A network that is too large to read all of it: the window's examples are followed through it, layer by layer, over all pages that
 * matter to them. Its numbers are Float32, or sums of them.
 */
import assert from 'node:assert/strict';
import { checkConfusion } from './evaluationCheck.ts';
import { exampleAt, type Opened, unitNames } from './opened.ts';
import { assertShown, numberAfter } from './shown.ts';
import type { ShownMatrix } from './panelReader.ts';

const float32 = 1e-5;

/** z of the first units of layer 1: an image has few pixels that are lit, so few columns of W matter. */
export async function checkFirstLayer(opened: Opened): Promise<void> {
  const { reader, self } = opened;
  await reader.open('matrices');
  await reader.turnTo(1, 'Forward');
  const Z = await reader.matrix('Z:1', ({ rows, columns }) => rows[0] === 'unit 1' && columns.length > 0);
  const images = Z.columns.map((line) => exampleAt(opened, line));
  const lit = Math.max(...images.map(({ x }) => x.findLastIndex((value) => value > 0)));
  const W: number[][] = Z.rows.map(() => []);
  for (let known = 0; known <= lit; ) {
    const page = await reader.matrix('W:1', ({ columns }) => columns[0] === self.inputs[known]);
    const X = await reader.matrix('X:0', ({ rows }) => rows[0] === self.inputs[known]);
    X.values.forEach((row, k) => row.forEach((value, i) => assert.equal(value, images[i]?.x[known + k])));
    page.values.forEach((row, j) => W[j]?.push(...row));
    known += page.columns.length;
    await reader.turnPage('below');
  }
  const b = await reader.matrix('b:1', ({ rows }) => rows[0] === 'unit 1');
  assertColumns(Z, (j, i) =>
    (W[j] ?? []).reduce((sum, w, k) => sum + w * (images[i]?.x[k] ?? 0), b.values[j]?.[0] ?? 0),
  );
  const A = await reader.matrix('A:1', ({ rows }) => rows[0] === 'unit 1');
  assertColumns(A, (j, i) => Math.max(0, Z.values[j]?.[i] ?? Number.NaN));
}

/** The last layer: Z of a page of units from their weights and all of the layer below; then softmax, what is wrong with it, and the losses in Data. */
export async function checkLastLayer(opened: Opened): Promise<void> {
  const { reader, self } = opened;
  const l = self.layers.length;
  await reader.open('matrices');
  const { Z, computed } = await lastSums(opened);
  assertColumns(Z, (j, i) => computed[i]?.[j] ?? Number.NaN);
  await reader.turnPage('units');
  const rest = await reader.matrix(`Z:${l}`, ({ rows }) => rows[0] === self.classes[Z.rows.length]);
  const z = Z.columns.map((_, i) => [...Z.values, ...rest.values].map((row) => row[i] ?? Number.NaN));
  await reader.rewind('units');
  const shares = z.map((sums) =>
    sums.map((one) => 1 / sums.reduce((total, other) => total + Math.exp(other - one), 0)),
  );
  assertColumns(
    await reader.matrix(`A:${l}`, ({ rows }) => rows[0] === self.classes[0]),
    (j, i) => shares[i]?.[j] ?? Number.NaN,
  );
  await reader.turnTo(l, 'Backward');
  const dZ = await reader.matrix(`dZ:${l}`, ({ rows }) => rows[0] === self.classes[0]);
  const truths = dZ.columns.map((line) => exampleAt(opened, line).y);
  assertColumns(dZ, (j, i) => (shares[i]?.[j] ?? Number.NaN) - (truths[i]?.[j] ?? Number.NaN));
  await checkLosses(opened, Z.columns, shares, truths);
}

/** z of the first page of units, over all pages of the layer below. */
async function lastSums({ reader, self }: Opened): Promise<{ Z: ShownMatrix; computed: number[][] }> {
  const l = self.layers.length;
  await reader.turnTo(l, 'Forward');
  await reader.rewind('units');
  await reader.rewind('below');
  const Z = await reader.matrix(`Z:${l}`, ({ rows, columns }) => rows[0] === self.classes[0] && columns.length > 0);
  const b = await reader.matrix(`b:${l}`, ({ rows }) => rows[0] === self.classes[0]);
  const computed = Z.columns.map(() => b.values.map(([bias = Number.NaN]) => bias));
  do {
    const first = unitNames(self, l - 1)[await reader.pageStart('below')];
    const W = await reader.matrix(`W:${l}`, ({ columns }) => columns[0] === first);
    const A = await reader.matrix(`A:${l - 1}`, ({ rows }) => rows[0] === first);
    for (const [i, sums] of computed.entries()) {
      W.values.forEach((weights, j) => {
        sums[j] = weights.reduce((sum, w, k) => sum + w * (A.values[k]?.[i] ?? Number.NaN), sums[j] ?? Number.NaN);
      });
    }
  } while (await reader.turnPage('below'));
  return { Z, computed };
}

async function checkLosses(
  { reader, self }: Opened,
  lines: readonly string[],
  shares: readonly (readonly number[])[],
  truths: readonly (readonly number[])[],
): Promise<void> {
  await reader.open('data');
  const rows = await reader.rows('train');
  for (const [i, line] of lines.entries()) {
    const row = rows.find((one) => one.line === Number(line)) ?? assert.fail(`line ${line} is not in the table`);
    const truth = shares[i]?.[truths[i]?.indexOf(1) ?? -1] ?? Number.NaN;
    assertShown(row.loss, -Math.log(truth), `the loss in line ${line}`, float32);
    const [name = ''] = self.classes.filter((candidate) => row.predicted.startsWith(`${candidate} `));
    assertShown(
      numberAfter(row.predicted, `${name} `),
      Math.max(...(shares[i] ?? [])),
      `the probability in line ${line}`,
      float32,
    );
  }
}

/** The confusion matrix and the scores of each class, from the answers in the Data tab. */
export async function checkAnswers(opened: Opened): Promise<void> {
  const { reader, self } = opened;
  await reader.open('data');
  const rows = await reader.rows('validation');
  const judged = rows.map(({ line, predicted }) => ({
    truth: exampleAt(opened, line).y.indexOf(1),
    predicted: self.classes.findIndex((name) => predicted.startsWith(`${name} `)),
    score: Number.NaN,
  }));
  await reader.open('evaluation');
  await opened.view.find('table.confusion').waitFor();
  await checkConfusion(opened, judged);
}

/** Cells in full and as written, within Float32. */
function assertColumns(shown: ShownMatrix, computed: (row: number, column: number) => number): void {
  assert.ok(shown.values.length > 0 && shown.columns.length > 0);
  shown.values.forEach((row, j) => {
    row.forEach((value, i) => {
      const expected = computed(j, i);
      assert.ok(
        Math.abs(value - expected) <= float32 * (1 + Math.abs(expected)),
        `${shown.rows[j]}, line ${shown.columns[i]}: ${value}, computed ${expected}`,
      );
      assertShown(
        shown.texts[j]?.[i] ?? '',
        expected,
        `${shown.rows[j]}, line ${shown.columns[i]}`,
        float32 * (1 + Math.abs(expected)),
      );
    });
  });
}
