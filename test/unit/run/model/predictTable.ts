/** Random small tables with numbers, words, yes/no, dates, gaps and several targets, and what a model says of one. */
import fc from 'fast-check';
import { weightsSha256 } from '../../../../src/platform/node/fingerprint.ts';
import { type NetworkConfig, networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { readTable } from '../../../../src/data/read/readTable.ts';
import { encodeModel, type ModelFile, readModel } from '../../../../src/model/modelFile.ts';
import { inMemory } from '../../../../src/model/safetensors.ts';
import { trainedModel } from '../../../../src/run/model/trainedModel.ts';
import { type Predicted, predictRows } from '../../../../src/run/model/predictRows.ts';
import { plainWriter, type RowWriter } from '../../../../src/run/model/rowWriter.ts';
import { type Survey, surveyTable } from '../../../../src/run/model/survey.ts';
import { type BuiltRun, buildTrainer } from '../../../../src/run/setup/buildTrainer.ts';

export type Cells = readonly (readonly string[])[];

export interface Case {
  readonly rows: Cells;
  readonly task: 'binary' | 'multiclass' | 'regression' | 'several';
  readonly missing: 'mean' | 'drop';
  readonly precision: 'float64' | 'float32';
}

export const names = ['size', 'place', 'open', 'day', 'depth', 'kind', 'sort', 'price', 'mass'];
const targetsOf = { binary: 'kind', multiclass: 'sort', regression: 'price', several: ['price', 'mass'] } as const;

const number = fc.double({ min: -50, max: 50, noNaN: true }).map((x) => String(Number(x.toFixed(3)) + 0));
const gap = <T>(cell: fc.Arbitrary<T>) => fc.option(cell, { freq: 9, nil: '' });
const day = fc
  .tuple(fc.constantFrom('2025-03-17', '2 Jan 2026', '1969Q4', '31 Dec 1999', 'Jul 2024', '2026-W05'), fc.boolean())
  .map(([date, isNoon]) => (isNoon && date.startsWith('2025') ? `${date} 12:00` : date));
const row = fc.tuple(
  gap(number),
  gap(fc.constantFrom('north', 'south', 'east')),
  gap(fc.constantFrom('yes', 'no')),
  gap(day),
  number,
  fc.constantFrom('a1', 'b2'),
  fc.constantFrom('fir', 'oak', 'elm'),
  number,
  number,
);

/** The first rows hold every class and word, so that no random table lacks one. */
const sure: Cells = [
  ['1.5', 'north', 'yes', '2025-03-17', '0.25', 'a1', 'fir', '1.125', '9.5'],
  ['-2.25', 'south', 'no', '2 Jan 2026', '3.5', 'b2', 'oak', '-7.75', '0.5'],
  ['4.125', 'east', 'yes', '1969Q4', '-8.5', 'a1', 'elm', '3.25', '-4.5'],
];

export const cases: fc.Arbitrary<Case> = fc.record({
  rows: fc.array(row, { minLength: 30, maxLength: 60 }).map((rows) => [...sure, ...sure, ...rows]),
  task: fc.constantFrom('binary', 'multiclass', 'regression', 'several'),
  missing: fc.constantFrom('mean', 'drop'),
  precision: fc.constantFrom('float64', 'float32'),
});

export function csvOf(header: readonly string[], rows: Cells, delimiter = ','): string {
  return `${[header, ...rows].map((cells) => cells.join(delimiter)).join('\n')}\n`;
}

export interface TrainedCase {
  readonly run: BuiltRun;
  readonly model: ModelFile;
}

/** Trained for some steps, saved and read again. */
export async function trainedCase({ rows, task, missing, precision }: Case): Promise<TrainedCase> {
  const bytes = new TextEncoder().encode(csvOf(names, rows));
  const target = targetsOf[task];
  const config: NetworkConfig = networkConfigSchema.parse({
    data: { file: 'x.csv', target, missing, features: names.slice(0, 5), split: { validation: 0.2, seed: 3 } },
    network: { layers: [{ units: 5, activation: 'tanh' }] },
    training: { optimizer: 'adam', learningRate: 0.01, epochs: 1000, precision },
  });
  const run = buildTrainer(config, await readTable(sourceOfBytes(bytes)));
  run.trainer.run(20);
  const source = {
    config,
    table: { name: 'x.csv', bytes: bytes.length, sha256: '0'.repeat(64), rows: rows.length },
    ...{ time: '2026-11-30T00:00:00.000Z', version: '0.1.0', engine: run.trainer.backend.name, figures: {} },
    fingerprint: weightsSha256,
  };
  return { run, model: await readModel(inMemory(encodeModel(trainedModel(run, source))), weightsSha256) };
}

export interface Answer extends Predicted {
  readonly text: string;
  readonly survey: Survey;
}

export async function answerTo(
  model: ModelFile,
  table: string | Uint8Array,
  answers: readonly string[] = [],
  writer?: (survey: Survey) => RowWriter,
): Promise<Answer> {
  const source = sourceOfBytes(typeof table === 'string' ? new TextEncoder().encode(table) : table);
  const request = { model, source, answers, keepsCells: writer !== undefined, options: {} };
  const survey = await surveyTable(request);
  const result: Predicted = { predicted: 0, skipped: 0, metrics: null };
  let text = '';
  const lines = predictRows(request, survey, writer?.(survey) ?? plainWriter, result);
  for await (const piece of lines) text += typeof piece === 'string' ? piece : new TextDecoder().decode(piece);
  return { ...result, text, survey };
}
