/** What is copied of an equation as LaTeX typesets as the MathML that it was copied from, for every equation that the panel shows. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import temml from 'temml';
import { hiddenActivations, type NetworkSpec } from '../../../src/core/network/network.ts';
import { optimizers } from '../../../src/core/training/settings.ts';
import { cellExpression, type Shapes } from '../../../src/equations/cell.ts';
import type { Side } from '../../../src/equations/equation.ts';
import { type Expression, number, sum, transpose, variable } from '../../../src/equations/expression.ts';
import { definitionOf, softmaxDefinition } from '../../../src/equations/functions.ts';
import { markupLatex } from '../../../src/equations/render/fromMarkup.ts';
import { expressionLatex, latex } from '../../../src/equations/render/latex.ts';
import { expressionMathml, mathml, mathmlPieces } from '../../../src/equations/render/mathml.ts';
import { sidesOf } from '../../../src/equations/sides.ts';
import { stepEquations } from '../../../src/equations/step.ts';
import { matrix } from '../../../src/equations/symbols.ts';
import { network } from '../core/network/randomNetworks.ts';
import { skeleton } from './skeleton.ts';

const networks = [
  ...hiddenActivations.map((name) => network(2, [[3, name]], [1, 'sigmoid'], 'binaryCrossEntropy')),
  network(2, [[3, 'tanh']], [3, 'softmax'], 'categoricalCrossEntropy'),
  network(2, [[3, 'tanh']], [2, 'linear'], 'squaredError'),
  network(2, [[3, 'tanh']], [2, 'linear'], 'huber'),
  network(2, [[3, 'tanh']], [2, 'linear'], 'absoluteError'),
];

function shapesOf(spec: NetworkSpec): Shapes {
  const length = (side: Side): number => {
    if (typeof side === 'string') return side === 'one' ? 1 : 4;
    return side.units === 0 ? spec.inputs : spec.layers[side.units - 1]!.units;
  };
  return (of) => {
    const [rows, columns] = sidesOf(spec)(of);
    return [length(rows), length(columns)];
  };
}

/** As `inlineExpression` of the page writes it. */
function inPieces(node: Expression): string {
  return mathmlPieces(node).join(' ');
}

function assertTypesets(written: string, markup: string): void {
  const typeset = temml.renderToString(written, { throwOnError: true });
  assert.equal(skeleton(typeset).replaceAll(' ', ''), skeleton(markup).replaceAll(' ', ''), written);
}

describe('equations/render/fromMarkup', () => {
  it('markupLatex(lines) of every equation is the LaTeX that exports have', () => {
    for (const spec of networks) {
      for (const optimizer of optimizers) {
        for (const equation of stepEquations(spec, { optimizer, l2: 0.5 }))
          assert.equal(markupLatex([mathml(equation)]), latex(equation));
      }
    }
    const [z, a] = (['z', 'a'] as const).map((letter) => variable({ kind: 'argument', letter })) as [
      Expression,
      Expression,
    ];
    for (const name of hiddenActivations) {
      for (const node of Object.values(definitionOf(name, z, a)))
        assert.equal(markupLatex([expressionMathml(node)]), expressionLatex(node));
    }
    for (const node of [softmaxDefinition(z), transpose(variable(matrix('A', 1)))])
      assert.equal(markupLatex([expressionMathml(node)]), expressionLatex(node));
  });

  it('markupLatex(lines) of the sentence of a cell typesets as the page does, which breaks it into pieces', () => {
    for (const spec of networks) {
      for (const { right } of stepEquations(spec, { optimizer: 'adamW', l2: 0.5 })) {
        const cell = cellExpression(right, 0, 0, shapesOf(spec));
        assertTypesets(markupLatex([inPieces(cell)]), inPieces(cell));
      }
    }
  });

  it('markupLatex(lines) has what stands around, and aligns several lines', () => {
    const [w, b] = (['W', 'b'] as const).map((letter) => variable(matrix(letter, 2))) as [Expression, Expression];
    const lines = [
      `<p class="equation"><!--?lit$1$--><i>ŷ</i><sub>2</sub> = ${inPieces(sum(w, b))}</p>`,
      `<p class="equation indent">= ${inPieces(sum(number(-1.5e-7, '1.5·10⁻⁷'), number(1234, '1,234')))} <span class="term">≈ <b>−0.86</b></span></p>`,
      `<p class="equation"><b>&lt;</b> <span class="slope">${inPieces(number(2))}</span></p>`,
    ];
    assert.equal(
      markupLatex(lines),
      '\\begin{aligned} \\hat{y}_{2} &= W^{[2]} +b^{[2]} \\\\ &= -1.5 \\cdot 10^{-7} +1{,}234 \\approx -0.86 \\\\ < \\quad 2 \\end{aligned}',
    );
    temml.renderToString(markupLatex(lines), { throwOnError: true });
    assert.equal(markupLatex([]), '');
  });
});
