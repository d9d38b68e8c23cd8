/** The networks whose numbers are computed a second time. A further one is a further entry. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OwnActivation } from './ownNetwork.ts';
import type { OwnTask } from './ownTable.ts';

export interface Case extends OwnTask {
  readonly config: string;
  readonly table: string;
  readonly layers: readonly { readonly units: number; readonly g: OwnActivation }[];
  /** λ. */
  readonly l2: number;
  /** All examples train. */
  readonly withoutValidation?: boolean;
  /** Plain gradient descent on all examples at once with this α: an update can be computed again. */
  readonly fullBatchRate?: number;
  /** Weights that fill too many pages to read them all: the first units of each layer stand for the others. */
  readonly large?: boolean;
  /** Writes its files into the workspace. */
  readonly write?: (folder: string) => void;
}

/** Pixels of an image, and how many lie side by side in its stroke. */
const pixels = 784;
const stroke = 12;

/** Images of one short stroke each, in the band of the image that belongs to its class; every pixel is lit in some image. */
function writeStrokes(folder: string): void {
  const names = Array.from({ length: pixels }, (_, index) => `p${index + 1}`);
  const images = Array.from({ length: 260 }, (_, image) => {
    const start = Math.floor((image / 260) * (pixels - stroke + 1));
    const values = names.map((_, index) =>
      index >= start && index < start + stroke ? (8 + ((image + index) % 8)) / 16 : 0,
    );
    return [...values, `band ${Math.floor((10 * start) / pixels)}`].join();
  });
  writeFileSync(join(folder, 'strokes.csv'), [[...names, 'band'].join(), ...images].join('\n'));
  writeFileSync(
    join(folder, 'strokes.nnconfig'),
    `{ "data": { "file": "strokes.csv", "target": "band", "standardize": false },
  "network": { "layers": [{ "units": 256, "activation": "relu" }, { "units": 128, "activation": "relu" }] },
  "training": { "optimizer": "adam", "learningRate": 0.001, "batchSize": 32, "epochs": 4 } }\n`,
  );
}

/** The sample for fewer iterations, so that a half-learned network is looked at. */
function writeShorter(folder: string, sample: string, name: string, epochs: number): void {
  const text = readFileSync(join(folder, sample), 'utf8').replace(/"epochs": \d+/, `"epochs": ${epochs}`);
  writeFileSync(join(folder, name), text);
}

export const cases: readonly Case[] = [
  {
    config: 'flower-2-4-1.nnconfig',
    table: 'planar_flower.csv',
    ...{ inputs: ['x1', 'x2'], targets: ['label'], classes: ['0', '1'], standardize: false, l2: 0 },
    layers: [
      { units: 4, g: 'tanh' },
      { units: 1, g: 'sigmoid' },
    ],
    withoutValidation: true,
    fullBatchRate: 1.2,
  },
  {
    config: 'iris.nnconfig',
    table: 'iris.csv',
    ...{ inputs: ['petal_length', 'petal_width'], targets: ['species'], standardize: true, l2: 0 },
    classes: ['setosa', 'versicolor', 'virginica'],
    layers: [
      { units: 4, g: 'tanh' },
      { units: 3, g: 'softmax' },
    ],
  },
  {
    config: 'penguins-short.nnconfig',
    table: 'penguins.csv',
    inputs: [
      ...['island = Biscoe', 'island = Dream', 'island = Torgersen'],
      ...['beak_length_mm', 'beak_depth_mm', 'flipper_length_mm', 'body_mass_g', 'sex = FEMALE', 'sex = MALE'],
    ],
    ...{ targets: ['species'], classes: ['Adelie', 'Chinstrap', 'Gentoo'], standardize: true, l2: 0.1 },
    layers: [
      { units: 8, g: 'relu' },
      { units: 4, g: 'relu' },
      { units: 3, g: 'softmax' },
    ],
    write: (folder) => writeShorter(folder, 'penguins.nnconfig', 'penguins-short.nnconfig', 30),
  },
  {
    config: 'greenhouse.nnconfig',
    table: 'greenhouse.csv',
    inputs: [
      ...['temperature_c', 'light_h', 'humidity_pct', 'co2_ppm', 'nitrogen_kg_ha'],
      ...[
        'cultivar = Amber',
        'cultivar = Bistro',
        'cultivar = Coral',
        'irrigation = drip',
        'irrigation = flood',
        'irrigation = mist',
      ],
      'pruned',
    ],
    ...{ targets: ['yield_kg', 'fruit_weight_g'], classes: [], standardize: true, l2: 0.1 },
    layers: [
      { units: 12, g: 'tanh' },
      { units: 8, g: 'tanh' },
      { units: 2, g: 'linear' },
    ],
  },
  {
    config: 'strokes.nnconfig',
    table: 'strokes.csv',
    inputs: Array.from({ length: pixels }, (_, index) => `p${index + 1}`),
    ...{ targets: ['band'], standardize: false, l2: 0 },
    classes: Array.from({ length: 10 }, (_, band) => `band ${band}`),
    layers: [
      { units: 256, g: 'relu' },
      { units: 128, g: 'relu' },
      { units: 10, g: 'softmax' },
    ],
    large: true,
    write: writeStrokes,
  },
  {
    config: 'flower-linear-layers.nnconfig',
    table: 'planar_flower.csv',
    ...{ inputs: ['x1', 'x2'], targets: ['label'], classes: ['0', '1'], standardize: false, l2: 0 },
    layers: [
      { units: 20, g: 'linear' },
      { units: 1, g: 'sigmoid' },
    ],
    withoutValidation: true,
    fullBatchRate: 1.2,
  },
];

export function writeCases(folder: string): void {
  for (const { write } of cases) write?.(folder);
}
