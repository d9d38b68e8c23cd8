/** A foreign file of gigabytes opens at once: nothing but its header is read. */
import assert from 'node:assert/strict';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelPage } from '../../../src/session/modelPage.ts';
import { weightsSha256 } from '../../../src/platform/node/fingerprint.ts';
import { withFile } from '../../../src/platform/node/fileAccess.ts';

const bytesOf = { F16: 2, BF16: 2, I64: 8, F8_E4M3: 1, BOOL: 1 } as const;

/** Its numbers take no room on the disk. */
async function writeSparse(path: string, tensors: number, bytes: number): Promise<void> {
  const types = Object.keys(bytesOf) as (keyof typeof bytesOf)[];
  const each = Math.floor(bytes / tensors / 8) * 8;
  const header: Record<string, unknown> = {};
  for (let k = 0; k < tensors; k++) {
    const dtype = types[k % types.length] ?? 'F16';
    header[`blocks.${k}.weight`] = { dtype, shape: [each / bytesOf[dtype]], data_offsets: [k * each, (k + 1) * each] };
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const file = await open(path, 'w');
  await file.write(Buffer.concat([length, text]));
  await file.truncate(8 + text.length + tensors * each);
  await file.close();
}

describe('a foreign file of 2 GB', () => {
  it('opens within 300 ms and 50 MB, with 2,000 tensors of every type', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nn-explorer-'));
    const path = join(folder, 'large.safetensors');
    try {
      await writeSparse(path, 2000, 2 ** 31);
      // The best of three: a machine that is busy says nothing of the file.
      let least = Number.POSITIVE_INFINITY;
      const before = process.memoryUsage().rss;
      for (let trial = 0; trial < 3; trial++) {
        const begun = performance.now();
        const page = await withFile(path, (file) =>
          modelPage(file, { name: 'large', canExport: false }, weightsSha256),
        );
        least = Math.min(least, performance.now() - begun);
        assert.deepEqual([page.problem, page.own, page.tensors.length, page.tensorsOmitted], ['', null, 2000, 0]);
        assert.ok(page.bytes > 2e9);
      }
      assert.ok(least < 300, `${least} ms`);
      assert.ok(process.memoryUsage().rss - before < 50e6);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
