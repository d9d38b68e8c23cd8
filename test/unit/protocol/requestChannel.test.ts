import { notice } from '../../../src/core/notice.ts';
import assert from 'node:assert/strict';
import { RequestClient } from '../../../src/protocol/requestClient.ts';
import { RequestError } from '../../../src/protocol/requestError.ts';
import { type Handlers, RequestServer } from '../../../src/protocol/requestServer.ts';
import type { FromWorker, ToWorker, WireError } from '../../../src/protocol/workerApi.ts';
import { CancelSource } from '../../../src/session/cancelSource.ts';

const toWireError = (error: unknown): WireError => ({
  reason: 'internal',
  notice: notice(error instanceof Error ? error.message : String(error)),
});

/** A client and a server whose messages pass through structured clones, as between threads. */
function connected(handlers: Partial<Handlers>): { client: RequestClient; server: RequestServer; sent: FromWorker[] } {
  const sent: FromWorker[] = [];
  const server = new RequestServer(
    handlers as Handlers,
    (message) => {
      sent.push(message);
      queueMicrotask(() => client.receive(structuredClone(message)));
    },
    toWireError,
  );
  const client = new RequestClient((message) => {
    if (message.type === 'request') queueMicrotask(() => void server.receive(structuredClone(message)));
  });
  return { client, server, sent };
}

async function rejection(promise: Promise<unknown>): Promise<RequestError> {
  const error: unknown = await promise.then(
    () => assert.fail('expected a rejection'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof RequestError);
  return error;
}

describe('RequestClient and RequestServer', () => {
  it('answer each request with its own result, in whatever order the handlers end', async () => {
    const gates = new Map<string, () => void>();
    const { client } = connected({
      start: ({ runId }) => new Promise((resolve) => gates.set(runId, resolve)),
      pause: async () => undefined,
    });
    const settled: string[] = [];
    const a = client.request('start', { runId: 'a' }).then(() => settled.push('a'));
    const b = client.request('start', { runId: 'b' }).then(() => settled.push('b'));
    await client.request('pause', { runId: 'a' });
    assert.deepEqual(client.waitingFor, ['start', 'start']);
    gates.get('b')?.();
    await b;
    gates.get('a')?.();
    await a;
    assert.deepEqual(settled, ['b', 'a']);
    assert.deepEqual(client.waitingFor, []);
  });

  it('carry a handler that throws, at once or later, to the asker', async () => {
    const { client } = connected({
      start: () => {
        throw new Error('at once');
      },
      pause: () => Promise.reject(new Error('later')),
    });
    assert.equal((await rejection(client.request('start', { runId: 'a' }))).notice.code, 'at once');
    assert.equal((await rejection(client.request('pause', { runId: 'a' }))).notice.code, 'later');
  });

  it('answer a method that does not exist with an error, also one that every object has', async () => {
    const { client } = connected({});
    for (const method of ['launch', 'toString', 'constructor', '__proto__']) {
      const error = await rejection(client.request(method as 'start', { runId: 'a' }));
      assert.match(error.notice.code, /There is no method/);
    }
  });

  it('report progress until the answer, and none after it', async () => {
    const seen: number[] = [];
    let late: (() => void) | undefined;
    const { client } = connected({
      gradientCheck: async (_, context) => {
        context.progress(1, 2, notice('half'));
        late = () => context.progress(2, 2, notice('late'));
        return { relativeError: 0, engineError: 0, parameters: 1, epsilon: 1e-5, passed: true };
      },
    });
    await client.request('gradientCheck', { runId: 'a' }, { onProgress: ({ done }) => seen.push(done) });
    late?.();
    await Promise.resolve();
    assert.deepEqual(seen, [1]);
  });

  it('tell the handler of a cancellation; the request settles when the handler has ended', async () => {
    const { client } = connected({
      gradientCheck: async (_, { signal }) => {
        while (!signal.aborted) await new Promise((resolve) => setImmediate(resolve));
        throw new Error('ended early');
      },
    });
    const source = new CancelSource();
    const check = rejection(client.request('gradientCheck', { runId: 'a' }, { token: source.token }));
    setImmediate(() => source.cancel());
    assert.equal((await check).notice.code, 'ended early');
    assert.deepEqual(client.waitingFor, []);
  });

  it('send nothing when the request was cancelled before', async () => {
    const messages: ToWorker[] = [];
    const client = new RequestClient((message) => messages.push(message));
    const source = new CancelSource();
    source.cancel();
    assert.equal(
      (await rejection(client.request('start', { runId: 'a' }, { token: source.token }))).reason,
      'cancelled',
    );
    assert.deepEqual(messages, []);
  });

  it('reject what is pending and what comes later when the connection closes', async () => {
    const client = new RequestClient(() => undefined);
    const pending = rejection(client.request('start', { runId: 'a' }));
    client.close({ reason: 'internal', notice: notice('gone') });
    client.dispose();
    assert.equal((await pending).notice.code, 'gone');
    assert.equal((await rejection(client.request('pause', { runId: 'a' }))).notice.code, 'gone');
    assert.deepEqual(client.waitingFor, []);
  });

  it('reject a request that cannot be sent', async () => {
    const client = new RequestClient(() => {
      throw new Error('port closed');
    });
    assert.deepEqual(
      (await rejection(client.request('start', { runId: 'a' }))).notice,
      notice('request.unsent', 'start', 'Error: port closed'),
    );
    assert.deepEqual(client.waitingFor, []);
  });

  it('drop answers nobody waits for and leave other messages alone', () => {
    const client = new RequestClient(() => undefined);
    assert.equal(client.receive({ type: 'response', id: 99, ok: true, result: 1 }), true);
    assert.equal(client.receive({ type: 'progress', id: 99, done: 1, total: 1, notice: notice('') }), true);
    assert.equal(
      client.receive({
        type: 'frame',
        frame: { runId: 'a', build: 1, frame: 1, step: 0, live: true, sections: [], numbers: new Float32Array(0) },
      }),
      false,
    );
  });
});
