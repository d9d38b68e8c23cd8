import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Encoding, Pipeline } from '../../../src/data/dataset/steps/pipeline.ts';
import { modelInputs } from '../../../src/model/modelInputs.ts';

describe('modelInputs(pipeline)', () => {
  it('looks at each encoding a few times, however many columns there are', () => {
    let looks = 0;
    const encodings = Array.from({ length: 2000 }, (_, k): Encoding => {
      const column = `gene_${k}`;
      return {
        inputs: [column],
        get steps() {
          looks++;
          return [{ step: 'number', column, decimal: '.' } as const];
        },
      };
    });
    const pipeline: Pipeline = { encodings, task: 'binary', targets: [], classes: ['a', 'b'] };
    assert.deepEqual(
      modelInputs(pipeline).map(({ column }) => column),
      encodings.map((_, k) => `gene_${k}`),
    );
    assert.ok(looks <= 3 * encodings.length, `${looks} looks`);
  });
});
