/** A small training with numbers, words, answers and gaps among its columns, and its model. */
import { weightsSha256 } from '../../../src/platform/node/fingerprint.ts';
import { type NetworkConfig, networkConfigSchema } from '../../../src/config/schema/schema.ts';
import { sourceOfBytes } from '../../../src/data/csv/byteSource.ts';
import { readTable } from '../../../src/data/read/readTable.ts';
import type { ModelFile } from '../../../src/model/modelFile.ts';
import { trainedModel } from '../../../src/run/model/trainedModel.ts';
import { type BuiltRun, buildTrainer } from '../../../src/run/setup/buildTrainer.ts';

export const smallTable = `width,place,open,weight,kind\n${Array.from({ length: 40 }, (_, i) => {
  const width = i % 9 === 4 ? '' : ((i * 37) % 23) / 4;
  const place = ['north', 'south', 'east'][(i * 5) % 3];
  return `${width},${place},${i % 4 === 0 ? 'yes' : 'no'},${((i * 17) % 31) - 8.5},${i % 3 === 0 ? 'a' : 'b'}`;
}).join('\n')}\n`;

export interface SmallRun extends BuiltRun {
  readonly config: NetworkConfig;
}

/** Trained for so many steps. */
export async function builtRun(training: object, steps: number, data: object = {}): Promise<SmallRun> {
  const table = await readTable(sourceOfBytes(new TextEncoder().encode(smallTable)));
  const config = networkConfigSchema.parse({
    data: { file: 'small.csv', target: 'kind', ...data },
    network: { layers: [{ units: 5, activation: 'tanh' }] },
    training: { optimizer: 'adam', learningRate: 0.01, epochs: 100_000, ...training },
  });
  const run = buildTrainer(config, table);
  if (steps > 0) run.trainer.run(steps);
  return { ...run, config };
}

export function modelOfRun(run: SmallRun, withState = false): ModelFile {
  const source = {
    config: run.config,
    table: { name: 'small.csv', bytes: smallTable.length, sha256: '0'.repeat(64), rows: 40 },
    time: '2026-11-30T00:00:00.000Z',
    version: '0.1.0',
    engine: run.trainer.backend.name,
    figures: { cost: run.trainer.evaluate(run.dataset.train).cost },
    fingerprint: weightsSha256,
  };
  return trainedModel(run, source, withState);
}
