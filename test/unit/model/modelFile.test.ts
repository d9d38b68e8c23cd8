/** A model goes into a file and comes back: the same weights, the same way from a row to an answer, the same training. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { weightsSha256 } from '../../../src/platform/node/fingerprint.ts';
import { errorText } from '../../../src/config/wording/notice.ts';
import { NoticeError } from '../../../src/core/notice.ts';
import { TrainingError } from '../../../src/core/network/errors.ts';
import { optimizers } from '../../../src/core/training/settings.ts';
import { encodeModel, type ModelFile, readModel } from '../../../src/model/modelFile.ts';
import { encodeSafetensors, inMemory, readHeader } from '../../../src/model/safetensors.ts';
import { builtRun, modelOfRun } from './smallRun.ts';
import { trials } from '../../trials.ts';

const readBack = (bytes: Uint8Array): Promise<ModelFile> => readModel(inMemory(bytes), weightsSha256);

describe('model/modelFile', () => {
  it('comes back as it was', async () => {
    const model = modelOfRun(await builtRun({}, 12));
    const bytes = encodeModel(model);
    const again = await readBack(bytes);
    assert.deepEqual(again.parameters, model.parameters);
    assert.deepEqual(JSON.parse(JSON.stringify(again.pipeline)), JSON.parse(JSON.stringify(model.pipeline)));
    assert.deepEqual(again.origin, model.origin);
    assert.deepEqual(again.spec, model.spec);
    assert.equal(again.config.data.file, 'small.csv');
    assert.equal(again.state, null);
    assert.deepEqual(encodeModel(model), bytes);
  });

  it('keeps no folder of the table', async () => {
    const model = modelOfRun(await builtRun({}, 1));
    const data = { ...model.config.data, file: 'C:\\secret\\tables/small.csv' };
    const again = await readBack(encodeModel({ ...model, config: { ...model.config, data } }));
    assert.equal(again.config.data.file, 'small.csv');
  });

  it('Float32 trainings are kept as F32, their SHA-256 is that of Float64', async () => {
    const run = await builtRun({ precision: 'float32' }, 5);
    const model = modelOfRun(run);
    const bytes = encodeModel(model);
    const { tensors } = await readHeader(inMemory(bytes));
    assert.deepEqual(new Set(tensors.map(({ dtype }) => dtype)), new Set(['F32']));
    const again = await readBack(bytes);
    assert.deepEqual(again.parameters, model.parameters);
    assert.equal(again.origin.weightsSha256, weightsSha256(model.parameters));
  });

  for (const optimizer of optimizers) {
    for (const batchSize of [7, 'full'] as const) {
      for (const precision of ['float64', 'float32'] as const) {
        it(`with its state, 100 more steps are bit-equal: ${optimizer}, ${batchSize}, ${precision}`, async () => {
          const training = { optimizer, batchSize, precision, earlyStopping: { patience: 500, minDelta: 0 } };
          const whole = await builtRun(training, 123);
          const saved = await builtRun(training, 23);
          const { state } = await readBack(encodeModel(modelOfRun(saved, true)));
          const resumed = await builtRun(training, 0);
          resumed.trainer.restore(state!);
          resumed.trainer.run(100);
          assert.equal(resumed.trainer.step, whole.trainer.step);
          assert.equal(
            weightsSha256(resumed.trainer.parameters.values),
            weightsSha256(whole.trainer.parameters.values),
          );
          assert.deepEqual(resumed.trainer.checkpoint(), whole.trainer.checkpoint());
        });
      }
    }
  }

  it('a weight that was changed in the file is noticed', async () => {
    const bytes = encodeModel(modelOfRun(await builtRun({}, 3)));
    bytes[bytes.length - 1]! ^= 1;
    await assert.rejects(
      readBack(bytes),
      (error) => error instanceof NoticeError && error.notice.code === 'model.weightsDiffer',
    );
  });

  it('what is missing, foreign or newer is said in a sentence', async () => {
    const metadata = await metadataOf(encodeModel(modelOfRun(await builtRun({}, 3))));
    const without = (key: string, value?: string) => {
      const { [key]: _, ...rest } = metadata;
      return encodeSafetensors([], value === undefined ? rest : { ...rest, [key]: value });
    };
    const sentence = async (bytes: Uint8Array) => {
      const failure: unknown = await readBack(bytes).catch((error: unknown) => error);
      return errorText(failure);
    };
    assert.match(await sentence(without('format')), /was not saved by Neural Network Explorer/);
    assert.match(
      await sentence(without('format', 'neural-network-explorer 2')),
      /format "neural-network-explorer 2".*update/,
    );
    assert.match(await sentence(without('pipeline')), /nothing of its "pipeline"/);
    assert.match(await sentence(without('config', '{"data":{"file":3}}')), /"config" cannot be used: data\.file/);
    assert.match(await sentence(without('origin', '{"m":-1}')), /"origin" cannot be used/);
    assert.match(await sentence(without('config', metadata['config'])), /no tensor W1/);
  });

  it('a damaged file is refused with a sentence or is the same model, never a crash', async () => {
    const good = encodeModel(modelOfRun(await builtRun({}, 9), true));
    const count = trials(150, 5000);
    const change = fc.record({ at: fc.nat(), to: fc.nat({ max: 255 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const bytes = good.slice();
        for (const { at, to } of changes) bytes[at % bytes.length] = to;
        const model = await readBack(bytes).catch((error: unknown) => {
          if (error instanceof NoticeError || error instanceof TrainingError) return null;
          throw error;
        });
        if (model) assert.equal(weightsSha256(model.parameters), model.origin.weightsSha256);
      }),
      { seed: 17, numRuns: count },
    );
  });
});

async function metadataOf(bytes: Uint8Array): Promise<Record<string, string>> {
  return Object.fromEntries((await readHeader(inMemory(bytes))).metadata);
}
