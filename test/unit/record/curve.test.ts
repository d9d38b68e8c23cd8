import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NoticeError } from '../../../src/core/notice.ts';
import { type CurveRow, decodeChunk, encodeChunk, nextRecordedStep } from '../../../src/record/curve.ts';
import { keptCheckpoints } from '../../../src/record/keptCheckpoints.ts';

function row(step: number): CurveRow {
  const known = { step, epoch: step >> 2, seconds: step / 7, batchCost: 1 / step, cost: Number.NaN };
  return { ...known, validationCost: Number.POSITIVE_INFINITY, trainMetric: 0.5, validationMetric: -0 };
}

function stepsTo(last: number): number[] {
  const steps: number[] = [];
  for (let step = nextRecordedStep(0); step <= last; step = nextRecordedStep(step)) steps.push(step);
  return steps;
}

describe('nextRecordedStep(step)', () => {
  it('is every step at first, then each doubling has 256 of them', () => {
    assert.deepEqual(
      stepsTo(512),
      Array.from({ length: 512 }, (_, i) => i + 1),
    );
    assert.equal(nextRecordedStep(512), 514);
    assert.equal(nextRecordedStep(1024), 1028);
    assert.equal(stepsTo(2048).filter((step) => step > 1024).length, 256);
  });

  it('keeps a run of 10⁷ steps to some thousand rows', () => assert.ok(stepsTo(1e7).length < 4300));

  it('does not depend on where one begins: a run that goes on has the same steps', () => {
    const steps = stepsTo(100_000);
    for (const from of [1, 513, 777, 5000, 65_537])
      assert.equal(
        nextRecordedStep(from),
        steps.find((step) => step > from),
      );
  });
});

describe('encodeChunk(rows)', () => {
  const rows = [1, 2, 9].map(row);

  it('is read back to the last bit, also what is no number', async () => {
    const found = await decodeChunk(encodeChunk(rows), 'chunk');
    assert.deepEqual(found, rows);
    assert.ok(Object.is(found[0]?.validationMetric, -0));
  });

  it('is refused or read where bytes were changed, never a crash', () => {
    const good = encodeChunk(rows);
    const change = fc.record({ at: fc.nat({ max: good.length - 1 }), to: fc.nat({ max: 255 }) });
    return fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const bytes = good.slice();
        for (const { at, to } of changes) bytes[at] = to;
        await decodeChunk(bytes, 'chunk').catch((error: unknown) => {
          if (!(error instanceof NoticeError)) throw error;
        });
      }),
      { seed: 3, numRuns: process.env['NN_LONG'] ? 5000 : 200 },
    );
  });
});

describe('keptCheckpoints(checkpoints)', () => {
  const checkpoint = (step: number, bytes = 1000) => ({ file: '', bytes, sha256: '', step, weightsSha256: '' });

  it('keeps the newest, and of the others so many that every step has one not far before it', () => {
    let kept = [checkpoint(100)] as ReturnType<typeof keptCheckpoints>;
    for (let step = 200; step <= 100_000; step += 100) {
      kept = keptCheckpoints([...kept, checkpoint(step)]);
      assert.equal(kept.at(-1)?.step, step);
    }
    assert.equal(kept.length, 12);
    const shares = kept.slice(1).map(({ step }, i) => (step - (kept[i]?.step ?? 0)) / step);
    assert.ok(Math.max(...shares) < 0.75, shares.join(' '));
  });

  it('keeps few of those that are large', () => {
    const kept = keptCheckpoints([1, 2, 3, 4].map((step) => checkpoint(step, 1 << 26)));
    assert.deepEqual(
      kept.map(({ step }) => step),
      [4],
    );
  });
});
