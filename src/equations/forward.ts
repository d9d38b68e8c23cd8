/** The forward pass and the cost: Z^[l] = W^[l] A^[l-1] + b^[l], A^[l] = g(Z^[l]), then ℒ and J. */
import type { LayerSpec, NetworkSpec } from '../core/network/network.ts';
import { type Equation, equation } from './equation.ts';
import {
  apply,
  type Expression,
  fold,
  fraction,
  matrixProduct,
  number,
  power,
  scaled,
  sum,
  variable,
} from './expression.ts';
import { lossDefinitions } from './losses.ts';
import { activations, matrix, scalar } from './symbols.ts';

/** Z^[l] and A^[l] of one layer. */
export function forwardEquations(l: number, { activation }: LayerSpec): Equation[] {
  const [Z, A] = [matrix('Z', l), matrix('A', l)];
  const shape: Equation['shape'] = [{ units: l }, 'examples'];
  const phase = { kind: 'forward', layer: l } as const;
  const weighed = matrixProduct(variable(matrix('W', l)), variable(activations(l - 1)));
  return [
    equation(Z, sum(weighed, variable(matrix('b', l))), shape, phase),
    equation(A, activation === 'linear' ? variable(Z) : apply(activation, variable(Z)), shape, phase),
  ];
}

/** ℒ of every example, and J with its penalty. @param l2 λ */
export function costEquations({ layers, loss }: NetworkSpec, l2: number): Equation[] {
  const L = layers.length;
  const { loss: definition, fromLogits } = lossDefinitions[loss];
  const [A, Y, Z] = [variable(matrix('A', L)), variable(matrix('Y')), variable(matrix('Z', L))];
  const phase = { kind: 'cost' } as const;
  const computed = fromLogits?.activation === layers[L - 1]?.activation ? fromLogits?.loss(Z, Y) : undefined;
  return [
    equation({ kind: 'loss' }, definition(A, Y), ['one', 'examples'], phase, computed),
    equation(scalar('J'), sum(meanLoss(), ...penalties(L, l2)), ['one', 'one'], phase),
  ];
}

/** (1/m) Σ ℒ */
function meanLoss(): Expression {
  return scaled(fraction(number(1), variable(scalar('m'))), fold('total', variable({ kind: 'loss' })));
}

/** (λ/2m) Σ‖W^[l]‖², m that of the whole training part. */
function penalties(L: number, l2: number): Expression[] {
  if (l2 === 0) return [];
  const factor = fraction(variable(scalar('lambda')), scaled(number(2), variable(scalar('mTrain'))));
  const squares = Array.from({ length: L }, (_, index) => fold('total', power(variable(matrix('W', index + 1)), 2)));
  return [scaled(factor, sum(...squares))];
}
