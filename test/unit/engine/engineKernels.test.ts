import assert from 'node:assert/strict';
import { Trainer, type TrainerOptions } from '../../../src/core/trainer.ts';
import { engineKernels } from '../../../src/engine/engineKernels.ts';
import { randomTraining } from './randomNetwork.ts';

/** ‖x − y‖ / ‖y‖, or the distance itself where there is nothing to compare with. */
function distance(x: Float64Array, y: Float64Array): number {
  assert.equal(x.length, y.length);
  const norm = Math.hypot(...y);
  return Math.hypot(...x.map((value, i) => value - (y[i] ?? Number.NaN))) / (norm > 0 ? norm : 1);
}

function pair(options: TrainerOptions): { engine: Trainer; reference: Trainer } {
  return { engine: new Trainer({ ...options, kernels: engineKernels }), reference: new Trainer(options) };
}

const describeNetwork = ({ spec, settings, train }: TrainerOptions): string =>
  `${[spec.inputs, ...spec.layers.map(({ units, activation }) => `${units} ${activation}`)].join('-')}, m ${train.m}, ${JSON.stringify(settings)}`;

describe('engineKernels against the reference', function () {
  this.timeout(120_000);

  it('one step of 500 random networks: parameters, gradients, every Z, A and dZ within 1e-12', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const options = randomTraining(seed);
      const { engine, reference } = pair(options);
      engine.run(1);
      reference.run(1);
      const context = `seed ${seed}: ${describeNetwork(options)}`;
      assert.ok(distance(engine.parameters.values, reference.parameters.values) < 1e-12, context);
      assert.ok(distance(engine.gradients.values, reference.gradients.values) < 1e-12, context);
      assert.ok(Math.abs(engine.batchCost - reference.batchCost) <= 1e-12 * Math.max(1, Math.abs(reference.batchCost)), context);
      for (let l = 0; l <= options.spec.layers.length; l++) {
        for (const kind of ['Z', 'A', 'dZ'] as const) {
          assert.ok(distance(engine.layerValues(kind, l), reference.layerValues(kind, l)) < 1e-12, `${context}: ${kind} ${l}`);
        }
      }
    }
  });

  it('forty steps over several epochs stay within 1e-8', () => {
    for (let seed = 1001; seed <= 1100; seed++) {
      const options = randomTraining(seed);
      const { engine, reference } = pair(options);
      assert.equal(engine.run(40), reference.run(40));
      const context = `seed ${seed}: ${describeNetwork(options)}`;
      assert.ok(distance(engine.parameters.values, reference.parameters.values) < 1e-8, context);
      const [found, expected] = [engine.evaluate(engine.train), reference.evaluate(reference.train)];
      assert.ok(Math.abs(found.cost - expected.cost) <= 1e-8 * Math.max(1, Math.abs(expected.cost)), context);
    }
  });

  it('phases, single steps and many steps in one call agree to the last bit', () => {
    for (let seed = 2001; seed <= 2080; seed++) {
      const options = randomTraining(seed);
      const [many, single, phases] = [1, 2, 3].map(() => new Trainer({ ...options, kernels: engineKernels })) as [
        Trainer,
        Trainer,
        Trainer,
      ];
      many.run(9);
      for (let step = 0; step < 9; step++) single.run(1);
      while (phases.step < 9) phases.advancePhase();
      const context = `seed ${seed}: ${describeNetwork(options)}`;
      for (const other of [single, phases]) {
        assert.deepEqual(other.parameters.values, many.parameters.values, context);
        assert.deepEqual(other.gradients.values, many.gradients.values, context);
        assert.equal(other.batchCost, many.batchCost, context);
      }
    }
  });

  it('a checkpoint continues to the last bit, on new settings too', () => {
    const options = randomTraining(7);
    const first = new Trainer({ ...options, kernels: engineKernels });
    first.run(5);
    const checkpoint = first.checkpoint();
    const second = new Trainer({ ...options, kernels: engineKernels });
    second.restore(checkpoint);
    for (const trainer of [first, second]) {
      trainer.apply({ learningRate: 0.02, batchSize: 3, optimizer: 'rmsProp' });
      trainer.run(30);
    }
    assert.deepEqual(second.parameters.values, first.parameters.values);
  });

  it('evaluates and predicts any number of examples', () => {
    const options = randomTraining(12);
    const { engine, reference } = pair(options);
    const { inputs } = options.spec;
    for (const m of [1, 3, 256, 257, 1000]) {
      const X = Float64Array.from({ length: inputs * m }, (_, i) => Math.sin(i));
      const [found, expected] = [engine.forward(X, m), reference.forward(X, m)];
      found.A.forEach((A, l) => {
        assert.ok(distance(A, expected.A[l] ?? new Float64Array(0)) < 1e-12);
        assert.ok(distance(found.Z[l] ?? new Float64Array(0), expected.Z[l] ?? new Float64Array(0)) < 1e-12);
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
      const { engine, reference } = pair(options);
      engine.run(10_000);
      reference.run(10_000);
      assert.equal(engine.outcome?.reason, 'diverged');
      assert.equal(engine.outcome?.message, reference.outcome?.message);
      assert.ok(engine.parameters.values.every(Number.isFinite));
    }
  });
});
