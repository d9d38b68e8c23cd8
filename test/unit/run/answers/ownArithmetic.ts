/** A network in plain loops over plain arrays: forward, backward and one update, from nothing but textbook formulas. */
import type { HiddenActivation } from '../../../../src/core/network/network.ts';
import type { Trainer } from '../../../../src/core/training/trainer.ts';
import type { TrainingSettings } from '../../../../src/core/training/settings.ts';
import type { Variable } from '../../../../src/equations/symbols.ts';

type Rows = number[][];

const functions: Partial<Record<HiddenActivation, (z: number) => number>> = {
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  relu: (z) => (z > 0 ? z : 0),
  elu: (z) => (z > 0 ? z : Math.exp(z) - 1),
  softplus: (z) => Math.log(1 + Math.exp(z)),
  linear: (z) => z,
};
const slopes: Partial<Record<HiddenActivation, (z: number) => number>> = {
  sigmoid: (z) => Math.exp(-z) / (1 + Math.exp(-z)) ** 2,
  tanh: (z) => 1 / Math.cosh(z) ** 2,
  relu: (z) => (z >= 0 ? 1 : 0),
  elu: (z) => (z >= 0 ? 1 : Math.exp(z)),
  softplus: (z) => 1 / (1 + Math.exp(-z)),
  linear: () => 1,
};
export const ownActivations = ['sigmoid', 'tanh', 'relu', 'elu', 'softplus', 'linear'] as const;

export interface Own {
  readonly W: Rows[];
  readonly b: number[][];
  readonly Z: Rows[];
  readonly A: Rows[];
  readonly dZ: Rows[];
  readonly dA: Rows[];
  readonly dW: Rows[];
  readonly db: number[][];
  readonly Y: Rows;
  readonly loss: number[];
}

function rows(values: ArrayLike<number>, columns: number): Rows {
  return Array.from({ length: values.length / columns }, (_, j) =>
    Array.from({ length: columns }, (_unused, k) => values[j * columns + k]!),
  );
}

/** @param columns which of the training examples */
export function ownPass(
  { spec, train }: Trainer,
  parameters: ArrayLike<number>,
  columns: readonly number[],
  l2: number,
): Own {
  const m = columns.length;
  const pickRows = (all: ArrayLike<number>): Rows => rows(all, train.m).map((row) => columns.map((i) => row[i]!));
  const W: Rows[] = [[]];
  const b: number[][] = [[]];
  let at = 0;
  spec.layers.forEach(({ units }, index) => {
    const below = index === 0 ? spec.inputs : spec.layers[index - 1]!.units;
    const take = (n: number): number[] => Array.from({ length: n }, () => parameters[at++]!);
    W.push(rows(take(units * below), below));
    b.push(take(units));
  });
  const Y = pickRows(train.Y);
  const Z: Rows[] = [[]];
  const A: Rows[] = [pickRows(train.X)];
  const L = spec.layers.length;
  for (let l = 1; l <= L; l++) {
    const z = W[l]!.map((row, j) =>
      columns.map((_, i) => row.reduce((sum, w, k) => sum + w * A[l - 1]![k]![i]!, b[l]![j]!)),
    );
    Z.push(z);
    const { activation } = spec.layers[l - 1]!;
    if (activation === 'softmax') {
      const total = columns.map((_, i) => z.reduce((sum, row) => sum + Math.exp(row[i]!), 0));
      A.push(z.map((row) => row.map((value, i) => Math.exp(value) / total[i]!)));
    } else A.push(z.map((row) => row.map(functions[activation]!)));
  }
  const residual = A[L]!.map((row, j) => row.map((a, i) => a - Y[j]![i]!));
  const isClipped = spec.loss === 'huber';
  const [dZ, dA, dW, db]: [Rows[], Rows[], Rows[], number[][]] = [[], [], [], []];
  for (let l = L; l >= 1; l--) {
    if (l === L) {
      dA[l] = residual.map((row) => row.map((r) => (isClipped ? Math.max(-1, Math.min(1, r)) : r)));
      dZ[l] = dA[l]!;
    } else {
      dA[l] = A[l]!.map((row, j) =>
        row.map((_, i) => W[l + 1]!.reduce((sum, w, k) => sum + w[j]! * dZ[l + 1]![k]![i]!, 0)),
      );
      const slope = slopes[spec.layers[l - 1]!.activation as HiddenActivation]!;
      dZ[l] = dA[l]!.map((row, j) => row.map((d, i) => d * slope(Z[l]![j]![i]!)));
    }
    dW[l] = W[l]!.map((row, j) =>
      row.map((w, k) => dZ[l]![j]!.reduce((sum, d, i) => sum + d * A[l - 1]![k]![i]!, 0) / m + (l2 / train.m) * w),
    );
    db[l] = dZ[l]!.map((row) => row.reduce((sum, d) => sum + d, 0) / m);
  }
  const loss = columns.map((_, i) => {
    const [a, y] = [A[L]!.map((row) => row[i]!), Y.map((row) => row[i]!)];
    const each = a.map((value, j) => {
      const r = value - y[j]!;
      if (spec.loss === 'categoricalCrossEntropy') return -y[j]! * Math.log(value);
      if (spec.loss === 'binaryCrossEntropy') return -(y[j]! * Math.log(value) + (1 - y[j]!) * Math.log(1 - value));
      return isClipped && Math.abs(r) > 1 ? Math.abs(r) - 0.5 : r ** 2 / 2;
    });
    return each.reduce((sum, value) => sum + value, 0);
  });
  return { W, b, Z, A, dZ, dA, dW, db, Y, loss };
}

/** The number of a letter; averages and settings are not of a pass. */
export function ownNumber(own: Own, variable: Variable, row: number, column: number): number | undefined {
  if (variable.kind === 'loss') return own.loss[column];
  if (variable.kind !== 'matrix') return undefined;
  const { letter, layer } = variable;
  if (letter === 'X') return own.A[0]![row]![column];
  if (letter === 'Y') return own.Y[row]![column];
  if (letter === 'b' || letter === 'db') return own[letter][layer]![row];
  return own[letter][layer]![row]![column];
}

export interface OwnCell {
  readonly w: number;
  readonly v: number;
  readonly s: number;
  readonly vHat: number;
  readonly sHat: number;
}

/** One parameter after an update. @param isWeight biases do not decay */
export function ownUpdate(
  settings: TrainingSettings,
  { w, v, s }: Pick<OwnCell, 'w' | 'v' | 's'>,
  g: number,
  t: number,
  isWeight: boolean,
): OwnCell {
  const { learningRate: alpha, momentum, rho, beta1, beta2, epsilon, weightDecay, optimizer } = settings;
  const none = { v, s, vHat: 0, sHat: 0 };
  switch (optimizer) {
    case 'gradientDescent':
      return { ...none, w: w - alpha * g };
    case 'momentum': {
      const mean = momentum * v + (1 - momentum) * g;
      return { ...none, v: mean, w: w - alpha * mean };
    }
    case 'nesterov': {
      const mean = momentum * v + (1 - momentum) * g;
      return { ...none, v: mean, w: w - alpha * (momentum * mean + (1 - momentum) * g) };
    }
    case 'rmsProp': {
      const square = rho * s + (1 - rho) * g * g;
      return { ...none, s: square, w: w - (alpha * g) / (Math.sqrt(square) + epsilon) };
    }
    default: {
      const [mean, square] = [beta1 * v + (1 - beta1) * g, beta2 * s + (1 - beta2) * g * g];
      const [vHat, sHat] = [mean / (1 - beta1 ** t), square / (1 - beta2 ** t)];
      const decay = optimizer === 'adamW' && isWeight ? weightDecay * w : 0;
      return { v: mean, s: square, vHat, sHat, w: w - alpha * (vHat / (Math.sqrt(sHat) + epsilon) + decay) };
    }
  }
}
