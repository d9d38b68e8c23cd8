import assert from 'node:assert/strict';
import { MessageChannel } from 'node:worker_threads';
import type { Method, ToWorker } from '../../../src/protocol/workerApi.ts';
import { Mailbox } from '../../../src/worker/mailbox.ts';

const asking = (id: number, method: Method): ToWorker =>
  ({ type: 'request', id, method, params: { runId: 'run-1' } }) as ToWorker;

describe('Mailbox', () => {
  it('knows of a command that has arrived before it is heard, and delivers everything once, in its order', async () => {
    const { port1, port2 } = new MessageChannel();
    const heard: number[] = [];
    const box = new Mailbox(port2, (message) => message.type === 'request' && heard.push(message.id));
    assert.equal(box.hasCommand(), false);
    port1.postMessage(asking(1, 'query'));
    assert.equal(box.hasCommand(), false);
    port1.postMessage(asking(2, 'stop'));
    port1.postMessage(asking(3, 'query'));
    assert.deepEqual([box.hasCommand(), box.hasCommand(), heard.length], [true, true, 0]);
    port1.postMessage(asking(4, 'start'));
    while (heard.length < 4) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(heard, [1, 2, 3, 4]);
    assert.equal(box.hasCommand(), false);
    port1.close();
  });
});
