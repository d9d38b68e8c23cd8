import assert from 'node:assert/strict';
import { MessageChannel } from 'node:worker_threads';
import type { Method, ToWorker } from '../../../src/protocol/workerApi.ts';
import { Mailbox } from '../../../src/worker/mailbox.ts';

const asking = (id: number, method: Method): ToWorker =>
  ({ type: 'request', id, method, params: { runId: 'run-1' } }) as ToWorker;

/** What is lost never comes, and ends the test. */
async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setImmediate(resolve));
}

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

  it('while one of several is heard, a command behind it is known of; what is heard is taken out before', async () => {
    const { port1, port2 } = new MessageChannel();
    const heard: { readonly id: number; readonly hasCommand: boolean }[] = [];
    const box = new Mailbox(port2, (message) => {
      if (message.type === 'request') heard.push({ id: message.id, hasCommand: box.hasCommand() });
    });
    port1.postMessage(asking(1, 'query'));
    port1.postMessage(asking(2, 'stop'));
    port1.postMessage(asking(3, 'query'));
    assert.equal(box.hasCommand(), true);
    await until(() => heard.length >= 3);
    assert.deepEqual(heard, [
      { id: 1, hasCommand: true },
      { id: 2, hasCommand: false },
      { id: 3, hasCommand: false },
    ]);
    port1.close();
  });

  it('one that cannot be heard takes none of the others with it, and does not come again', async () => {
    const { port1, port2 } = new MessageChannel();
    const heard: number[] = [];
    const failures: unknown[] = [];
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => failures.push(error.message));
    try {
      const box = new Mailbox(port2, (message) => {
        if (message.type !== 'request') return;
        heard.push(message.id);
        if (message.id === 1) throw new Error('unheard');
      });
      for (const id of [1, 2, 3]) port1.postMessage(asking(id, 'query'));
      assert.equal(box.hasCommand(), false);
      await until(() => heard.length >= 3);
    } finally {
      process.removeAllListeners('uncaughtException');
      for (const listener of listeners) process.on('uncaughtException', listener);
    }
    assert.deepEqual([heard, failures], [[1, 2, 3], ['unheard']]);
    port1.close();
  });
});
