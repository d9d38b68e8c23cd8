/**
 * The trainings on which engines are compared, from the course's network to one that fills the caches. Data and initial
 * weights come from a fixed seed and go to every peer as the same Float32 numbers.
 */
import { createParameters, type Parameters } from '../../src/core/network/arena.ts';
import type { Examples, ExampleSet, Inputs } from '../../src/core/network/examples.ts';
import type { NetworkSpec } from '../../src/core/network/network.ts';
import { RandomState } from '../../src/core/network/random.ts';
import { unitsOf } from '../../src/core/network/shape.ts';

export interface Workload {
  readonly name: string;
  /** n^[0] … n^[L]. */
  readonly units: readonly number[];
  readonly hidden: 'tanh' | 'relu';
  readonly output: 'sigmoid' | 'softmax';
  readonly m: number;
  /** Examples a step, in their own order; divides m. */
  readonly batch: number;
  readonly optimizer: 'gradientDescent' | 'adam';
  readonly learningRate: number;
  /** Steps of one training; a measurement repeats trainings from the same start. */
  readonly steps: number;
  /** Steps (whole epochs) after which costs are compared. */
  readonly comparedSteps: number;
}

const small = {
  units: [2, 4, 1],
  hidden: 'tanh',
  output: 'sigmoid',
  m: 400,
  batch: 400,
  steps: 10_000,
  comparedSteps: 300,
} as const;
const medium = {
  units: [30, 64, 32, 1],
  hidden: 'relu',
  output: 'sigmoid',
  m: 544,
  batch: 32,
  steps: 1700,
  comparedSteps: 170,
} as const;
const large = {
  units: [784, 256, 128, 10],
  hidden: 'relu',
  output: 'softmax',
  m: 10_240,
  batch: 128,
  steps: 80,
  comparedSteps: 80,
} as const;
const huge = {
  units: [784, 1024, 1024, 10],
  hidden: 'relu',
  output: 'softmax',
  m: 4096,
  batch: 512,
  steps: 8,
  comparedSteps: 8,
} as const;
const descent = { optimizer: 'gradientDescent', learningRate: 0.05 } as const;

export const workloads: readonly Workload[] = [
  { ...small, name: 'S', optimizer: 'gradientDescent', learningRate: 1.2 },
  { ...medium, name: 'M', optimizer: 'adam', learningRate: 1e-3 },
  { ...medium, name: 'Msgd', ...descent },
  { ...large, name: 'L', optimizer: 'adam', learningRate: 1e-3 },
  { ...large, name: 'Lsgd', ...descent },
  { ...huge, name: 'XL', optimizer: 'adam', learningRate: 2e-4 },
];

export interface WorkloadData {
  /** m × n^[0], an example after the other. */
  readonly X: Float32Array;
  /** m × n^[L], 0 or 1. */
  readonly Y: Float32Array;
  /** W¹ b¹ W² b² …, in the layout of the core's arena; biases are 0. */
  readonly parameters: Float32Array;
}

export function workloadData(workload: Workload): WorkloadData {
  const random = new RandomState(workload.units.length + workload.m);
  const ofSoftmax = workload.output === 'softmax' ? pictures : points;
  const examples = workload.hidden === 'tanh' ? flower : ofSoftmax;
  const { X, Y } = examples(workload, random);
  const { values, W } = createParameters(specOf(workload));
  W.forEach((weights, l) => {
    const scale = workload.hidden === 'relu' ? Math.sqrt(2 / (workload.units[l - 1] ?? 1)) : 0.5;
    weights.forEach((_, i) => {
      weights[i] = random.randn() * scale;
    });
  });
  return { X, Y, parameters: Float32Array.from(values) };
}

export function specOf({ units, hidden, output }: Workload): NetworkSpec {
  const [inputs = 0, ...layers] = units;
  return {
    inputs,
    layers: layers.map((count, l) => ({ units: count, activation: l < layers.length - 1 ? hidden : output })),
    loss: output === 'softmax' ? 'categoricalCrossEntropy' : 'binaryCrossEntropy',
    leakySlope: 0.01,
  };
}

/** The same in the core's form: an example a column. @param m how many of them, from the first on */
export function examplesOf(workload: Workload, { X, Y }: WorkloadData, m = workload.m): Examples {
  const { inputs } = specOf(workload);
  return { m, X: columns(X, inputs, new Float64Array(inputs * m)), Y: outputsOf(workload, Y, m) };
}

/** The same for a training in Float32: the product keeps X of such a training in Float32, too. */
export function singleExamplesOf(workload: Workload, { X, Y }: WorkloadData): ExampleSet {
  const { m } = workload;
  const { inputs } = specOf(workload);
  return { m, X: columns(X, inputs, new Float32Array(inputs * m)), Y: outputsOf(workload, Y, m) };
}

function outputsOf(workload: Workload, Y: Float32Array, m: number): Float64Array {
  const spec = specOf(workload);
  const outputs = unitsOf(spec, spec.layers.length);
  return columns(Y, outputs, new Float64Array(outputs * m));
}

/** Rows of n numbers become columns. */
function columns<Matrix extends Inputs>(rows: Float32Array, n: number, into: Matrix): Matrix {
  const m = into.length / n;
  for (let row = 0; row < n; row++) for (let i = 0; i < m; i++) into[row * m + i] = rows[i * n + row]!;
  return into;
}

export function parametersOf(workload: Workload, values: Float32Array): Parameters {
  return createParameters(specOf(workload), Float64Array.from(values));
}

/** Floating-point operations of one step: forward and dW for each layer, dA for all but the first. */
export function operationsOf({ units, batch }: Workload): number {
  return units.slice(1).reduce((sum, count, l) => sum + 2 * batch * count * (units[l] ?? 0) * (l === 0 ? 2 : 3), 0);
}

type Rows = Pick<WorkloadData, 'X' | 'Y'>;

function emptyRows({ units, m }: Workload): Rows {
  return { X: new Float32Array(m * (units[0] ?? 0)), Y: new Float32Array(m * (units.at(-1) ?? 0)) };
}

/** Two classes on the petals of a flower, radius 4 sin 4t, with a little noise. */
function flower(workload: Workload, random: RandomState): Rows {
  const { X, Y } = emptyRows(workload);
  const half = workload.m / 2;
  for (let i = 0; i < workload.m; i++) {
    const label = i < half ? 0 : 1;
    const t = 3.12 * (label + (i % half) / half) + 0.2 * random.randn();
    const radius = 4 * Math.sin(4 * t) + 0.2 * random.randn();
    X.set([radius * Math.sin(t), radius * Math.cos(t)], 2 * i);
    Y[i] = label;
  }
  return { X, Y };
}

/** Normal points; the class is the side of a plane, bent a little and noisy. */
function points(workload: Workload, random: RandomState): Rows {
  const { X, Y } = emptyRows(workload);
  const n = workload.units[0] ?? 0;
  const normal = Float32Array.from({ length: n }, () => random.randn());
  for (let i = 0; i < workload.m; i++) {
    const x = X.subarray(i * n, (i + 1) * n).map(() => random.randn());
    X.set(x, i * n);
    const distance = x.reduce((sum, number, k) => sum + number * (normal[k] ?? 0), 0);
    Y[i] = distance + 2 * random.randn() + 0.5 * (x[0] ?? 0) * (x[1] ?? 0) > 0 ? 1 : 0;
  }
  return { X, Y };
}

/** Ten sparse prototypes in grey, half visible under noise. */
function pictures(workload: Workload, random: RandomState): Rows {
  const { X, Y } = emptyRows(workload);
  const n = workload.units[0] ?? 0;
  const prototypes = Array.from({ length: 10 }, () =>
    Float32Array.from({ length: n }, () => (random.random() < 0.2 ? random.random() : 0)),
  );
  for (let i = 0; i < workload.m; i++) {
    const label = Math.floor(random.random() * 10);
    Y[10 * i + label] = 1;
    prototypes[label]?.forEach((grey, k) => {
      X[i * n + k] = Math.min(1, Math.max(0, 0.5 * grey + 0.35 * random.randn()));
    });
  }
  return { X, Y };
}
