import assert from 'node:assert/strict';
import { allowedCores, type CoreMeasure, chosenCore } from '../../../bench/peers/blasCore.ts';

const measure = (core: string, gigaflops: number, error = 1e-6): CoreMeasure => ({
  ...{ core, gigaflops, error, version: 'OpenBLAS 0.3.21' },
});

describe("the bench's choice of the peers' kernels", () => {
  it('tries only what the processor can run', () => {
    assert.deepEqual(allowedCores(new Set()), []);
    assert.deepEqual(allowedCores(new Set(['sse4_2', 'avx', 'avx2'])), ['Nehalem', 'Sandybridge']);
    const skylake = ['sse4_2', 'avx', 'avx2', 'fma', 'avx512f', 'avx512bw', 'avx512dq', 'avx512vl'];
    assert.equal(allowedCores(new Set(skylake)).at(-1), 'SkylakeX');
  });

  it('takes the fastest that multiplies rightly and says what it would have been', () => {
    const { env, sentence } = chosenCore(measure('Prescott', 24), [
      { core: 'Haswell', measured: measure('Haswell', 90) },
      { core: 'SkylakeX', measured: measure('SkylakeX', 140) },
      { core: 'Cooperlake', measured: measure('Cooperlake', 300, 0.01) },
      { core: 'Zen', measured: null },
    ]);
    assert.deepEqual(env, { OPENBLAS_CORETYPE: 'SkylakeX' });
    assert.match(sentence, /taken SkylakeX, 140 GFLOP\/s; as it starts Prescott, 24 GFLOP\/s/);
  });

  it('changes nothing when nothing is faster, or an error is no number', () => {
    const tried = [
      { core: 'Haswell', measured: measure('Haswell', 80) },
      { core: 'SkylakeX', measured: measure('SkylakeX', 200, Number.NaN) },
    ];
    assert.deepEqual(chosenCore(measure('Zen', 90), tried).env, {});
  });
});
