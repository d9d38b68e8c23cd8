import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NoticeError } from '../../../src/core/notice.ts';
import { sha256 } from '../../../src/platform/node/fingerprint.ts';
import { columnsOf } from '../../../src/record/curve.ts';
import { decodeRecord, encodeRecord } from '../../../src/record/recordText.ts';
import type { RunRecord } from '../../../src/record/runRecord.ts';
import { builtRun } from '../model/smallRun.ts';
import { recordOf } from './recordedRun.ts';

async function full(): Promise<RunRecord> {
  const file = { bytes: 10, sha256: 'ab'.repeat(32) };
  const row = { step: 3, epoch: 1, seconds: 0.1, batchCost: 0.1 + 0.2, cost: Number.NaN };
  return {
    ...recordOf(await builtRun({}, 0), '20261130-100000-aaaaaa'),
    ...{
      name: '[\n  1,\n  2\n]',
      note: 'with "words" and 한국어',
      parent: { run: '20261129-100000-cccccc', step: 4000 },
    },
    changes: [
      { kind: 'settings', step: 2, change: { learningRate: 0.5 } },
      { kind: 'parameter', step: 3, position: 1, value: -1.5 },
      { kind: 'weights', step: 9, from: 3 },
    ],
    outcome: { code: 'outcome.epochs', values: [3, { code: 'outcome.patience', values: [2] }] },
    curve: {
      chunks: [{ file: 'curve/000001.safetensors', ...file }],
      tail: columnsOf([{ ...row, validationCost: 0.5, trainMetric: 1, validationMetric: Number.NaN }]),
    },
    checkpoints: [{ file: 'checkpoints/000000000003.safetensors', ...file, step: 3, weightsSha256: 'cd'.repeat(32) }],
    weightsSha256: 'cd'.repeat(32),
  };
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function read(changed: string): RunRecord {
  return decodeRecord(new TextEncoder().encode(changed), sha256);
}

/** With the checksum of what it says now. */
function signed(changed: string): string {
  const blank = changed.replace(/"checksum": "[^"]*"/, `"checksum": "${'0'.repeat(64)}"`);
  return changed.replace(/"checksum": "[^"]*"/, `"checksum": "${sha256(new TextEncoder().encode(blank))}"`);
}

describe('run.json', () => {
  it('is read back as it was written, every number to the last bit', async () => {
    const record = await full();
    assert.deepEqual(decodeRecord(encodeRecord(record, sha256), sha256), record);
  });

  it('has a field a line, and a list of numbers on one', async () => {
    const lines = text(encodeRecord(await full(), sha256)).split('\n');
    assert.match(lines[1] ?? '', /^ {2}"checksum": "[0-9a-f]{64}",$/);
    assert.ok(lines.includes('      "batchCost": [0.30000000000000004],'));
    assert.ok(lines.includes('      "cost": [null],'));
  });

  it('is the same to a version control that turns line ends', async () => {
    const record = await full();
    const turned = text(encodeRecord(record, sha256)).replaceAll('\n', '\r\n');
    assert.deepEqual(read(turned), record);
  });

  it('is refused with a sentence where it was changed, cut off or is of a later version', async () => {
    const good = text(encodeRecord(await full(), sha256));
    const code = (changed: string): string => {
      try {
        read(changed);
        return 'good';
      } catch (error) {
        return (error as NoticeError).notice.code;
      }
    };
    assert.equal(code(good.replace('"pinned": false', '"pinned": true')), 'record.checksum');
    assert.equal(code(good.slice(0, -30)), 'record.checksum');
    assert.equal(code(''), 'record.text');
    assert.equal(code('{}'), 'record.text');
    assert.equal(code(signed(good.replace('explorer run 1', 'explorer run 2'))), 'record.newer');
    assert.equal(code(signed(good.replace('"step": 0', '"step": -1'))), 'record.field');
    assert.equal(code(signed(good.replace('curve/000001', '../../000001'))), 'record.field');
    assert.equal(code(signed(good.replace('"isKept": true', '"isKept": 3'))), 'record.field');
    assert.equal(code(signed(good.replace('"optimizer": "adam"', '"optimizer": "none"'))), 'record.field');
    for (const time of ['soon', '2026-13-30T10:00:00.000Z'])
      assert.equal(code(signed(good.replace('2026-11-30T10:00:00.000Z', time))), 'record.field');
    assert.equal(
      code(signed(good.replace(`"weightsSha256": "${'cd'.repeat(32)}"`, '"weightsSha256": null'))),
      'record.field',
    );
    assert.equal(code(signed(good)), 'good');
  });

  const trials = process.env['NN_LONG'] ? 5000 : 200;
  it(`is refused or read, never a crash, whatever a stranger writes, ${trials} times`, async () => {
    const record = JSON.parse(text(encodeRecord(await full(), sha256))) as Record<string, unknown>;
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant(null), fc.nat(), fc.string());
    const keys = fc.constantFrom(...Object.keys(record));
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, anything), { minLength: 1, maxLength: 2 }), (changes) => {
        const changed = { ...record, ...Object.fromEntries(changes.filter(([key]) => key !== 'checksum')) };
        try {
          read(signed(`${JSON.stringify(changed, null, 2)}\n`));
        } catch (error) {
          if (!(error instanceof NoticeError)) throw error;
        }
      }),
      { seed: 5, numRuns: trials },
    );
  });

  it('is refused or the same where bytes were changed', async () => {
    const good = encodeRecord(await full(), sha256);
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 }), (at, to) => {
        const bytes = good.slice();
        bytes[at] = to;
        if (to === good[at]) return;
        assert.throws(() => decodeRecord(bytes, sha256), NoticeError);
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});
