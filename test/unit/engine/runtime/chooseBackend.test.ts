import assert from 'node:assert/strict';
import { noticeText } from '../../../../src/config/wording/notice.ts';
import type { Backend } from '../../../../src/core/training/backend.ts';
import type { NetworkSpec } from '../../../../src/core/network/network.ts';
import { referenceBackend } from '../../../../src/core/training/referenceBackend.ts';
import { hiddenActivations } from '../../../../src/core/network/network.ts';
import { optimizers } from '../../../../src/core/training/settings.ts';
import type { EngineBackend } from '../../../../src/engine/runtime/candidate.ts';
import { chooseBackend } from '../../../../src/engine/runtime/chooseBackend.ts';
import { engineBackend, engineBackend32 } from '../../../../src/engine/runtime/engineBackends.ts';
import { selfTest } from '../../../../src/engine/runtime/selfTest.ts';
import { outputs } from '../randomNetwork.ts';

const spec: NetworkSpec = {
  inputs: 2,
  layers: [
    { units: 4, activation: 'tanh' },
    { units: 1, activation: 'sigmoid' },
  ],
  loss: 'binaryCrossEntropy',
  leakySlope: 0.01,
};

/** The reference under another name, with one thing about its sessions changed. */
function candidate(name: string, change: (session: ReturnType<Backend['open']>) => void): EngineBackend {
  const open: Backend['open'] = (network, train) => {
    const session = referenceBackend.open(network, train);
    change(session);
    return session;
  };
  return { name, precision: 'float64', isFused: false, suits: () => true, open };
}

describe('selfTest(kernels, spec, optimizer)', () => {
  for (const backend of [engineBackend, engineBackend32])
    it(`passes the engine in ${backend.precision} for every activation and optimiser`, () => {
      for (const activation of hiddenActivations)
        for (const optimizer of optimizers) {
          const deep = { ...spec, layers: [{ units: 40, activation }, ...spec.layers] };
          assert.equal(selfTest(backend, deep, optimizer), null, `${activation}, ${optimizer}`);
        }
    });

  for (const backend of [engineBackend, engineBackend32])
    it(`passes the engine in ${backend.precision} for every loss with every output activation`, () => {
      for (const { loss, activation } of outputs) {
        const layers = [
          { units: 7, activation: 'tanh' as const },
          { units: 4, activation },
        ];
        assert.equal(selfTest(backend, { ...spec, layers, loss }, 'adam'), null, `${loss}, ${activation}`);
        assert.equal(backend.suits({ ...spec, layers, loss }, 400), true);
      }
    });

  it('tells how far wrong kernels are from the reference, and what those that cannot start say', () => {
    const wrong = candidate('forgetful', (session) => {
      const { update } = session;
      session.update = (settings, t) =>
        update.call(session, { ...settings, learningRate: 1.001 * settings.learningRate }, t);
    });
    assert.match(noticeText(selfTest(wrong, spec, 'adam') ?? ''), /^it differs from the reference by \d\.\de-\d$/);
    const broken = candidate('broken', () => {
      throw new Error('no such instruction');
    });
    assert.equal(noticeText(selfTest(broken, spec, 'adam') ?? ''), 'no such instruction');
  });
});

describe('chooseBackend(work, candidates)', () => {
  const work = { spec, m: 400, optimizer: 'adam', precision: 'auto' } as const;

  it('takes the engine, with the reference behind it, and has nothing to say', () => {
    const { backends, notes } = chooseBackend(work);
    assert.deepEqual(
      backends.map(({ name }) => name),
      ['wasm-simd', 'reference'],
    );
    assert.deepEqual(notes, []);
  });

  it('leaves out what does not suit without a word, and what fails its test with a sentence', () => {
    const broken = candidate('broken', () => {
      throw new Error('no such instruction');
    });
    const choosy = { ...candidate('choosy', () => {}), suits: () => false };
    const { backends, notes } = chooseBackend(work, [broken, choosy]);
    assert.deepEqual(backends, [referenceBackend]);
    assert.deepEqual(notes.map(noticeText), ['The engine broken (float64) is not used here: no such instruction.']);
  });

  it('leaves out an engine that computes something else, for the reference', () => {
    const wrong = candidate('careless', (session) => {
      const { backward } = session;
      session.backward = (l, l2) => {
        backward.call(session, l, l2);
        session.gradients.values[0] = 1.01 * (session.gradients.values[0] ?? 0);
      };
    });
    const { backends, notes } = chooseBackend(work, [wrong]);
    assert.deepEqual(backends, [referenceBackend]);
    assert.match(
      notes.map(noticeText).join(),
      /^The engine careless \(float64\) is not used here: it differs from the reference by \d\.\de-\d+\.$/,
    );
  });

  it('computes up to 10,000 parameters in Float64 and more in Float32, unless told otherwise', () => {
    const chosen = (units: number, precision: 'auto' | 'float64' | 'float32') => {
      const wide = { ...spec, layers: [{ units, activation: 'relu' as const }, ...spec.layers.slice(1)] };
      return chooseBackend({ ...work, spec: wide, precision }).backends[0];
    };
    assert.equal(chosen(4, 'auto'), engineBackend);
    assert.equal(chosen(2499, 'auto'), engineBackend);
    assert.equal(chosen(2500, 'auto'), engineBackend32);
    assert.equal(chosen(4, 'float32'), engineBackend32);
    assert.equal(chosen(4000, 'float64'), engineBackend);
  });

  it('says so when Float32 is asked for and only the reference can do it', () => {
    const { backends, notes } = chooseBackend({ ...work, precision: 'float32' }, []);
    assert.deepEqual(backends, [referenceBackend]);
    assert.deepEqual(notes.map(noticeText), [
      'No engine computes this network in float32 here: it is computed in float64.',
    ]);
  });
});
