/** A run of the panel as a model file: which weights, which figures, and that a training goes on from it bit for bit. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NetworkConfig, networkConfigSchema } from '../../../src/config/schema/schema.ts';
import { type ModelFile, readModel } from '../../../src/model/modelFile.ts';
import { inMemory } from '../../../src/model/safetensors.ts';
import { weightsSha256 } from '../../../src/platform/node/fingerprint.ts';
import { RequestError } from '../../../src/protocol/requestError.ts';
import type { SavedWeights, SaveRequest } from '../../../src/protocol/modelApi.ts';
import { straightTrainer } from './realWorker.ts';
import { WatchedRun } from './watchedRun.ts';

const config = networkConfigSchema.parse({
  data: { file: 'planar_flower.csv', target: 'label', split: { validation: 0.2 } },
  network: { layers: [{ units: 4, activation: 'tanh' }] },
  training: { optimizer: 'adam', learningRate: 0.05, batchSize: 64, epochs: 20 },
});
const path = join(process.cwd(), 'samples', config.data.file);

const saysNotice = (code: string) => (error: unknown) => error instanceof RequestError && error.notice.code === code;

describe('save', () => {
  let run: WatchedRun;

  beforeEach(async () => {
    run = new WatchedRun(config);
    await run.session.prepare();
  });

  afterEach(() => run.dispose());

  async function bytesOf(weights: SavedWeights, more: Partial<SaveRequest> = {}): Promise<Uint8Array> {
    const source = { kind: 'path', path, name: config.data.file } as const;
    const { session } = run;
    const request = { weights, withOptimizer: false, config: session.config, source, version: '0.1.0', ...more };
    return (await session.inspection.save(request)).bytes;
  }

  async function saved(weights: SavedWeights, more: Partial<SaveRequest> = {}): Promise<ModelFile> {
    return readModel(inMemory(await bytesOf(weights, more)), weightsSha256);
  }

  async function trainerAt(step: number, training: Partial<NetworkConfig['training']> = {}) {
    const trainer = await straightTrainer({ ...config, training: { ...config.training, ...training } }, path);
    trainer.run(step);
    return trainer;
  }

  it('has the present weights, their figures and the table they come from', async () => {
    await run.session.step(30);
    const model = await saved('present');
    const trainer = await trainerAt(30);
    assert.deepEqual(model.parameters, trainer.parameters.values);
    assert.equal(model.origin.step, 30);
    assert.equal(model.origin.metrics.cost, trainer.evaluate(trainer.train).cost);
    assert.equal(model.origin.metrics.validationAccuracy, trainer.evaluate(trainer.validation!).accuracy);
    const bytes = readFileSync(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    assert.deepEqual(model.origin.table, { name: 'planar_flower.csv', bytes: bytes.length, sha256, rows: 400 });
  });

  it('gives the same bytes twice, also when the past was looked at in between', async () => {
    await run.session.step(12);
    const first = await bytesOf('present', { withOptimizer: true });
    await run.session.inspection.seek(5);
    assert.deepEqual(await bytesOf('present', { withOptimizer: true }), first);
  });

  it('has the weights of the step of the time bar, and those of the best epoch', async () => {
    await run.session.start();
    await run.settled();
    await run.session.inspection.seek(17);
    assert.deepEqual((await saved('seen')).parameters, (await trainerAt(17)).parameters.values);
    const best = await saved('best');
    assert.deepEqual(best.parameters, (await trainerAt(best.origin.step)).parameters.values);
    assert.equal((await saved('present')).origin.step, 100);
    await run.session.inspection.seek('live');
    await run.session.inspection.takeBack();
    assert.deepEqual((await saved('present')).parameters, best.parameters);
  });

  it('goes on bit for bit with the averages of the optimiser', async () => {
    await run.session.step(13);
    const { state } = await saved('present', { withOptimizer: true });
    assert.ok(state);
    const trainer = await trainerAt(0);
    trainer.restore(state);
    trainer.run(50);
    assert.deepEqual(trainer.parameters.values, (await trainerAt(63)).parameters.values);
  });

  it('has the settings in force, not those of the beginning', async () => {
    await run.session.step(4);
    await run.session.apply({ ...config, training: { ...config.training, learningRate: 0.2 } });
    assert.equal((await saved('present')).config.training.learningRate, 0.2);
  });

  it('says nothing of the bytes of a table that is another one by now', async () => {
    const { table } = (await saved('present', { source: null })).origin;
    assert.deepEqual(table, { name: 'planar_flower.csv', bytes: 0, sha256: '', rows: 400 });
  });

  it('refuses best weights where no epoch is known to be the best', async () => {
    run.dispose();
    run = new WatchedRun({ ...config, data: { ...config.data, split: { ...config.data.split, validation: 0 } } });
    await run.session.prepare();
    await assert.rejects(bytesOf('best'), saysNotice('model.noBest'));
  });
});
