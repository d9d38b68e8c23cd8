/** The loss ℒ of every example as a tree, and its slope dA at the output. A new loss is one row here. */
import type { Activation, Loss } from '../core/network/network.ts';
import {
  apply,
  difference,
  type Expression,
  elementwise,
  fold,
  fraction,
  negative,
  number,
  power,
  scaled,
  sum,
} from './expression.ts';

export interface LossDefinition {
  /** ℒ of every example, 1 × m, from A = Ŷ and Y, as it is read. */
  readonly loss: (A: Expression, Y: Expression) => Expression;
  /** The same from the logits of the activation that goes with it, where log ŷ would be log 0. */
  readonly fromLogits?: {
    readonly activation: Activation;
    readonly loss: (Z: Expression, Y: Expression) => Expression;
  };
  /** ∂ℒ/∂A, where it stands in the backward pass: of a loss that has no natural pair. */
  readonly slope: (A: Expression, Y: Expression) => Expression;
}

const one = number(1);

function atLeast(left: Expression, right: Expression, reached: Expression, otherwise: Expression): Expression {
  return { kind: 'cases', left, right, reached, otherwise };
}

/** ½r² between −1 and 1, beyond |r| − ½. */
function huber(r: Expression): Expression {
  const half = fraction(one, number(2));
  const inside = atLeast(r, negative(one), scaled(half, power(r, 2)), difference(negative(r), half));
  return atLeast(r, one, difference(r, half), inside);
}

/** r, between −1 and 1. */
function clipped(r: Expression): Expression {
  return atLeast(r, one, one, atLeast(r, negative(one), r, negative(one)));
}

export const lossDefinitions: Readonly<Record<Loss, LossDefinition>> = {
  binaryCrossEntropy: {
    loss: (A, Y) => {
      const wrong = elementwise(difference(one, Y), apply('log', difference(one, A)));
      return negative(fold('columnSums', sum(elementwise(Y, apply('log', A)), wrong)));
    },
    fromLogits: {
      activation: 'sigmoid',
      loss: (Z, Y) => fold('columnSums', difference(apply('softplus', Z), elementwise(Y, Z))),
    },
    slope: (A, Y) => fraction(difference(A, Y), elementwise(A, difference(one, A))),
  },
  categoricalCrossEntropy: {
    loss: (A, Y) => negative(fold('columnSums', elementwise(Y, apply('log', A)))),
    fromLogits: {
      activation: 'softmax',
      loss: (Z, Y) => negative(fold('columnSums', elementwise(Y, apply('logSoftmax', Z)))),
    },
    slope: (A, Y) => negative(fraction(Y, A)),
  },
  squaredError: {
    loss: (A, Y) => scaled(fraction(one, number(2)), fold('columnSums', power(difference(A, Y), 2))),
    slope: (A, Y) => difference(A, Y),
  },
  huber: {
    loss: (A, Y) => fold('columnSums', huber(difference(A, Y))),
    slope: (A, Y) => clipped(difference(A, Y)),
  },
  absoluteError: {
    loss: (A, Y) => fold('columnSums', atLeast(difference(A, Y), number(0), difference(A, Y), difference(Y, A))),
    slope: (A, Y) =>
      atLeast(difference(A, Y), number(0), atLeast(difference(Y, A), number(0), number(0), one), negative(one)),
  },
};
