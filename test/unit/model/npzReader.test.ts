/** Archives that promise more than a network has: refused by what they hold, before it is read. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ModelFileError } from '../../../src/model/errors.ts';
import { readNpz } from '../../../src/model/npzReader.ts';

/** An archive of one packed array that is said to be so long. */
function archiveOf(size: number): Uint8Array {
  const name = new TextEncoder().encode('W1.npy');
  const [local, central, end] = [30 + name.length, 46 + name.length, 22];
  const bytes = new Uint8Array(local + central + end);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x04034b50, true);
  view.setUint16(26, name.length, true);
  bytes.set(name, 30);
  view.setUint32(local, 0x02014b50, true);
  view.setUint16(local + 10, 8, true);
  view.setUint32(local + 24, size, true);
  view.setUint16(local + 28, name.length, true);
  bytes.set(name, local + 46);
  view.setUint32(local + central, 0x06054b50, true);
  view.setUint16(local + central + 10, 1, true);
  view.setUint32(local + central + 16, local, true);
  return bytes;
}

/** What comes out of an archive: an array of zeros, of which only the header is ever touched. */
function unpacking(descr: string, count: number, byteLength: number) {
  return (): Uint8Array => {
    const header = new TextEncoder().encode(`{'descr': '${descr}', 'fortran_order': False, 'shape': (${count},), }\n`);
    const bytes = new Uint8Array(10 + header.length + byteLength);
    bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
    bytes.set(header, 10);
    return bytes;
  };
}

const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof ModelFileError) return error.notice.code;
    throw error;
  }
  return 'read';
};

describe('readNpz(bytes, inflate)', () => {
  it('counts the weights of an array, of whatever length each of them is', () => {
    const many = 2 ** 27 + 1;
    const inflate = unpacking('<f4', many, 4 * many);
    assert.equal(
      code(() => readNpz(archiveOf(4 * many + 200), inflate)),
      'model.weights',
    );
  });

  it('leaves other numbers out, and takes no more bytes than weights could have', () => {
    const count = 2 ** 27;
    const none = readNpz(archiveOf(8 * count + 200), unpacking('<i8', count, 8));
    assert.deepEqual(none, []);
    assert.equal(
      code(() => readNpz(archiveOf(2 ** 31), unpacking('<f8', 1, 8))),
      'model.npzSize',
    );
  });
});
