/** A training on many columns: the path that 60,000 pictures take, with 3,000 small ones of the same width. */
import assert from 'node:assert/strict';
import { metricValue } from '../../src/core/evaluation/metrics.ts';
import { describe, it } from 'mocha';
import type { Frame } from '../../src/protocol/frame.ts';
import { run, sessionOf, until, untilState, useExtension, writeFile } from './editor.ts';

const rows = 3000;
const pixels = 784;
const config = `{
  "data": { "file": "pictures.csv", "target": "digit", "standardize": false },
  "network": { "layers": [{ "units": 256, "activation": "relu" }, { "units": 128, "activation": "relu" }] },
  "training": { "optimizer": "adam", "learningRate": 0.001, "batchSize": 128, "epochs": 100000 }
}
`;

/** A bar of 70 bright pixels for each of ten digits, on a pattern of greys. */
function table(): string {
  const header = ['digit', ...Array.from({ length: pixels }, (_, k) => `pixel${k}`)].join(',');
  const row = (i: number): string => {
    const digit = i % 10;
    return `${digit},${Array.from({ length: pixels }, (_, k) => (Math.floor(k / 70) === digit ? 200 : (7 * i + 13 * k) % 60)).join(',')}`;
  };
  return `${header}\n${Array.from({ length: rows }, (_, i) => row(i)).join('\n')}\n`;
}

describe('a training on pictures', () => {
  const extension = useExtension();

  it('computes in Float32, shows frames while it trains, stands still at a pause, and goes on', async () => {
    await writeFile('pictures.csv', table());
    const uri = await writeFile('pictures.nnconfig', config);
    await run('trainConfig', uri);
    const session = await sessionOf(extension.api, 'pictures.nnconfig');
    const frames: Frame[] = [];
    const subscription = session.frames.onFrame((frame) => frames.push(frame));
    try {
      await until(() => frames.some(({ step }) => step > 0), 'a frame of the training has come');
      // Vectors of 256 bits where the machine has them and they are faster.
      assert.match(session.description?.engine ?? '', /^wasm-simd( 256-bit)?$/);
      assert.equal(session.description?.precision, 'float32');
      assert.deepEqual(
        [session.description?.m, session.description?.mValidation, session.description?.inputs.length],
        [2400, 600, pixels],
      );
      await session.pause();
      await untilState(session, 'paused');
      const { step } = session.status;
      assert.ok(step > 0);
      await session.start();
      await until(() => session.status.step > step, 'the training goes on');
      // Bars are easy: all are told apart long before the end.
      await until(() => metricValue(session.status.trainMetric ?? 0) === 1, 'all training pictures are recognised');
    } finally {
      subscription.dispose();
      await session.stop();
    }
  });
});
