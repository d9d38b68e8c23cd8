/** Blocks of rows: what is kept of them stays, and the rest is read into the same memory. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { RepairLog } from '../../../../src/data/csv/repairLog.ts';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { layoutOf } from '../../../../src/data/read/fileLayout.ts';
import { keptBytes, type RowBlock, rowBlocks } from '../../../../src/data/read/rowBlocks.ts';

const rows = 60_000;
const words = ['red', 'grün', 'blue'];

const lines = Array.from({ length: rows }, (_, i) => `${i / 8},${words[i % 3]},${i % 50 === 7 ? '' : -i}`);
const source = sourceOfBytes(Buffer.from(`x,colour,y\n${lines.join('\n')}\n`));

const nothingKnown = {
  ...{ encoding: null, notUtf8: 0, damaged: false, literalQuotes: new Map<number, number>(), mark: null, end: null },
};

async function blocksOf(isKept: (block: RowBlock) => boolean, look: (block: RowBlock) => void): Promise<void> {
  const layout = await layoutOf(source, {}, nothingKnown, new RepairLog());
  const reading = { layout, readAs: layout.readAs, log: null, withRanges: false, isKept };
  for await (const block of rowBlocks(source, {}, reading)) look(block);
}

function isWhole({ stores, rows: count, lineOfRow }: RowBlock): boolean {
  const first = lineOfRow[0]! - 2;
  for (let k = 0; k < count; k++) {
    const i = first + k;
    const [x, colour, y] = stores;
    if (lineOfRow[k] !== i + 2 || x!.numbers[k] !== i / 8) return false;
    if (colour!.words!.words[colour!.codes[k]!] !== words[i % 3]) return false;
    if (!Object.is(y!.numbers[k]! + 0, i % 50 === 7 ? Number.NaN : 0 - i)) return false;
  }
  return true;
}

describe('rowBlocks(source, options, reading)', () => {
  it('gives every row once, into memory that is taken again', async () => {
    const buffers = new Set<ArrayBufferLike>();
    let seen = 0;
    await blocksOf(
      () => false,
      (block) => {
        assert.ok(isWhole(block));
        seen += block.rows;
        // The first block is larger than was expected, and grows.
        if (seen > block.rows) buffers.add(block.stores[0]!.numbers.buffer);
      },
    );
    assert.equal(seen, rows);
    assert.equal(buffers.size, 1);
  });

  it('leaves the blocks alone that are kept', async () => {
    const kept: RowBlock[] = [];
    let k = 0;
    await blocksOf(
      (block) => kept.at(-1) === block,
      (block) => {
        if (k++ % 2 === 0) kept.push(block);
      },
    );
    assert.ok(kept.length > 1);
    for (const block of kept) {
      assert.ok(isWhole(block));
      assert.ok(keptBytes(block) >= block.rows * (8 + 8 + 4 + 4));
    }
  });
});
