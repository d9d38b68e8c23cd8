/** The engine's further threads as worker threads of node. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ThreadPlatform } from '../../engine/threads/platform.ts';

/** All that such a thread does, as text: so it needs no file of its own beside each bundle. */
const program = `
  const { module, memory, thread } = require('node:worker_threads').workerData;
  new WebAssembly.Instance(module, { engine: { memory } }).exports.help(thread);
`;

/** Megabytes for objects, of which such a thread makes none. */
const resourceLimits = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 };

export const nodeThreads: ThreadPlatform = {
  cores: availableParallelism(),
  reserved: 0,
  now: () => performance.now(),
  start({ module, memory }, thread) {
    let hasEnded = false;
    const end = (): void => {
      hasEnded = true;
    };
    const worker = new Worker(program, {
      eval: true,
      name: `engine ${thread}`,
      workerData: { module, memory, thread },
      resourceLimits,
    });
    // Who waits for the training need not wait for its threads.
    worker.unref();
    worker.on('error', end).on('exit', end);
    return {
      get hasEnded() {
        return hasEnded;
      },
      end: () => void worker.terminate(),
    };
  },
};
