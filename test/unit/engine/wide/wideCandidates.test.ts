import assert from 'node:assert/strict';
import { noticeText } from '../../../../src/config/wording/notice.ts';
import { describe, it } from 'mocha';
import type { NetworkSpec } from '../../../../src/core/network/network.ts';
import { lanesOf } from '../../../../src/engine/assembler/lanes.ts';
import { chooseBackend } from '../../../../src/engine/runtime/chooseBackend.ts';
import { layoutFor } from '../../../../src/engine/memory/layout.ts';
import { isLargeNetwork } from '../../../../src/engine/memory/largeNetworks.ts';
import { wideCandidates } from '../../../../src/engine/wide/wideCandidates.ts';
import type { WideMode } from '../../../../src/engine/wide/wideMode.ts';

/** A process in which steps of the tiles for 256 bits take so long compared with the normal ones; keeps what it is told. */
function processWhere(duration: number): WideMode & { readonly reported: string[] } {
  const reported: string[] = [];
  let [calls, milliseconds] = [0, 0];
  return {
    reported,
    compile(paired, make) {
      reported.push(paired ? 'pairs' : 'no pairs');
      return make();
    },
    // Begin and end of a step of one, begin and end of a step of the other, …
    now() {
      calls++;
      if (calls % 4 === 2) milliseconds += duration;
      else if (calls % 4 === 0) milliseconds += 1;
      return milliseconds;
    },
  };
}

function network(...units: readonly number[]): NetworkSpec {
  const [inputs = 1, ...sizes] = units;
  const layers = sizes.map((count, l) => ({
    units: count,
    activation: l < sizes.length - 1 ? ('relu' as const) : ('softmax' as const),
  }));
  return { inputs, layers, loss: 'categoricalCrossEntropy', leakySlope: 0.01 };
}

const large = { spec: network(200, 100, 10), m: 50, optimizer: 'adam', precision: 'auto' } as const;

describe('wideCandidates(mode)', () => {
  it('come first for a large network when they are faster, with the normal engine behind', () => {
    const mode = processWhere(0.6);
    const { backends, notes } = chooseBackend(large, wideCandidates(mode));
    assert.deepEqual(
      backends.map(({ name, precision }) => `${name} ${precision}`),
      ['wasm-simd 256-bit float32', 'wasm-simd float32', 'reference float64'],
    );
    assert.deepEqual(notes, []);
  });

  it('have their modules compiled with pairs, and leave those of the normal engine alone', () => {
    const mode = processWhere(0.6);
    const { backends } = chooseBackend(large, wideCandidates(mode));
    const [X, Y] = [new Float64Array(200 * 8), new Float64Array(10 * 8)];
    const reportedBy = (index: number): string[] => {
      mode.reported.length = 0;
      backends[index]?.open(large.spec, { m: 8, X, Y }).dispose?.();
      return [...mode.reported];
    };
    assert.deepEqual(reportedBy(0), ['pairs']);
    assert.deepEqual(reportedBy(1), []);
  });

  it('give way with a sentence when they are not faster', () => {
    const { backends, notes } = chooseBackend(large, wideCandidates(processWhere(1.25)));
    assert.equal(backends[0]?.name, 'wasm-simd');
    assert.deepEqual(notes.map(noticeText), [
      'The engine wasm-simd 256-bit (float32) is not used here: it is 0.80 times as fast as wasm-simd.',
    ]);
  });

  it('leave small networks to the normal engine without a word', () => {
    const { backends, notes } = chooseBackend({ ...large, spec: network(4, 8, 3) }, wideCandidates(processWhere(0.6)));
    assert.equal(backends[0]?.name, 'wasm-simd');
    assert.deepEqual(notes, []);
  });

  it('prove themselves on a large network whose batches are a pair of panels and a part of one', () => {
    for (const precision of ['float64', 'float32'] as const) {
      const candidate = wideCandidates(processWhere(1)).find((backend) => backend.precision === precision);
      for (const spec of [network(784, 256, 10), network(90_000, 1), network(3, 9000, 2)]) {
        const test = candidate?.testCase?.(spec) ?? assert.fail('they have a test of their own');
        assert.ok(isLargeNetwork(test.spec, lanesOf[precision]));
        assert.deepEqual(
          test.spec.layers.map(({ activation }) => activation),
          spec.layers.map(({ activation }) => activation),
        );
        const { panelExamples } = layoutFor(
          test.spec,
          test.m,
          { whole: false, gathered: test.batchSize },
          lanesOf[precision],
        );
        const panels = Math.ceil(test.batchSize / panelExamples);
        assert.ok(panels > 2 && panels % 2 === 1 && test.batchSize % panelExamples !== 0, `${panels} panels`);
      }
    }
  });
});
