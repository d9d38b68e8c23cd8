/** The measured process of the picture bench: the shipped worker in a thread, asked as the extension asks it; prints one line of JSON. */
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { networkConfigSchema } from '../src/config/schema/schema.ts';
import type { RunId } from '../src/protocol/run.ts';
import { RequestClient } from '../src/protocol/requestClient.ts';
import type { FromWorker, ToWorker } from '../src/protocol/workerApi.ts';

export interface ImagesMeasurement {
  /** From the request for the table's summary to the answer; 0 when it was not asked for. */
  readonly readMilliseconds: number;
  /** From the request for the run to the first frame with a step in it. */
  readonly frameMilliseconds: number;
  /** The slowest pause. */
  readonly pauseMilliseconds: number;
  /** Largest resident size of the process, and the one at the end of the training. */
  readonly peakBytes: number;
  readonly restingBytes: number;
}

const runId = 'pictures' as RunId;
const pauses = 20;
const [what, path = ''] = process.argv.slice(2);
const source = { kind: 'path', path, name: 'pictures.csv' } as const;
const config = networkConfigSchema.parse({
  data: { file: source.name, target: 'digit', types: { digit: 'category' }, standardize: true },
  network: {
    layers: [
      { units: 256, activation: 'relu' },
      { units: 128, activation: 'relu' },
    ],
  },
  training: { optimizer: 'adam', learningRate: 0.001, batchSize: 128, epochs: 100 },
});

// As the extension starts it.
const worker = new Worker(resolve('dist/worker.js'), { resourceLimits: { maxYoungGenerationSizeMb: 16 } });
const post = (message: ToWorker): void => worker.postMessage(message);
const client = new RequestClient(post);
let firstFrame: () => void = () => {};
const framed = new Promise<void>((settle) => {
  firstFrame = settle;
});
worker.on('message', (message: FromWorker) => {
  if (message.type === 'frame') {
    if (message.frame.step > 0) firstFrame();
    post({ type: 'credit', build: message.frame.build });
  } else if (message.type !== 'status') client.receive(message);
});

const begun = performance.now();
const since = (start: number): number => performance.now() - start;
let [readMilliseconds, frameMilliseconds, pauseMilliseconds] = [0, 0, 0];
if (what === 'read') {
  await client.request('describe', { source, options: { types: config.data.types } });
  readMilliseconds = since(begun);
} else {
  await client.request('prepare', { runId, build: 1, title: source.name, config, source });
  await client.request('watch', { runId, visible: true });
  await client.request('start', { runId });
  await framed;
  frameMilliseconds = since(begun);
  for (let pause = 0; pause < pauses; pause++) {
    await delay(100);
    const asked = performance.now();
    await client.request('pause', { runId });
    pauseMilliseconds = Math.max(pauseMilliseconds, since(asked));
    await client.request('start', { runId });
  }
}
const restingBytes = process.memoryUsage.rss();
const measurement: ImagesMeasurement = {
  ...{ readMilliseconds, frameMilliseconds, pauseMilliseconds, restingBytes },
  peakBytes: process.resourceUsage().maxRSS * 1024,
};
process.stdout.write(`${JSON.stringify(measurement)}\n`);
await worker.terminate();
