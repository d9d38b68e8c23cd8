import assert from 'node:assert/strict';
import { speedLimit, speedText } from '../../../../webview/controls/speedText.ts';
import { run, status } from '../fixture.ts';

const engine = { ...run, m: 400, engine: 'wasm-simd' };

describe('webview/controls/speedText', () => {
  it('speedText(run, status) names engine and precision, and while it trains the speed and what limits it', () => {
    assert.equal(speedText(engine, { ...status, stepsPerSecond: 0 }), 'Engine: wasm-simd, 64-bit numbers');
    assert.equal(
      speedText(engine, { ...status, stepsPerSecond: 1000 }),
      'Engine: wasm-simd, 64-bit numbers\n1,000 steps/s, 400,000 examples/s\nLimited by overhead: each step has little to compute (estimated)',
    );
    assert.equal(
      speedText(engine, { ...status, stepsPerSecond: 0, threads: 4 }),
      'Engine: wasm-simd, 64-bit numbers, 4 threads',
    );
    assert.match(speedText(engine, { ...status, slowed: true }), /\nHeld back so that it can be watched$/);
  });

  it('speedLimit(run, status) is arithmetic near the peak, and memory where parameters outgrow the caches', () => {
    assert.equal(speedLimit(engine, { ...status, stepsPerSecond: 200_000 }), 'arithmetic');
    const inputs = Array.from({ length: 20_000 }, (_, i) => ({ name: `x${i}`, column: `x${i}` }));
    const layers = engine.layers.map((layer) => ({ ...layer, units: 200 }));
    const wide = { ...engine, inputs, layers, precision: 'float32' as const };
    assert.equal(
      speedLimit(wide, { ...status, stepsPerSecond: 150, effective: { ...status.effective, batchSize: 1 } }),
      'memory',
    );
    assert.equal(speedLimit(engine, { ...status, stepsPerSecond: 0 }), null);
  });
});
