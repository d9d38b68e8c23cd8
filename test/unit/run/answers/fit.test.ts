/** The fit's answers against sums over single examples, and against the raw cells of the file. */
import { says } from '../../says.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Asking, asking, sample } from './asking.ts';
import { assertClose, byHand } from './byHand.ts';
import { inputScales, targetScales } from '../../data/dataset/scales.ts';

/** x of training example i, as the network takes it. */
function inputsOf({ run }: Asking, i: number): number[] {
  const { X, m } = run.dataset.train;
  return run.dataset.inputs.map((_, k) => X[k * m + i]!);
}

function meanInputs(of: Asking): number[] {
  const { m } = of.run.dataset.train;
  const all = Array.from({ length: m }, (_, i) => inputsOf(of, i));
  return of.run.dataset.inputs.map((_, k) => all.reduce((sum, x) => sum + x[k]!, 0) / m);
}

/** A column's number standardized as the training examples are. */
function standardized({ run: { dataset } }: Asking, k: number, value: number): number {
  return (value - inputScales(dataset.pipeline).mean[k]!) / inputScales(dataset.pipeline).std[k]!;
}

function inOwnUnits({ run: { dataset } }: Asking, a: readonly number[]): number[] {
  return a.map((value, j) => value * targetScales(dataset.pipeline).std[j]! + targetScales(dataset.pipeline).mean[j]!);
}

/** The numbers of a column in the file, by line. */
function cellsOf(file: string, column: string): Map<number, string> {
  const [head = '', ...rows] = readFileSync(`samples/${file}`, 'utf8').split(/\r?\n/);
  const position = head.split(',').indexOf(column);
  return new Map(rows.map((row, index) => [index + 2, row.split(',')[position] ?? '']));
}

/** NumPy's quantile, written as its documentation has it: (1 − g) x_i + g x_{i+1} at i + g = q (n − 1). */
function numpyQuantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [i, g] = [Math.floor(q * (sorted.length - 1)), (q * (sorted.length - 1)) % 1];
  return (1 - g) * sorted[i]! + g * (sorted[i + 1] ?? sorted[i]!);
}

describe('the fit of a regression', () => {
  let house: Asking;
  before(async () => {
    house = await asking(sample('greenhouse'));
    house.train(60);
  });

  it('"plane" holds the others at the mean and answers in the targets\' own units', async () => {
    const [x, y, grid] = [0, 3, 6];
    const layer = house.run.spec.layers.length;
    const answer = await house.ask({ kind: 'plane', x, y, grid, layer, around: null });
    const base = meanInputs(house);
    assert.equal(answer.units, 2);
    for (let row = 0; row < grid; row++) {
      for (let column = 0; column < grid; column++) {
        const at = base.slice();
        at[x] = standardized(house, x, answer.x.min + ((column + 0.5) / grid) * (answer.x.max - answer.x.min));
        at[y] = standardized(house, y, answer.y.max - ((row + 0.5) / grid) * (answer.y.max - answer.y.min));
        const expected = inOwnUnits(house, byHand(house.run.trainer, at).a.at(-1)!);
        assertClose(
          [0, 1].map((j) => answer.values[j * grid * grid + row * grid + column]!),
          expected,
          1e-6,
        );
      }
    }
  });

  it('"plane" tells of the shown examples what the file and the network say', async () => {
    const { shown } = house.scene();
    const { trainLines } = house.run.dataset;
    const answer = await house.ask({ kind: 'plane', x: 0, y: 3, grid: 2, layer: 3, around: null });
    const [temperature, yields, weights] = ['temperature_c', 'yield_kg', 'fruit_weight_g'].map((name) =>
      cellsOf('greenhouse.csv', name),
    );
    shown.forEach((i, index) => {
      const line = trainLines[i]!;
      assertClose([answer.points[2 * index]!], [Number(temperature!.get(line))]);
      const file = [yields, weights].map((cells) => Number(cells!.get(line)));
      assertClose(
        [0, 1].map((j) => answer.shown.target[j * shown.length + index]!),
        file,
      );
      const said = inOwnUnits(house, byHand(house.run.trainer, inputsOf(house, i)).a.at(-1)!);
      assertClose(
        [0, 1].map((j) => answer.shown.output[j * shown.length + index]!),
        said,
      );
    });
  });

  it('"slice" goes along one number, the others an example\'s', async () => {
    const k = house.run.dataset.inputs.findIndex(({ column }) => column === 'co2_ppm');
    const i = house.scene().shown[5]!;
    const answer = await house.ask({
      kind: 'slice',
      column: 'co2_ppm',
      points: 9,
      around: { part: 'shown', index: 5 },
    });
    const byIndex = await house.ask({
      kind: 'slice',
      column: 'co2_ppm',
      points: 9,
      around: { part: 'train', index: i },
    });
    assert.deepEqual(byIndex.values, answer.values);
    const all = Array.from(cellsOf('greenhouse.csv', 'co2_ppm')).filter(([line]) =>
      house.run.dataset.trainLines.includes(line),
    );
    const numbers = all.map(([, cell]) => Number(cell));
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    assertClose([answer.at[0]!, answer.at[8]!], [least - 0.08 * (most - least), most + 0.08 * (most - least)]);
    answer.at.forEach((value, p) => {
      const x = inputsOf(house, i);
      x[k] = standardized(house, k, value);
      const expected = inOwnUnits(house, byHand(house.run.trainer, x).a.at(-1)!);
      assertClose(
        [0, 1].map((j) => answer.values[j * 9 + p]!),
        expected,
      );
    });
  });

  it('"partialDependence" of a number: mean and quantiles over the examples', async () => {
    const k = house.run.dataset.inputs.findIndex(({ column }) => column === 'light_h');
    const answer = await house.ask({ kind: 'partialDependence', column: 'light_h', points: 4 });
    const { m } = house.run.dataset.train;
    assert.deepEqual([answer.m, answer.at.length, answer.categories], [m, 4, []]);
    answer.at.forEach((value, p) => {
      const answers = Array.from({ length: m }, (_, i) => {
        const x = inputsOf(house, i);
        x[k] = standardized(house, k, value);
        return inOwnUnits(house, byHand(house.run.trainer, x).a.at(-1)!);
      });
      for (const j of [0, 1]) {
        const values = answers.map((one) => one[j]!);
        const found = [answer.mean, answer.low, answer.high].map((numbers) => numbers[j * 4 + p]!);
        assertClose(found, [
          values.reduce((sum, one) => sum + one, 0) / m,
          numpyQuantile(values, 0.1),
          numpyQuantile(values, 0.9),
        ]);
      }
    });
    const cells = cellsOf('greenhouse.csv', 'light_h');
    house
      .scene()
      .shown.forEach((i, index) =>
        assertClose([answer.own[index]!], [Number(cells.get(house.run.dataset.trainLines[i]!))]),
      );
  });

  it('a yes/no column is two words on one input', async () => {
    const k = house.run.dataset.inputs.findIndex(({ column }) => column === 'pruned');
    assert.equal(house.run.dataset.inputs[k]!.name, 'pruned');
    const answer = await house.ask({ kind: 'slice', column: 'pruned', points: 9, around: null });
    assert.deepEqual(
      [answer.categories, Array.from(answer.at)],
      [
        ['no', 'yes'],
        [0, 1],
      ],
    );
    for (const code of [0, 1]) {
      const x = meanInputs(house);
      x[k] = code;
      const expected = inOwnUnits(house, byHand(house.run.trainer, x).a.at(-1)!);
      assertClose(
        [0, 1].map((j) => answer.values[j * 2 + code]!),
        expected,
      );
    }
    const cells = cellsOf('greenhouse.csv', 'pruned');
    const words = house.scene().shown.map((i) => cells.get(house.run.dataset.trainLines[i]!));
    assert.deepEqual(
      Array.from(answer.own, (code) => answer.categories[code]),
      words,
    );
  });
});

describe('the fit of classes', () => {
  it('"plane" of a yes/no answer has a row for each class', async () => {
    const flower = await asking(sample('flower-2-4-1'));
    flower.train(40);
    const answer = await flower.ask({ kind: 'plane', x: 0, y: 1, grid: 3, layer: 2, around: null });
    assert.equal(answer.units, 2);
    for (let p = 0; p < 9; p++) {
      const x = answer.x.min + (((p % 3) + 0.5) / 3) * (answer.x.max - answer.x.min);
      const y = answer.y.max - ((Math.floor(p / 3) + 0.5) / 3) * (answer.y.max - answer.y.min);
      const [a = 0] = byHand(flower.run.trainer, [x, y]).a.at(-1)!;
      assertClose([answer.values[p]!, answer.values[9 + p]!], [1 - a, a], 1e-6);
    }
    assert.equal(answer.shown.target.length, 0);
    const hidden = await flower.ask({ kind: 'plane', x: 0, y: 1, grid: 3, layer: 1, around: null });
    assert.equal(hidden.units, 4);
  });

  it('"slice" over words sets each in turn, the others at their mean, which for words is their share', async () => {
    const penguins = await asking(sample('penguins'));
    penguins.train(20);
    const { inputs, trainLines } = penguins.run.dataset;
    const answer = await penguins.ask({ kind: 'slice', column: 'island', points: 7, around: null });
    const base = meanInputs(penguins);
    answer.categories.forEach((word, p) => {
      const x = inputs.map(({ name, column }, k) =>
        column === 'island' ? Number(name === `island = ${word}`) : base[k]!,
      );
      const expected = byHand(penguins.run.trainer, x).a.at(-1)!;
      assertClose(
        [0, 1, 2].map((j) => answer.values[j * answer.at.length + p]!),
        expected,
      );
    });
    const cells = cellsOf('penguins.csv', 'island');
    const words = penguins.scene().shown.map((i) => cells.get(trainLines[i]!));
    assert.deepEqual(
      Array.from(answer.own, (code) => answer.categories[code]),
      words,
    );
  });

  it('refuses a column that is no input and an example that is not shown', async () => {
    const iris = await asking(sample('iris'));
    await assert.rejects(
      iris.ask({ kind: 'slice', column: 'species', points: 9, around: null }),
      says(/"species" is no input/),
    );
    const around = { part: 'shown', index: 9999 } as const;
    await assert.rejects(
      iris.ask({ kind: 'plane', x: 0, y: 1, grid: 4, layer: 2, around }),
      says(/There is no training example/),
    );
  });
});
