/** The sentence of a cell holds as it is written: who reckons with its numbers gets its result. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluate } from '../../../../src/equations/evaluate.ts';
import {
  type Expression,
  fraction,
  matrixProduct,
  number,
  scaled,
  variable,
} from '../../../../src/equations/expression.ts';
import { definitionOf } from '../../../../src/equations/functions.ts';
import { matrixOf, scalarOf } from '../../../../src/equations/matrix.ts';
import { mathmlPieces } from '../../../../src/equations/render/mathml.ts';
import { cellArithmetic, leavesOf } from '../../../../src/equations/sentence.ts';
import { matrix, scalar, type Variable } from '../../../../src/equations/symbols.ts';
import { digitsFor, isTrueAsWritten } from '../../../../webview/kit/text/equationDigits.ts';
import { writtenSentence } from '../../../../webview/matrix/cellSentence.ts';

const m = 40;
const error = matrix('dZ', 1);
const input = matrix('A', 0);
const dW = scaled(
  fraction(number(1), variable(scalar('m'))),
  matrixProduct(variable(error), { kind: 'transpose', of: variable(input) }),
);

function sentenceOf(dz: readonly number[], x: readonly number[]) {
  const values = (of: Variable) => {
    if (of.kind === 'scalar') return scalarOf(m);
    return matrixOf(1, m, (_, i) => (of === error ? dz : x)[i]!);
  };
  const shapes = (of: Variable) => (of.kind === 'scalar' ? ([1, 1] as const) : ([1, m] as const));
  const right = cellArithmetic({ right: dW }, { row: 0, column: 0 }, { shapes, values, most: 4 });
  const leaves = Float64Array.from(leavesOf(right), (leaf) => evaluate(leaf, values).values[0]!);
  const value = dz.reduce((total, d, i) => total + d * x[i]!, 0) / m;
  return { right, value, ...writtenSentence({ leakySlope: 0.01 }, { leaves, value }, right) };
}

/** What is left of a sum of markup: texts alone. */
function textOf(node: Expression): string {
  return mathmlPieces(node)
    .join(' ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('\u00a0', ' ');
}

describe('webview/matrix/cellSentence', () => {
  const cell = fc.double({ min: -3, max: 3, noNaN: true });
  const column = fc.array(cell, { minLength: m, maxLength: m });

  it('writtenSentence(…) finds digits with which the sum is true as written, and means the same number', () => {
    let held = 0;
    const runs = 100;
    fc.assert(
      fc.property(column, column, (dz, x) => {
        const { equation, value } = sentenceOf(dz, x);
        const again = equation.compute(equation.operands);
        assert.ok(Math.abs(again - value) < 1e-12);
        const more = digitsFor([equation]);
        if (more === null) return;
        assert.ok(isTrueAsWritten(equation, more));
        held++;
      }),
      { seed: 1, numRuns: runs },
    );
    assert.ok(held > 0.9 * runs, `${held} of ${runs}`);
  });

  it('a long sum is written by its largest terms and the rest, m as a count, a negative factor in brackets', () => {
    const dz = Array.from({ length: m }, (_, i) => (i < 4 ? -2 - i : 0.01));
    const x = Array.from({ length: m }, (_, i) => (i < 4 ? 1.5 : -1));
    const { right, write } = sentenceOf(dz, x);
    assert.match(textOf(right), /… \(36 more\)/);
    assert.match(textOf(write(0)), /^140\(\(−2\.00\)·1\.50 \+\(−3\.00\)·1\.50 .*−0\.36 \(36 more\)\)$/);
  });

  it('a line may end before each sign between terms, and nowhere else', () => {
    const { write } = sentenceOf(
      Array.from({ length: m }, () => 1),
      Array.from({ length: m }, () => 2),
    );
    const pieces = mathmlPieces(write(0));
    assert.equal(pieces.length, 5);
    for (const piece of pieces.slice(1)) assert.match(piece, /^<math><mo form="infix" lspace="0">\+<\/mo>/);
  });

  it('a minus that nothing stands before is close to its letter: e⁻ᶻ', () => {
    const [z, a] = (['z', 'a'] as const).map((letter) => variable({ kind: 'argument', letter }));
    const written = mathmlPieces(definitionOf('tanh', z!, a!).g).join('');
    assert.equal(written.match(/<mrow><mo form="prefix">−<\/mo><mi>z<\/mi><\/mrow>/g)?.length, 2, written);
    assert.ok(!/<(mrow|math)><mo form="infix"/.test(written), written);
  });
});
