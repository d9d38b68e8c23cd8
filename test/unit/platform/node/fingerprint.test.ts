import assert from 'node:assert/strict';
import { weightsSha256 } from '../../../../src/platform/node/fingerprint.ts';

describe('weightsSha256(values)', () => {
  it('hashes Float64 in little-endian order', () => {
    // python3 -c "import struct, hashlib; print(hashlib.sha256(struct.pack('<3d', 1.0, -0.5, 3e-300)).hexdigest())"
    const expected = '6cee2a660702bd4d09073fe87a78a7faa4a831d42fff7ed1d3baee1a939f1307';
    assert.equal(weightsSha256(Float64Array.of(1, -0.5, 3e-300)), expected);
  });

  it('tells 0 from -0: every bit counts', () => {
    assert.notEqual(weightsSha256(Float64Array.of(0)), weightsSha256(Float64Array.of(-0)));
  });
});
