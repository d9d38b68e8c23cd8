/** Why numbers are others than they were, where a training asked for speed instead of the same bits everywhere. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import type { RunRecord } from '../../../../src/record/runRecord.ts';
import { differenceReason, engineChange } from '../../../../src/run/record/differenceReason.ts';

const codes = (notices: readonly { readonly code: string }[]) => notices.map(({ code }) => code);

describe('engineChange(record, engine)', () => {
  it('tells a run that goes on by an engine of other bits, and no other', () => {
    for (const [before, now, told] of [
      ['wasm-simd fused', 'wasm-simd', true],
      ['wasm-simd', 'wasm-simd 256-bit fused', true],
      ['wasm-simd fused', 'reference', true],
      ['wasm-simd fused', 'wasm-simd 256-bit fused', false],
      ['wasm-simd 256-bit', 'wasm-simd', false],
    ] as const)
      assert.deepEqual(
        codes(engineChange({ engine: before }, now)),
        told ? ['reproduce.engine'] : [],
        `${before}, ${now}`,
      );
    assert.deepEqual(engineChange(undefined, 'wasm-simd fused'), []);
  });
});

describe('differenceReason(record, again) of the same engine', () => {
  for (const [reproducible, code] of [
    [true, 'reproduce.edited'],
    [false, 'reproduce.fused'],
  ] as const)
    it(`with reproducible: ${reproducible} is ${code}`, async () => {
      const used = networkConfigSchema.parse({ data: { file: 'a.csv', target: 'y' }, training: { reproducible } });
      const record = { product: '1', engine: 'wasm-simd fused', config: { used }, table: {} } as unknown as RunRecord;
      const none = () => Promise.resolve(new Uint8Array());
      const again = { product: '1', engine: record.engine, isSameTable: true, kept: none, present: none };
      assert.equal((await differenceReason(record, again)).code, code);
    });
});
