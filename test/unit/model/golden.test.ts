/** Files of every format that was ever written are read for ever. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { weightsSha256 } from '../../../src/platform/node/fingerprint.ts';
import { encodeModel, readModel } from '../../../src/model/modelFile.ts';
import { inMemory } from '../../../src/model/safetensors.ts';

describe('model/golden files', () => {
  it('format 1 is read, and written again the same', async () => {
    const bytes = await readFile('test/golden/model/format-1.safetensors');
    const model = await readModel(inMemory(bytes), weightsSha256);
    assert.equal(model.origin.weightsSha256, '5b8ddb4792df58a2379760beeae9cf1067697ea3f572298e4ab24aec57b3aad5');
    assert.deepEqual(model.pipeline.classes, ['ant', 'bee', 'fly']);
    assert.deepEqual(
      model.spec.layers.map(({ units, activation }) => [units, activation]),
      [
        [6, 'tanh'],
        [3, 'softmax'],
      ],
    );
    assert.deepEqual([model.state?.step, model.state?.position.epoch], [180, 60]);
    assert.deepEqual(await readModel(inMemory(encodeModel(model)), weightsSha256), model);
  });
});
