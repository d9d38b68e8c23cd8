/** The backward pass of one layer: dA comes from the layer above, dZ = dA ⊙ g′(Z), then the means dW and db over the batch. */
import { isNaturalPair } from '../core/network/losses.ts';
import type { Activation, NetworkSpec } from '../core/network/network.ts';
import { type Equation, equation } from './equation.ts';
import {
  difference,
  elementwise,
  type Expression,
  fold,
  fraction,
  matrixProduct,
  number,
  scaled,
  sum,
  transpose,
  variable,
} from './expression.ts';
import { lossDefinitions } from './losses.ts';
import { activations, matrix, scalar } from './symbols.ts';

/** dA and dZ, dW and db of layer l. @param l2 λ */
export function backwardEquations(spec: NetworkSpec, l: number, l2: number): Equation[] {
  const phase = { kind: 'backward', layer: l } as const;
  const dZ = variable(matrix('dZ', l));
  const decay = scaled(fraction(variable(scalar('lambda')), variable(scalar('mTrain'))), variable(matrix('W', l)));
  const dW = mean(matrixProduct(dZ, transpose(variable(activations(l - 1)))));
  return [
    ...errorEquations(spec, l),
    equation(matrix('dW', l), l2 === 0 ? dW : sum(dW, decay), [{ units: l }, { units: l - 1 }], phase),
    equation(matrix('db', l), mean(fold('rowSums', dZ)), [{ units: l }, 'one'], phase),
  ];
}

/** (1/m) of a sum over the batch. */
function mean(of: Expression): Expression {
  return scaled(fraction(number(1), variable(scalar('m'))), of);
}

/** dZ^[L] = A − Y of a natural pair; otherwise dA and then dZ. */
function errorEquations({ layers, loss }: NetworkSpec, l: number): Equation[] {
  const activation = layers[l - 1]?.activation ?? 'linear';
  const isOutput = l === layers.length;
  const phase = { kind: 'backward', layer: l } as const;
  const shape: Equation['shape'] = [{ units: l }, 'examples'];
  const [A, Y] = [variable(matrix('A', l)), variable(matrix('Y'))];
  if (isOutput && isNaturalPair(loss, activation)) return [equation(matrix('dZ', l), difference(A, Y), shape, phase)];
  const fromAbove = (): Expression =>
    matrixProduct(transpose(variable(matrix('W', l + 1))), variable(matrix('dZ', l + 1)));
  return [
    equation(matrix('dA', l), isOutput ? lossDefinitions[loss].slope(A, Y) : fromAbove(), shape, phase),
    equation(matrix('dZ', l), throughActivation(activation, l), shape, phase),
  ];
}

/** dA ⊙ g′(Z); softmax is followed by its natural loss only, and what is linear hands dA on. */
function throughActivation(activation: Activation, l: number): Expression {
  const dA = variable(matrix('dA', l));
  if (activation === 'linear' || activation === 'softmax') return dA;
  const [z, a] = [variable(matrix('Z', l)), variable(matrix('A', l))];
  return elementwise(dA, { kind: 'slope', activation, z, a });
}
