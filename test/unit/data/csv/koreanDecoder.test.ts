import assert from 'node:assert/strict';
import { KoreanDecoder } from '../../../../src/data/csv/koreanDecoder.ts';
import { textEncoding } from '../../../../src/data/csv/encodeText.ts';
import { read } from '../read/reading.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('KoreanDecoder', () => {
  it('knows the syllables beyond KS X 1001, as Python’s cp949 writes them', () => {
    const text = new KoreanDecoder(true).decode(bytes('8c63bc84c16494eeb2d092dea2dfa8e7a2e6c6528141'));
    assert.equal(text, '똠펲햏뷁꽥믜㈜①€힣갂');
  });

  it('gives every syllable back that was written, also when pairs are cut in two', () => {
    const all = Array.from({ length: 11_172 }, (_, k) => String.fromCharCode(0xac00 + k)).join('');
    const written = textEncoding('euc-kr')(all);
    assert.equal(written.length, 2 * all.length);
    const decoder = new KoreanDecoder(true);
    const parts: string[] = [];
    for (let i = 0; i < written.length; i += 4097)
      parts.push(decoder.decode(written.subarray(i, i + 4097), { stream: true }));
    assert.equal(parts.join('') + decoder.decode(), all);
  });

  it('refuses bytes that mean nothing, or puts � for each', () => {
    for (const hex of ['ff41', '8c', 'b0ff', '8c20']) {
      assert.throws(() => new KoreanDecoder(true).decode(bytes(hex)), TypeError);
      assert.match(new KoreanDecoder(false).decode(bytes(hex)), /\ufffd/);
    }
    assert.equal(new KoreanDecoder(false).decode(bytes('8c2c41')), '\ufffd,A');
  });

  it('reads a table whose only Korean words lie beyond the older standard', async () => {
    const lines = [
      'wide,deep,별명',
      ...Array.from({ length: 30 }, (_, i) => `${i}.5,${i % 7},${['똠방', '펲시', '햏자'][i % 3]}`),
    ];
    const table = await read(textEncoding('euc-kr')(`${lines.join('\n')}\n`));
    assert.deepEqual([table.encoding, table.columns[2]?.name], ['euc-kr', '별명']);
    assert.deepEqual(table.columns[2]?.categories, ['똠방', '펲시', '햏자']);
  });
});
