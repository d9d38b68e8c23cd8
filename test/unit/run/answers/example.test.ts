import { noticeText } from '../../../../src/config/wording/notice.ts';
import { says } from '../../says.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Asking, asking, sample } from './asking.ts';
import { assertClose, byHand } from './byHand.ts';
import { inputScales, targetScales } from '../../data/dataset/scales.ts';

/** The cells of a line as a naive reader sees them; enough for the samples, which have no quotes. */
function cellsOf(file: string, line: number): Record<string, string> {
  const lines = readFileSync(`samples/${file}`, 'utf8').split(/\r?\n/);
  const names = lines[0]!.split(',');
  return Object.fromEntries(lines[line - 1]!.split(',').map((cell, k) => [names[k]!, cell]));
}

describe('"example": one example\'s way', () => {
  let iris: Asking;
  before(async () => {
    iris = await asking(sample('iris'));
    iris.train(30);
  });

  it('shows the cells of its line, and z and a as plain sums give them', async () => {
    for (const [part, index] of [
      ['train', 0],
      ['train', 57],
      ['validation', 3],
    ] as const) {
      const answer = await iris.ask({ kind: 'example', part, index });
      const cells = cellsOf('iris.csv', answer.line);
      for (const { column, value } of answer.cells)
        assert.equal(String(value), column === 'species' ? cells[column] : String(Number(cells[column])));
      const { z, a } = byHand(iris.run.trainer, Array.from(answer.x));
      z.forEach((expected, l) => assertClose(answer.z[l]!, expected));
      a.forEach((expected, l) => assertClose(answer.a[l]!, expected));
      const { classes } = iris.run.dataset;
      const { verdict } = answer;
      assert.equal(classes[verdict.truth!], cells['species']);
      assert.equal(verdict.predicted, a.at(-1)!.indexOf(Math.max(...a.at(-1)!)));
      assertClose(verdict.output, a.at(-1)!);
      assertClose([verdict.loss!], [-Math.log(a.at(-1)![verdict.truth!]!)]);
      assertClose(
        answer.dz.at(-1)!,
        a.at(-1)!.map((value, j) => value - (j === verdict.truth ? 1 : 0)),
      );
    }
  });

  it('gives a regression in the units of the file', async () => {
    const house = await asking(sample('greenhouse'));
    house.train(20);
    const answer = await house.ask({ kind: 'example', part: 'train', index: 4 });
    const { targets, pipeline } = house.run.dataset;
    const scales = targetScales(pipeline);
    const cells = cellsOf('greenhouse.csv', answer.line);
    assertClose(
      answer.verdict.target,
      targets.map((name) => Number(cells[name])),
    );
    assert.deepEqual([answer.verdict.predicted, answer.verdict.right], [null, null]);
    const { a } = byHand(house.run.trainer, Array.from(answer.x));
    assertClose(
      answer.verdict.output,
      a.at(-1)!.map((value, j) => value * scales.std[j]! + scales.mean[j]!),
    );
  });

  it('refuses an example that is not there', async () => {
    await assert.rejects(iris.ask({ kind: 'example', part: 'train', index: 9999 }), says(/no training example 10000/));
  });
});

describe('"whatIf": values changed', () => {
  it('is the example itself when nothing changes, whatever is missing in it', async () => {
    const penguins = await asking(sample('penguins'));
    penguins.train(10);
    for (const [part, m] of [
      ['train', penguins.run.dataset.train.m],
      ['validation', penguins.run.dataset.validation?.m ?? 0],
    ] as const) {
      for (let index = 0; index < m; index += 4) {
        const plain = await penguins.ask({ kind: 'example', part, index });
        const same = Object.fromEntries(
          plain.cells.filter(({ role }) => role === 'input').map(({ column, value }) => [column, value]),
        );
        const answer = await penguins.ask({ kind: 'whatIf', part, index, changes: same });
        assert.deepEqual(answer.x, plain.x);
        assert.deepEqual(answer.a, plain.a);
        assert.deepEqual(answer.problems, []);
      }
    }
  });

  it('encodes a changed number and a changed word as the data set does, and says what it cannot', async () => {
    const penguins = await asking(sample('penguins'));
    const { inputs, pipeline } = penguins.run.dataset;
    const scales = inputScales(pipeline);
    const changes = { island: 'Dream', body_mass_g: 5000, sex: 'neither', moon: 3 };
    const answer = await penguins.ask({ kind: 'whatIf', part: 'train', index: 0, changes });
    inputs.forEach(({ name, column }, k) => {
      if (column === 'island') assert.equal(answer.x[k], name === 'island = Dream' ? 1 : 0);
      if (column === 'body_mass_g') assertClose([answer.x[k]!], [(5000 - scales.mean[k]!) / scales.std[k]!]);
    });
    assert.equal(answer.problems.length, 2);
    assert.match(answer.problems.map(noticeText).join(' '), /"neither" is none of its words.*"moon" is no input/);
    assertClose(answer.a.at(-1)!, byHand(penguins.run.trainer, Array.from(answer.x)).a.at(-1)!);
    assert.deepEqual(answer.cells.find(({ column }) => column === 'island')?.value, 'Dream');
  });
});

describe('"rows": the data table', () => {
  it('sorts by loss, filters what is wrong, and pages', async () => {
    const iris = await asking(sample('iris'));
    iris.train(3);
    const all = {
      kind: 'rows',
      part: 'all',
      from: 0,
      count: 500,
      sort: 'loss',
      descending: true,
      wrongOnly: false,
      truth: null,
      predicted: null,
    } as const;
    const answer = await iris.ask(all);
    assert.equal(answer.total, 150);
    assert.deepEqual(
      Array.from(answer.loss),
      Array.from(answer.loss).toSorted((a, b) => b - a),
    );
    for (const [i, row] of answer.rows.entries()) {
      const alone = await iris.ask({ kind: 'example', part: row.part, index: row.index });
      assert.deepEqual(
        [row.line, row.predicted, row.truth],
        [alone.line, alone.verdict.predicted, alone.verdict.truth],
      );
      assertClose([answer.loss[i]!], [alone.verdict.loss!]);
      assert.deepEqual(
        row.values,
        alone.cells.map(({ value }) => value),
      );
    }
    const wrong = answer.rows.filter(({ right }) => !right);
    const filtered = await iris.ask({ ...all, wrongOnly: true });
    assert.deepEqual(
      filtered.rows.map(({ line }) => line),
      wrong.map(({ line }) => line),
    );
    const page = await iris.ask({ ...all, from: 10, count: 5 });
    assert.deepEqual(page.rows, answer.rows.slice(10, 15));
    assert.deepEqual(page.output, answer.output.slice(10 * answer.outputs, 15 * answer.outputs));
    const cell = await iris.ask({ ...all, truth: 1, predicted: 2 });
    assert.equal(cell.total, answer.rows.filter(({ truth, predicted }) => truth === 1 && predicted === 2).length);
    const lines = (await iris.ask({ ...all, sort: 'line', descending: false })).rows.map(({ line }) => line);
    assert.deepEqual(
      lines,
      lines.toSorted((a, b) => a - b),
    );
  });
});
