import assert from 'node:assert/strict';
import { engineCheck } from '../../../../src/core/analysis/engineCheck.ts';
import { gradientCheck } from '../../../../src/core/analysis/gradientCheck.ts';
import { createParameters, type Parameters } from '../../../../src/core/network/arena.ts';
import type { Backend } from '../../../../src/core/training/backend.ts';
import { referenceBackend } from '../../../../src/core/training/referenceBackend.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { engineBackend, engineBackend32 } from '../../../../src/engine/runtime/engineBackends.ts';
import { randomParameters } from '../network/randomNetworks.ts';
import { plain } from '../training/settings.ts';
import { mutatedGradients, slips } from './mutatedBackward.ts';
import { standardized, type Table, tables } from './tables.ts';

const m = 60;

/** He's weights of the table, times a factor. */
function start({ spec }: Table, factor: number, seed = 1): Parameters {
  const initialization = { scheme: 'he', scale: 1, value: 0, seed } as const;
  const examples = { m: 1, X: new Float64Array(spec.inputs), Y: new Float64Array(spec.layers.at(-1)!.units) };
  const { parameters } = new Trainer({ spec, train: examples, validation: null, initialization, settings: plain });
  return createParameters(
    spec,
    parameters.values.map((w) => factor * w),
  );
}

/** After so many steps of Adam. */
function trained({ spec, examples }: Table, steps: number): Parameters {
  const initialization = { scheme: 'he', scale: 1, value: 0, seed: 3 } as const;
  const settings = { ...plain, optimizer: 'adam', learningRate: 0.02, l2: 0.5 } as const;
  const options = { spec, train: examples, validation: null, initialization, settings, backend: engineBackend };
  const trainer = new Trainer(options);
  trainer.run(steps);
  trainer.apply({ learningRate: 0.0005 });
  trainer.run(steps);
  return createParameters(spec, trainer.parameters.values.slice());
}

describe('gradientCheck(spec, parameters, examples, λ) on tables as they come', function () {
  this.timeout(60_000);
  const all = [...tables(m), ...tables(m).map(standardized)];

  for (const table of all) {
    it(`agrees: ${table.name}, from He's weights, ×1e-4, ×1000`, () => {
      for (const factor of [1, 1e-4, 1000]) {
        const check = gradientCheck(table.spec, start(table, factor), table.examples, 0.5);
        assert.ok(check.passed, `×${factor}: ${JSON.stringify(check)}`);
        assert.ok(check.compared > 0.8 * check.parameters, `×${factor}: ${check.compared} compared`);
      }
    });

    it(`agrees near a minimum: ${table.name}`, () => {
      for (const steps of [300, 5000]) {
        const check = gradientCheck(table.spec, trained(table, steps), table.examples, 0.5);
        assert.ok(check.passed, `${steps} steps: ${JSON.stringify(check)}`);
      }
    });
  }

  it('notices twelve planted errors: above 1e-2 on standardized tables; on others wherever they change anything', () => {
    for (const table of [...tables(20), ...tables(20).map(standardized)]) {
      const { spec, examples } = table;
      const isStandardized = table.name.startsWith('standardized');
      const parameters = isStandardized ? randomParameters(spec, 4) : start(table, 1);
      const right = mutatedGradients(spec, parameters, examples, 20, null);
      assert.ok(gradientCheck(spec, parameters, examples, 20, { gradients: right }).passed, table.name);
      for (const slip of slips) {
        const gradients = mutatedGradients(spec, parameters, examples, 20, slip);
        const { passed, relativeError } = gradientCheck(spec, parameters, examples, 20, { gradients });
        const changed = distance(gradients.values, right.values) > (isStandardized ? 0 : 1e-6);
        assert.ok(!changed || !passed, `${table.name}, ${slip}: ${relativeError}`);
        if (isStandardized) assert.ok(relativeError > 1e-2, `${table.name}, ${slip}: ${relativeError}`);
      }
    }
  });
});

function distance(x: Float64Array, y: Float64Array): number {
  return Math.hypot(...x.map((value, i) => value - y[i]!)) / (Math.hypot(...x) + Math.hypot(...y));
}

describe('engineCheck(kernels, spec, parameters, examples, λ) compares who trains with the reference', () => {
  for (const backend of [engineBackend, engineBackend32]) {
    it(`agrees on every table, near minima, too (${backend.precision})`, () => {
      for (const table of [...tables(m), ...tables(m).map(standardized)]) {
        for (const parameters of [start(table, 1), start(table, 1e-4), start(table, 1000), trained(table, 300)]) {
          const check = engineCheck(backend, table.spec, parameters, table.examples, 0.5);
          assert.ok(check.passed, `${table.name}: ${check.engineError}`);
        }
      }
    });
  }

  it('is 0 for the reference itself, and notices kernels that are wrong', () => {
    const [table] = tables(m).map(standardized);
    const parameters = start(table!, 1);
    const { spec, examples } = table!;
    assert.deepEqual(engineCheck(referenceBackend, spec, parameters, examples, 1), { engineError: 0, passed: true });
    const wrong: Backend = {
      ...referenceBackend,
      open(...args) {
        const session = referenceBackend.open(...args);
        const backward = session.backward.bind(session);
        session.backward = (l, l2) => backward(l, 2 * l2);
        return session;
      },
    };
    const check = engineCheck(wrong, spec, parameters, examples, 20);
    assert.ok(!check.passed && check.engineError > 1e-2, String(check.engineError));
  });
});
