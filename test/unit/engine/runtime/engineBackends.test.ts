import assert from 'node:assert/strict';
import type { Backend } from '../../../../src/core/training/backend.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import type { TrainerOptions } from '../../../../src/core/training/trainerOptions.ts';
import { engineBackend, engineBackend32 } from '../../../../src/engine/runtime/engineBackends.ts';
import { distance } from '../kernels/distance.ts';
import { open, randomTraining } from '../randomNetwork.ts';

function pair(options: TrainerOptions, backend: Backend): { engine: Trainer; reference: Trainer } {
  return { engine: open(options, backend), reference: open(options) };
}

const describeNetwork = ({ spec, settings, train }: TrainerOptions): string =>
  `${[spec.inputs, ...spec.layers.map(({ units, activation }) => `${units} ${activation}`)].join('-')}, m ${train.m}, ${JSON.stringify(settings)}`;

for (const [backend, tolerance] of [
  [engineBackend, 1e-12],
  [engineBackend32, 1e-5],
] as const) {
  describe(`the engine in ${backend.precision}`, () => {
    it('phases, single steps and many steps in one call agree to the last bit', () => {
      let lasting = 0;
      for (let seed = 2001; seed <= 2054; seed++) {
        const options = randomTraining(seed);
        const [many, single, phases] = [1, 2, 3].map(() => open(options, backend)) as [Trainer, Trainer, Trainer];
        many.run(9);
        for (let step = 0; step < 9; step++) single.run(1);
        while (phases.step < 9 && !phases.outcome) phases.advancePhase();
        const context = `seed ${seed}: ${describeNetwork(options)}`;
        for (const other of [single, phases]) {
          assert.deepEqual(other.parameters.values, many.parameters.values, context);
          assert.deepEqual(other.outcome?.notice, many.outcome?.notice, context);
          // Of a step that came to no number, only where it ended is told.
          if (many.outcome) continue;
          lasting++;
          assert.deepEqual(other.gradients.values, many.gradients.values, context);
          assert.equal(other.batchCost, many.batchCost, context);
        }
      }
      assert.ok(lasting > 80, `${lasting} comparisons`);
    });

    it('a checkpoint continues to the last bit, on new settings too', () => {
      const options = randomTraining(7);
      const first = new Trainer({ ...options, backend });
      first.run(5);
      const checkpoint = first.checkpoint();
      const second = new Trainer({ ...options, backend });
      second.restore(checkpoint);
      for (const trainer of [first, second]) {
        trainer.apply({ learningRate: 0.02, batchSize: 3, optimizer: 'rmsProp' });
        trainer.run(30);
      }
      assert.deepEqual(second.parameters.values, first.parameters.values);
    });

    it('evaluates and predicts any number of examples', () => {
      const options = randomTraining(12);
      const { engine, reference } = pair(options, backend);
      const { inputs } = options.spec;
      for (const m of [1, 3, 256, 257, 1000]) {
        const X = Float64Array.from({ length: inputs * m }, (_, i) => Math.sin(i));
        const [found, expected] = [engine.forward(X, m), reference.forward(X, m)];
        found.A.forEach((A, l) => {
          assert.ok(distance(A, expected.A[l] ?? new Float64Array(0)) < tolerance);
          assert.ok(distance(found.Z[l] ?? new Float64Array(0), expected.Z[l] ?? new Float64Array(0)) < tolerance);
        });
      }
    });

    it('diverges at the same step and names the same matrix', () => {
      const base = randomTraining(3);
      for (const batchSize of ['full', 2] as const) {
        const options: TrainerOptions = {
          ...base,
          spec: { inputs: 1, layers: [{ units: 1, activation: 'linear' }], loss: 'squaredError', leakySlope: 0.01 },
          train: { m: 6, X: Float64Array.of(1, 2, 3, 4, 5, 6), Y: Float64Array.of(2, 4, 6, 8, 10, 12) },
          settings: { ...base.settings, optimizer: 'gradientDescent', learningRate: 100, batchSize, l2: 0 },
        };
        const { engine, reference } = pair(options, backend);
        engine.run(10_000);
        reference.run(10_000);
        assert.equal(engine.outcome?.reason, 'diverged');
        // Float32 comes to its largest number earlier.
        if (backend.precision === 'float64') assert.deepEqual(engine.outcome?.notice, reference.outcome?.notice);
        assert.ok(engine.parameters.values.every(Number.isFinite));
      }
    });

    it('takes larger batches and the whole set when settings change, as if it had always had room for them', () => {
      const options = randomTraining(9);
      const changed = new Trainer({ ...options, settings: { ...options.settings, batchSize: 2 }, backend });
      const { parameters } = changed.checkpoint();
      for (const batchSize of [5, 'full', 3, 7] as const) {
        changed.restore({ ...changed.checkpoint(), parameters });
        changed.apply({ batchSize });
        const at = changed.checkpoint();
        const fresh = new Trainer({ ...options, settings: { ...options.settings, batchSize }, backend });
        fresh.restore(at);
        for (const trainer of [changed, fresh]) trainer.run(12);
        assert.deepEqual(changed.checkpoint().parameters, fresh.checkpoint().parameters);
      }
    });

    it('shows the last numbers when its memory is gone', () => {
      const trainer = open(randomTraining(13), backend);
      trainer.run(3);
      const last = trainer.parameters.values.slice();
      trainer.run(2);
      trainer.dispose();
      assert.notDeepEqual(trainer.parameters.values, last);
      assert.throws(() => trainer.run(1), /disposed/);
    });
  });
}
