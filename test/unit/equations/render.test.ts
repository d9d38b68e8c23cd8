/** One tree, several notations: LaTeX that typesets as our MathML does, and lines of code as a person writes them. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import temml from 'temml';
import { hiddenActivations } from '../../../src/core/network/network.ts';
import { optimizers } from '../../../src/core/training/settings.ts';
import type { Equation } from '../../../src/equations/equation.ts';
import { variable } from '../../../src/equations/expression.ts';
import { definitionOf } from '../../../src/equations/functions.ts';
import { code, codeLine } from '../../../src/equations/render/code.ts';
import { numpy, torch } from '../../../src/equations/render/dialects.ts';
import { expressionLatex, latex } from '../../../src/equations/render/latex.ts';
import { englishWords } from '../../../src/equations/render/math.ts';
import { expressionMathml, mathml } from '../../../src/equations/render/mathml.ts';
import { stepEquations } from '../../../src/equations/step.ts';
import { skeleton } from './skeleton.ts';
import { network } from '../core/network/randomNetworks.ts';

const yesNo = network(
  2,
  [
    [4, 'tanh'],
    [3, 'relu'],
  ],
  [1, 'sigmoid'],
  'binaryCrossEntropy',
);

function byId(id: string, equations: readonly Equation[]): Equation {
  return equations.find((equation) => equation.id === id)!;
}

describe('equations/render', () => {
  it('LaTeX typesets as the MathML on screen, for every activation, loss and optimiser', () => {
    const networks = [
      ...hiddenActivations.map((name) => network(2, [[3, name]], [1, 'sigmoid'], 'binaryCrossEntropy')),
      network(2, [[3, 'tanh']], [3, 'softmax'], 'categoricalCrossEntropy'),
      network(2, [[3, 'tanh']], [2, 'linear'], 'squaredError'),
    ];
    for (const spec of networks) {
      for (const optimizer of optimizers) {
        for (const equation of stepEquations(spec, { optimizer, l2: 0.5 })) {
          assert.equal(skeleton(temml.renderToString(latex(equation))), skeleton(mathml(equation)), latex(equation));
        }
      }
    }
  });

  it('writes NumPy as the course does', () => {
    const equations = stepEquations(yesNo, { optimizer: 'adam', l2: 0.1 });
    const line = (id: string): string => codeLine(byId(id, equations), numpy);
    assert.equal(line('Z1'), 'Z1 = W1 @ X + b1');
    assert.equal(line('A1'), 'A1 = np.tanh(Z1)');
    assert.equal(line('A2'), 'A2 = np.maximum(0, Z2)');
    assert.equal(line('A3'), 'A3 = 1 / (1 + np.exp(-Z3))');
    assert.equal(line('loss'), 'loss = np.sum(np.logaddexp(0, Z3) - Y * Z3, axis=0, keepdims=True)');
    assert.equal(line('dZ3'), 'dZ3 = A3 - Y');
    assert.equal(line('dW3'), 'dW3 = dZ3 @ A2.T / m + l2 / m_train * W3');
    assert.equal(line('db3'), 'db3 = np.sum(dZ3, axis=1, keepdims=True) / m');
    assert.equal(line('dA1'), 'dA1 = W2.T @ dZ2');
    assert.equal(line('dZ1'), 'dZ1 = dA1 * (1 - A1 ** 2)');
    assert.equal(line('dZ2'), 'dZ2 = dA2 * np.where(Z2 >= 0, 1, 0)');
    assert.equal(line('s.W1'), 'sW1 = beta2 * sW1 + (1 - beta2) * dW1 ** 2');
    assert.equal(line('sHat.W1'), 's_hat_W1 = sW1 / (1 - beta2 ** t)');
  });

  it('words within an equation are in the language of the page, and 2π is written as it is called', () => {
    const z = variable({ kind: 'argument', letter: 'z' });
    const relu = definitionOf('relu', z, z).g;
    assert.match(expressionMathml(relu, { ...englishWords, otherwise: '그 외' }), /그 외/);
    assert.match(expressionMathml(relu), /otherwise/);
    const gelu = definitionOf('gelu', z, z).gPrime;
    assert.match(expressionMathml(gelu), /<mn>2π<\/mn>/);
    assert.match(expressionLatex(gelu), /2\\pi/);
    assert.match(code(gelu, numpy), /6\.28318/);
  });

  it('writes PyTorch with the same lines', () => {
    const equations = stepEquations(yesNo, { optimizer: 'gradientDescent', l2: 0 });
    const line = (id: string): string => codeLine(byId(id, equations), torch);
    assert.equal(line('A1'), 'A1 = torch.tanh(Z1)');
    assert.equal(line('db3'), 'db3 = torch.sum(dZ3, dim=1, keepdim=True) / m');
    assert.equal(line('dW1'), 'dW1 = dZ1 @ X.T / m');
  });

  it('an assignment that reads what it writes has an arrow', () => {
    const equations = stepEquations(yesNo, { optimizer: 'gradientDescent', l2: 0 });
    const update = equations.findLast(({ id }) => id === 'W1')!;
    assert.equal(latex(update), 'W^{[1]}\\leftarrow W^{[1]}-\\alpha{\\mathrm{d}W}^{[1]}');
    assert.equal(codeLine(update, numpy), 'W1 = W1 - learning_rate * dW1');
  });
});
