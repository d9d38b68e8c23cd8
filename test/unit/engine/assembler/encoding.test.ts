import assert from 'node:assert/strict';
import { float64, name, signed, unsigned, vector } from '../../../../src/engine/assembler/encoding.ts';

describe('encoding of numbers and names', () => {
  it('unsigned(n) is LEB128', () => {
    // 624485 is the example of the DWARF specification, appendix C.
    assert.deepEqual(unsigned(624485), [0xe5, 0x8e, 0x26]);
    assert.deepEqual(unsigned(0), [0]);
    assert.deepEqual(unsigned(127), [0x7f]);
    assert.deepEqual(unsigned(128), [0x80, 0x01]);
    assert.deepEqual(unsigned(0xffffffff), [0xff, 0xff, 0xff, 0xff, 0x0f]);
    assert.throws(() => unsigned(-1), RangeError);
    assert.throws(() => unsigned(1.5), RangeError);
  });

  it('signed(n) keeps the sign in the last byte', () => {
    // The table of the DWARF specification, appendix C.
    assert.deepEqual([2, -2, 127, -127, 128, -128, 129, -129].map(signed), [
      [2],
      [0x7e],
      [0xff, 0],
      [0x81, 0x7f],
      [0x80, 1],
      [0x80, 0x7f],
      [0x81, 1],
      [0xff, 0x7e],
    ]);
    assert.deepEqual(signed(-(2 ** 31)), [0x80, 0x80, 0x80, 0x80, 0x78]);
    assert.throws(() => signed(2 ** 31), RangeError);
  });

  it('float64, name and vector', () => {
    assert.deepEqual(float64(1), [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
    assert.deepEqual(name('ab'), [2, 97, 98]);
    assert.throws(() => name('é'), RangeError);
    assert.deepEqual(vector([[1, 2], [3]]), [2, 1, 2, 3]);
  });
});
