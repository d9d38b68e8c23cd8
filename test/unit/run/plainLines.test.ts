/** The quick way to lines of predictions gives the bytes of the other one. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { RandomState } from '../../../src/core/network/random.ts';
import type { Pipeline } from '../../../src/data/dataset/steps/pipeline.ts';
import { classCells, columnOf, numberCells } from '../../../src/run/model/answerCells.ts';
import { PlainLines, textBytes } from '../../../src/run/model/plainLines.ts';
import { csvLine } from '../../../src/run/model/rowWriter.ts';

const names = ['plain', 'with, comma', '=sum', 'Zürich "old"', ''];
const numbers = [
  0,
  -0,
  1,
  0.1,
  -1e-300,
  5e-324,
  1.7976931348623157e308,
  Number.NaN,
  Infinity,
  -Infinity,
  -2.5,
  123456789.125,
];

const pipelineOf = (task: Pipeline['task'], classes: readonly string[], targets: number): Pipeline => ({
  ...{ encodings: [], task, classes },
  targets: Array.from({ length: targets }, (_, k) => ({
    column: `t${k}`,
    steps: [
      { step: 'number', column: `t${k}`, decimal: '.' },
      ...(k === 1 ? [{ step: 'transform', by: 'log1p' } as const] : []),
      { step: 'standardize', mean: [k - 0.3], std: [1.7] },
    ],
  })),
});

const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('PlainLines', () => {
  it('ofClasses(line, …) is csvLine of classCells, whatever the names and numbers', () => {
    for (const [task, count] of [
      ['binary', 2],
      ['multiclass', 5],
    ] as const) {
      const pipeline = pipelineOf(task, names.slice(0, count), 1);
      const plain = new PlainLines(pipeline);
      const rows = numbers.length;
      const units = task === 'binary' ? 1 : count;
      const A = Float64Array.from({ length: units * rows }, (_, k) => numbers[(k * 5) % rows]!);
      for (let i = 0; i < rows; i++) {
        for (const truth of [null, '', ...names]) {
          plain.ofClasses(i + 2, A, i, rows, truth === null ? null : textBytes(truth));
          const cells = classCells(pipeline, columnOf(A, i, rows), truth);
          assert.equal(decoded(plain.take()), csvLine([String(i + 2), ...cells]));
        }
      }
    }
  });

  it('ofNumbers(line, …) is csvLine of numberCells, in the units of each target', () => {
    const pipeline = pipelineOf('regression', [], 3);
    const plain = new PlainLines(pipeline);
    const random = new RandomState(3);
    const rows = 4000;
    const some = () =>
      Float64Array.from({ length: 3 * rows }, (_, k) => (k % 7 === 0 ? numbers[k % 12]! : random.randn()));
    const [A, Y] = [some(), some()];
    let expected = '';
    for (let i = 0; i < rows; i++) {
      const y = i % 3 === 0 ? null : Y;
      plain.ofNumbers(i, A, i, rows, y);
      expected += csvLine([String(i), ...numberCells(pipeline, columnOf(A, i, rows), y && columnOf(y, i, rows))]);
    }
    assert.equal(decoded(plain.take()), expected);
    assert.equal(plain.take().length, 0);
  });
});
