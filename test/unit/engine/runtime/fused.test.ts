/** Trainings that ask for speed instead of the same bits everywhere: on one machine their bits are always the same. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { describe, it } from 'mocha';
import { engineCheck } from '../../../../src/core/analysis/engineCheck.ts';
import { hiddenActivations } from '../../../../src/core/network/network.ts';
import { optimizers } from '../../../../src/core/training/settings.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { fusedLanesOf } from '../../../../src/engine/assembler/lanes.ts';
import { fusesHere, wideFusedTile } from '../../../../src/engine/kernels/tile.ts';
import { chooseBackend } from '../../../../src/engine/runtime/chooseBackend.ts';
import {
  engineBackend,
  engineBackend32,
  engineOf,
  fusedBackend,
  fusedBackend32,
  fusedName,
} from '../../../../src/engine/runtime/engineBackends.ts';
import { selfTest } from '../../../../src/engine/runtime/selfTest.ts';
import { network } from '../../core/network/randomNetworks.ts';
import { countingPlatform, largeTraining } from '../threads/largeTraining.ts';

// V8 11.3 of Node 20 has the instruction behind a switch.
if (!fusesHere()) setFlagsFromString('--experimental-wasm-relaxed-simd');

const spec = network(
  3,
  [
    [9, 'tanh'],
    [6, 'relu'],
  ],
  [3, 'softmax'],
  'categoricalCrossEntropy',
);
const work = { spec, m: 100, optimizer: 'adam', precision: 'float64' } as const;
const names = (found: ReturnType<typeof chooseBackend>) => found.backends.map(({ name }) => name);

/** With all that a training goes on with. */
const state = (trainer: Trainer) => structuredClone(trainer.checkpoint());

describe('chooseBackend of a training that need not be reproducible elsewhere', () => {
  it('has the fused engine first, and nobody else has it', () => {
    assert.deepEqual(names(chooseBackend({ ...work, reproducible: false })), [fusedName, 'wasm-simd', 'reference']);
    assert.deepEqual(names(chooseBackend(work)), ['wasm-simd', 'reference']);
    assert.deepEqual(names(chooseBackend({ ...work, reproducible: true })), ['wasm-simd', 'reference']);
  });

  it('says so where there is none', () => {
    const { backends, notes } = chooseBackend({ ...work, reproducible: false }, [engineBackend, engineBackend32]);
    assert.equal(backends[0], engineBackend);
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['engine.noFused'],
    );
  });
});

for (const backend of [fusedBackend, fusedBackend32]) {
  describe(`the fused engine in ${backend.precision}`, () => {
    it('passes the self-test of every activation and optimiser', () => {
      for (const activation of hiddenActivations)
        for (const optimizer of optimizers) {
          const deep = { ...spec, layers: [{ units: 40, activation }, ...spec.layers] };
          assert.equal(selfTest(backend, deep, optimizer), null, `${activation}, ${optimizer}`);
        }
    });

    for (const seed of [1, 2, 3]) {
      const options = largeTraining(seed, 200);
      const made = () => new Trainer({ ...options, backend });

      it(`training ${seed}: its gradient is that of the reference`, () => {
        const trainer = made();
        const { passed, engineError } = engineCheck(backend, trainer.spec, trainer.parameters, trainer.train, 0.7);
        assert.ok(passed, `${engineError}`);
      });

      it(`training ${seed}: the same bits again, phase by phase, after a resume, by three threads and in wide tiles`, () => {
        const straight = made();
        straight.run(7);
        const [again, resumed, phases] = [made(), made(), made()];
        again.run(7);
        resumed.run(3);
        const after = made();
        after.restore(resumed.checkpoint());
        after.run(4);
        while (phases.step < 7) phases.advancePhase();
        const threads = [2, 3].map((requested) =>
          backend.withThreads?.({ platform: countingPlatform(), requested, always: true }),
        );
        const wide = engineOf('wide', { lanes: fusedLanesOf[backend.precision], tile: wideFusedTile });
        const others = [...threads, wide].map((own) => new Trainer({ ...options, backend: own ?? assert.fail() }));
        for (const trainer of others) trainer.run(7);
        for (const trainer of [again, after, phases, ...others]) assert.deepEqual(state(trainer), state(straight));
        for (const trainer of others) trainer.dispose();
      });
    }
  });
}
