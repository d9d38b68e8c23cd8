/** A recorded run trained again by a worker that has no run of its own: with progress, a way out, and the first difference. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { networkConfigSchema } from '../../../src/config/schema/schema.ts';
import { RequestClient } from '../../../src/protocol/requestClient.ts';
import type { ReproduceRequest } from '../../../src/protocol/recordApi.ts';
import type { RunRecord } from '../../../src/record/runRecord.ts';
import { CancelSource } from '../../../src/session/cancelSource.ts';
import { InProcessWorker } from '../session/inProcess.ts';
import { RecordedSession } from './recordedSession.ts';

const config = networkConfigSchema.parse({
  data: { file: 'planar_flower.csv', target: 'label', split: { validation: 0.2 } },
  network: { layers: [{ units: 4, activation: 'tanh' }] },
  training: { optimizer: 'adam', learningRate: 0.01, batchSize: 64, epochs: 60 },
});

describe('the request "reproduce"', () => {
  let run: RecordedSession;
  let record: RunRecord;
  let client: RequestClient;
  beforeEach(async () => {
    run = new RecordedSession(config);
    await run.session.prepare();
    await run.session.start();
    record = await run.untilRecorded(({ state }) => state === 'finished');
    const worker = new InProcessWorker();
    client = new RequestClient((message) => worker.post(message));
    worker.onMessage((message) => client.receive(message));
  });
  afterEach(() => {
    client.dispose();
    run.remove();
  });

  function request(change: Partial<ReproduceRequest> = {}): ReproduceRequest {
    const root = join(run.folder, '.nn-runs');
    const table = join(run.folder, config.data.file);
    return { root, id: record.id, table, isSameTable: true, version: record.product, ...change };
  }

  it('says that every number came out again, with the sum of the weights, and how far it is', async () => {
    const seen: (readonly [number, number])[] = [];
    const onProgress = ({ done, total }: { done: number; total: number }) => void seen.push([done, total]);
    const report = await client.request('reproduce', request(), { onProgress });
    assert.deepEqual([report.difference, report.reason, report.step], [null, null, record.step]);
    assert.equal(report.weightsSha256, record.weightsSha256);
    assert.ok(seen.every(([done, total]) => done <= total && total === record.step));
  });

  it('names the first step that differs and the lines of the table that do', async () => {
    const path = join(run.folder, 'other.csv');
    const lines = readFileSync(join(run.folder, config.data.file), 'utf8').split('\n');
    lines[4] = '1,1,0';
    writeFileSync(path, lines.join('\n'));
    const { difference, reason } = await client.request('reproduce', request({ table: path, isSameTable: false }));
    assert.ok(difference && difference.step <= 16, JSON.stringify(difference));
    assert.deepEqual([reason?.code, reason?.values], ['reproduce.rows', ['planar_flower.csv', '5', 1]]);
  });

  it('names another version where the record is one that did not come out', async () => {
    await run.store.write({ ...record, seeds: record.seeds, config: { ...record.config, used: otherStart() } });
    const { difference, reason } = await client.request('reproduce', request({ version: '99' }));
    assert.ok(difference);
    assert.deepEqual([reason?.code, reason?.values], ['reproduce.version', [record.product, '99']]);
  });

  function otherStart(): RunRecord['config']['used'] {
    const { used } = record.config;
    return { ...used, training: { ...used.training, learningRate: 0.02 } };
  }

  it('is left when nobody wants it any more', async () => {
    const source = new CancelSource();
    const asked = client.request('reproduce', request(), { token: source.token });
    source.cancel();
    await assert.rejects(asked, ({ reason }: { reason: string }) => reason === 'cancelled');
  });
});
