/** Tables as they come, with columns of very different sizes: like scikit-learn's wine and breast cancer, and prices. */
import type { Examples } from '../../../../src/core/network/examples.ts';
import type { NetworkSpec } from '../../../../src/core/network/network.ts';
import { RandomState } from '../../../../src/core/network/random.ts';
import { network } from '../network/randomNetworks.ts';

/** Mean and standard deviation of the columns of the wine table. */
const wineColumns = [
  [13, 0.81],
  [2.34, 1.12],
  [2.37, 0.27],
  [19.5, 3.34],
  [99.7, 14.3],
  [2.3, 0.63],
  [2.03, 1],
  [0.36, 0.12],
  [1.59, 0.57],
  [5.06, 2.32],
  [0.96, 0.23],
  [2.61, 0.71],
  [747, 315],
] as const;

/** The same of the first columns of the breast cancer table. */
const cancerColumns = [
  [14.1, 3.52],
  [19.3, 4.3],
  [92, 24.3],
  [655, 352],
  [0.0964, 0.0141],
  [0.104, 0.0528],
  [0.0888, 0.0797],
  [0.0489, 0.0388],
  [0.181, 0.0274],
  [0.0628, 0.00706],
  [0.405, 0.277],
  [40.3, 45.5],
] as const;

export interface Table {
  readonly name: string;
  readonly spec: NetworkSpec;
  readonly examples: Examples;
}

function columns(of: readonly (readonly [mean: number, std: number])[], m: number, random: RandomState): Float64Array {
  return Float64Array.from({ length: of.length * m }, (_, at) => {
    const [mean, std] = of[Math.floor(at / m)]!;
    return mean + std * random.randn();
  });
}

/** @param m rows of each */
export function tables(m: number): Table[] {
  const random = new RandomState(8);
  const wine = columns(wineColumns, m, random);
  const kinds = new Float64Array(3 * m);
  const kindOf = (i: number) => (wine[m + i]! > 2.3 ? 2 : 1);
  for (let i = 0; i < m; i++) kinds[(wine[i]! > 13.4 ? 0 : kindOf(i)) * m + i] = 1;
  const cancer = columns(cancerColumns, m, random);
  const benign = Float64Array.from({ length: m }, (_, i) => Number(cancer[i]! + random.randn() < 14.5));
  const prices = Float64Array.from({ length: m }, (_, i) => 210_000 + 300 * cancer[3 * m + i]! + 2e4 * random.randn());
  return [
    {
      name: 'wine',
      spec: network(13, [[5, 'tanh']], [3, 'softmax'], 'categoricalCrossEntropy'),
      examples: { m, X: wine, Y: kinds },
    },
    {
      name: 'breast cancer',
      spec: network(12, [[6, 'relu']], [1, 'sigmoid'], 'binaryCrossEntropy'),
      examples: { m, X: cancer, Y: benign },
    },
    {
      name: 'prices',
      spec: network(12, [[4, 'leakyRelu']], [1, 'linear'], 'squaredError'),
      examples: { m, X: cancer, Y: prices },
    },
  ];
}

/** The same with every column, and the target of a regression, at mean 0 and standard deviation 1. */
export function standardized({ name, spec, examples: { m, X, Y } }: Table): Table {
  const scaled = (values: Float64Array): Float64Array =>
    values.map((value, at) => {
      const row = values.subarray(m * Math.floor(at / m), m * (Math.floor(at / m) + 1));
      const mean = row.reduce((sum, x) => sum + x, 0) / m;
      const std = Math.sqrt(row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / m);
      return (value - mean) / std;
    });
  return {
    name: `standardized ${name}`,
    spec,
    examples: { m, X: scaled(X), Y: spec.loss === 'squaredError' ? scaled(Y) : Y },
  };
}
