/** A table of synthetic pictures and a configuration that trains 784-256-128-10 on it, in a folder of the workbench. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RandomState } from '../src/core/network/random.ts';

export const largeConfig = 'pictures.nnconfig';
const table = 'pictures.csv';
const rows = 2000;
const pixels = 784;
const classes = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Writes both; the training lasts until it is stopped. `folder`: the workbench's. */
export function writeLargeRun(folder: string): void {
  const random = new RandomState(11);
  const templates = classes.map(() => Array.from({ length: pixels }, () => random.uint32() % 160));
  const lines = Array.from({ length: rows }, (_, row) => {
    const code = row % classes.length;
    const values = (templates[code] ?? []).map((value) => value + (random.uint32() % 96));
    return `${values.join(',')},${classes[code]}`;
  });
  const names = Array.from({ length: pixels }, (_, pixel) => `pixel${pixel}`);
  writeFileSync(join(folder, table), `${[...names, 'digit'].join(',')}\n${lines.join('\n')}\n`);
  const config = {
    data: { file: table, target: 'digit', split: { validation: 0.2 } },
    network: {
      layers: [
        { units: 256, activation: 'relu' },
        { units: 128, activation: 'relu' },
      ],
    },
    training: { optimizer: 'adam', learningRate: 0.0001, batchSize: 128, epochs: 10_000_000 },
  };
  writeFileSync(join(folder, largeConfig), `${JSON.stringify(config, null, 2)}\n`);
}
