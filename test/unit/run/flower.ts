/** A small planar problem without a file: petals in polar coordinates, as the worker would get it from a table. */
import type { Dataset } from '../../../src/data/dataset/dataset.ts';
import type { Table } from '../../../src/data/columns/table.ts';
import type { NetworkSpec } from '../../../src/core/network/network.ts';
import { RandomState } from '../../../src/core/network/random.ts';
import type { TrainingSettings } from '../../../src/core/training/settings.ts';
import type { InitializationSpec } from '../../../src/core/network/initializers.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import type { BuiltRun } from '../../../src/run/setup/buildTrainer.ts';
import { networkConfigSchema } from '../../../src/config/schema/schema.ts';
import type { Encoding } from '../../../src/data/dataset/steps/pipeline.ts';

export const config = networkConfigSchema.parse({ data: { file: 'flower.csv', target: 'color' } });

export const settings: TrainingSettings = {
  ...config.training,
  optimizer: 'gradientDescent',
  learningRate: 1.2,
  batchSize: 'full',
  epochs: 100_000,
};

const initialization: InitializationSpec = { scheme: 'scaled', scale: 0.01, value: 0, seed: 2 };

/** `m` examples; columns x and y with mean 3 and −1 and standard deviations 2 and 0.5, standardized. */
export function flower(m = 60): { dataset: Dataset; table: Table } {
  const random = new RandomState(1);
  const X = new Float64Array(2 * m);
  const Y = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    const angle = (i / m) * 2 * Math.PI + 0.1 * random.randn();
    const radius = 2 * Math.sin(4 * angle) + 0.1 * random.randn();
    X[i] = radius * Math.sin(angle);
    X[m + i] = radius * Math.cos(angle);
    Y[i] = i % 3 === 0 ? 1 : 0;
  }
  const lines = Uint32Array.from({ length: m }, (_, i) => i + 2);
  const dataset = {
    task: 'binary',
    targets: ['color'],
    classes: ['blue', 'red'],
    inputs: [
      { name: 'x', column: 'x' },
      { name: 'y', column: 'y' },
    ],
    train: { m, X, Y },
    validation: null,
    test: null,
    trainLines: lines,
    validationLines: new Uint32Array(0),
    testLines: new Uint32Array(0),
    pipeline: {
      encodings: [encoding('x', 3, 2), encoding('y', -1, 0.5)],
      task: 'binary',
      targets: [{ column: 'color', steps: [] }],
      classes: ['blue', 'red'],
    },
    repairs: [],
    notes: [],
  } as Dataset;
  const column = (name: string, index: number): Partial<Table['columns'][number]> => ({ name, index, type: 'number' });
  return {
    dataset,
    table: { columns: [column('x', 0), column('y', 1)], repairs: [], repairsOmitted: 0 } as unknown as Table,
  };
}

function encoding(column: string, mean: number, std: number): Encoding {
  return {
    inputs: [column],
    steps: [
      { step: 'number', column, decimal: '.' },
      { step: 'standardize', mean: [mean], std: [std] },
    ],
  };
}

export function network(...units: number[]): NetworkSpec {
  const hidden = units.map((count) => ({ units: count, activation: 'tanh' as const }));
  return {
    inputs: 2,
    layers: [...hidden, { units: 1, activation: 'sigmoid' }],
    loss: 'binaryCrossEntropy',
    leakySlope: 0.01,
  };
}

export function build(spec = network(4), change: Partial<TrainingSettings> = {}, m = 60): BuiltRun & { table: Table } {
  const { dataset, table } = flower(m);
  const trainer = new Trainer({
    spec,
    train: dataset.train,
    validation: dataset.validation,
    initialization,
    settings: { ...settings, ...change },
  });
  return { dataset, table, spec, trainer, engineNotes: [] };
}
