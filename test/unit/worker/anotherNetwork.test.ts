/** A network that takes the place of another one in its worker: the one before trains no more, says no more, and has no credit here. */
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import type { FromWorker, Params } from '../../../src/protocol/workerApi.ts';
import { WorkerService } from '../../../src/worker/workerService.ts';
import { ManualPlatform } from '../run/manualPlatform.ts';
import { sample } from '../run/answers/asking.ts';

const turn = () => new Promise((done) => setImmediate(done));

class Bench {
  readonly platform = new ManualPlatform(0.25);
  readonly service = new WorkerService(this.platform);
  #id = 0;

  async ask(method: string, params: object): Promise<void> {
    const id = ++this.#id;
    this.service.receive({ type: 'request', id, method, params } as never);
    const isAnswer = (message: FromWorker) => message.type === 'response' && message.id === id;
    // A table is read in its own time: an answer that never comes ends the test.
    while (!this.platform.messages.some(isAnswer)) {
      this.platform.slices(1);
      await turn();
    }
  }

  prepare(build: number): Promise<void> {
    const request: Omit<Params<'prepare'>, 'recordingLimit'> = {
      ...{ runId: 'run-1', build, title: 'xor.nnconfig', config: sample('xor', { training: { epochs: 100_000 } }) },
      ...{ source: { kind: 'path', path: resolve('samples/xor.csv'), name: 'xor.csv' }, keepWeights: false },
      start: undefined,
    };
    return this.ask('prepare', request);
  }
}

describe('WorkerService: a network in the place of another', () => {
  it('the one before trains no more, and nothing more is heard of it', async () => {
    const here = new Bench();
    await here.prepare(1);
    await here.ask('watch', { runId: 'run-1', visible: true });
    await here.ask('start', { runId: 'run-1', atLeast: 0 });
    here.platform.slices(5);
    await here.prepare(2);
    const heard = here.platform.messages.length;
    here.platform.slices(50);
    await turn();
    const later = here.platform.messages.slice(heard);
    assert.deepEqual(
      later.filter((message) => message.type === 'status' && message.status.build === 1),
      [],
    );
    assert.deepEqual(
      later.filter((message) => message.type === 'frame' && message.frame.build === 1),
      [],
    );
  });

  it('credit for a frame of the one before is none for a frame of this one', async () => {
    const here = new Bench();
    await here.prepare(1);
    await here.prepare(2);
    await here.ask('watch', { runId: 'run-1', visible: true });
    const frames = () => here.platform.frames.length;
    const first = frames();
    for (let step = 0; step < 4; step++) await here.ask('advance', { runId: 'run-1', count: 1 });
    const most = frames();
    assert.ok(first >= 1 && most === 2, `${first}, then ${most}`);
    here.service.receive({ type: 'credit', build: 1 });
    await here.ask('advance', { runId: 'run-1', count: 1 });
    assert.equal(frames(), most);
    here.service.receive({ type: 'credit', build: 2 });
    await here.ask('advance', { runId: 'run-1', count: 1 });
    assert.equal(frames(), most + 1);
  });
});
