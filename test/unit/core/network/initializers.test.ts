import assert from 'node:assert/strict';
import { createParameters } from '../../../../src/core/network/arena.ts';
import { initialize } from '../../../../src/core/network/initializers.ts';
import { yesNo } from '../flower.ts';

describe('initialize(parameters, spec, initialization)', () => {
  it('draws "uniform" as NumPy’s rand does: one stream through all layers, biases 0', () => {
    const spec = yesNo([3]);
    const parameters = createParameters(spec);
    initialize(parameters, spec, { scheme: 'uniform', scale: 0.5, value: 0, seed: 2 });
    // np.random.seed(2); np.random.rand(9)
    const drawn = [
      0.43599490214200376, 0.025926231827891333, 0.5496624778787091, 0.4353223926182769, 0.42036780208748903,
      0.3303348210038741, 0.2046486340378425, 0.6192709663506637, 0.29965467367452314,
    ];
    const weights = [...parameters.W[1]!, ...parameters.W[2]!];
    assert.deepEqual(
      weights,
      drawn.map((value) => 0.5 * value),
    );
    assert.deepEqual([...parameters.b[1]!, ...parameters.b[2]!], [0, 0, 0, 0]);
  });
});
