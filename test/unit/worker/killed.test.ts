/** The process of a training killed by SIGKILL, its thread that writes records with it: what is left goes on as if nothing had happened. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { networkConfigSchema } from '../../../src/config/schema/schema.ts';
import type { RunRecord } from '../../../src/record/runRecord.ts';
import { RecordedSession } from './recordedSession.ts';

const config = networkConfigSchema.parse({
  data: { file: 'planar_flower.csv', target: 'label', split: { validation: 0.2 } },
  network: { layers: [{ units: 64, activation: 'tanh' }, { units: 64 }] },
  training: { optimizer: 'adam', learningRate: 0.001, batchSize: 16, epochs: 1_000_000 },
});

/** Does what the extension host does: starts the shipped worker as a thread of its own, and asks it to train and to record. */
const program = `
  const { Worker } = require('node:worker_threads');
  const { worker, prepare } = JSON.parse(process.argv[1]);
  const thread = new Worker(worker);
  const ask = (id, method, params) => thread.postMessage({ type: 'request', id, method, params });
  thread.on('message', ({ type, id, ok, error }) => {
    if (type === 'response' && !ok) throw new Error(JSON.stringify(error));
    if (type === 'response' && id === 1) ask(2, 'start', { runId: prepare.runId });
  });
  ask(1, 'prepare', prepare);
`;

describe('a training whose process is killed', () => {
  const opened: RecordedSession[] = [];
  afterEach(() => {
    for (const run of opened.splice(0).reverse()) run.remove();
  });
  function open(folder?: string): RecordedSession {
    const run = new RecordedSession(config, folder);
    opened.push(run);
    return run;
  }

  /** Killed when it has written its first checkpoint. */
  async function killed(): Promise<readonly [RecordedSession, RunRecord]> {
    const run = open();
    const path = join(run.folder, config.data.file);
    const named = { file: 'a.nnconfig', written: ['{}'], table: path, tableName: config.data.file, version: '0' };
    const record = { root: join(run.folder, '.nn-runs'), base: run.folder, ...named, start: null };
    const prepare = {
      ...{ runId: 'a', build: 1, title: 'a', config, source: { kind: 'path', path, name: config.data.file } },
      record: { ...record, comesFrom: null, goesOn: null },
    };
    const asked = JSON.stringify({ worker: resolve('dist/worker.js'), prepare });
    const child = spawn(process.execPath, ['-e', program, asked], { stdio: ['ignore', 'ignore', 'inherit'] });
    const ended = once(child, 'exit');
    await Promise.race([run.untilRecorded(({ checkpoints }) => checkpoints.length > 0), ended]);
    assert.equal(child.exitCode, null, 'it did not end by itself');
    child.kill('SIGKILL');
    await ended;
    const [left] = (await run.store.list()).runs;
    return [run, left ?? assert.fail()];
  }

  it('leaves a record that is offered, and that comes to the very weights of one that was not interrupted', async () => {
    const [run, left] = await killed();
    assert.equal(left.state, 'interrupted');
    const files = await run.store.files.names(left.id);
    assert.ok(files.includes('lock'), 'by it a window knows of the run');
    const from = left.checkpoints.at(-1)?.step ?? 0;
    const whole = open();
    await whole.session.prepare();
    await whole.session.step(from + 500);
    const again = open(run.folder);
    again.goesOn = left.id;
    await again.session.prepare();
    assert.equal(again.session.status.step, from);
    await again.session.step(500);
    assert.equal(again.session.status.step, from + 500);
    assert.equal(await again.weights(), await whole.weights());
  });
});
