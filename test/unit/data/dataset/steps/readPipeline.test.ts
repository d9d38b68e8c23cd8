import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { buildDataset, type DatasetOptions } from '../../../../../src/data/dataset/dataset.ts';
import type { Pipeline } from '../../../../../src/data/dataset/steps/pipeline.ts';
import { pipelineJson, readPipeline } from '../../../../../src/data/dataset/steps/readPipeline.ts';
import { PipelineError } from '../../../../../src/data/dataset/steps/untrusted.ts';
import { read } from '../../read/reading.ts';

async function pipelineOf(name: string, target: DatasetOptions['target']): Promise<Pipeline> {
  const table = await read(readFileSync(`samples/${name}.csv`));
  const split = { validation: 0.2, seed: 1 };
  return buildDataset(table, { target, missing: 'mean', standardize: true, split }).pipeline;
}

/** As it would come out of a file. */
const copy = (pipeline: Pipeline): unknown => JSON.parse(JSON.stringify(pipelineJson(pipeline)));

/** The same JSON with the value at a path replaced; `undefined` removes it. */
function changed(pipeline: Pipeline, path: readonly (string | number)[], value: unknown): unknown {
  const json = copy(pipeline);
  const parent = path.slice(0, -1).reduce((at, key) => (at as Record<string | number, unknown>)[key], json);
  (parent as Record<string | number, unknown>)[path.at(-1)!] = value;
  return JSON.parse(JSON.stringify(json));
}

describe('readPipeline(json)', () => {
  it('reads back what pipelineJson wrote, every figure the same', async () => {
    for (const [name, target] of [
      ['penguins', 'species'],
      ['iris', ['petal_width', 'petal_length']],
      ['planar_flower', 'label'],
      ['greenhouse', 'pruned'],
    ] as const) {
      const pipeline = await pipelineOf(name, target);
      assert.deepEqual(readPipeline(copy(pipeline)), pipeline);
    }
  });

  it('names the place of what is wrong, what was expected and what was found', async () => {
    const penguins = await pipelineOf('penguins', 'species');
    const k = penguins.encodings.findIndex(({ steps }) => steps[0]?.step === 'number');
    const w = penguins.encodings.findIndex(({ steps }) => steps.at(-1)?.step === 'oneHot');
    const cases: [readonly (string | number)[], unknown, string][] = [
      [
        ['task'],
        'clustering',
        'pipeline.task: expected one of "binary", "multiclass", "regression", found "clustering".',
      ],
      [['encodings'], {}, 'pipeline.encodings: expected a list, found an object.'],
      [['more'], 1, 'pipeline.more: expected no such key, found "more".'],
      [
        ['encodings', k, 'steps', 0, 'column'],
        7,
        `pipeline.encodings[${k}].steps[0].column: expected a text, found 7.`,
      ],
      [
        ['encodings', k, 'steps', 2, 'std', 0],
        0,
        `pipeline.encodings[${k}].steps[2].std[0]: expected a number above 0, found 0.`,
      ],
      [
        ['encodings', k, 'steps', 2, 'mean', 0],
        null,
        `pipeline.encodings[${k}].steps[2].mean[0]: expected a number, found null.`,
      ],
      [
        ['encodings', k, 'steps', 0],
        { step: 'standIn', value: 1 },
        `pipeline.encodings[${k}].steps[0]: expected a step that reads a column first, found an object.`,
      ],
      [
        ['encodings', w, 'steps', 1, 'value'],
        9,
        `pipeline.encodings[${w}].steps[1]: expected the index of one of 3 words, found an object.`,
      ],
      [
        ['encodings', w, 'steps', 2, 'count'],
        4,
        `pipeline.encodings[${w}].steps[2]: expected a step that fits the values before it, found an object.`,
      ],
      [
        ['encodings', w, 'inputs'],
        ['a'],
        `pipeline.encodings[${w}].inputs: expected 3 names, as many as values are left, found a list of 1.`,
      ],
      [['encodings', k, 'steps', 1, 'step'], '__proto__', 'one of "number", "words"'],
      [['targets'], [], 'pipeline.targets: expected one target at least'],
      [['classes'], ['a'], 'pipeline.targets[0].steps: expected 1 classes'],
    ];
    for (const [path, value, message] of cases)
      assert.throws(
        () => readPipeline(changed(penguins, path, value)),
        (error) => error instanceof PipelineError && error.message.includes(message),
        message,
      );
    for (const json of [null, 1, 'x', [], { task: 'binary' }]) assert.throws(() => readPipeline(json), PipelineError);
  });

  it('takes no value of any place for good that is of another kind, and throws nothing else', async () => {
    const pipeline = await pipelineOf('penguins', 'species');
    const places: (string | number)[][] = [];
    const walk = (value: unknown, path: (string | number)[]): void => {
      if (path.length > 0) places.push(path);
      if (typeof value !== 'object' || value === null) return;
      for (const key of Object.keys(value)) walk((value as Record<string, unknown>)[key], [...path, key]);
    };
    walk(copy(pipeline), []);
    for (const path of places)
      for (const wrong of [true, { a: 1 }, null])
        assert.throws(() => readPipeline(changed(pipeline, path, wrong)), PipelineError, path.join('.'));
  });
});
