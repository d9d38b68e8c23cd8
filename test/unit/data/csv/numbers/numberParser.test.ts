import assert from 'node:assert/strict';
import { hasLeadingZero, numberOfText, parseNumber } from '../../../../../src/data/csv/numbers/numberParser.ts';

const parse = (text: string, decimal = '.') => {
  const bytes = Buffer.from(text);
  return parseNumber(bytes, 0, bytes.length, decimal.charCodeAt(0));
};

/** xorshift128: 32 random bits a call. */
function generator(seed: number): () => number {
  let [x, y, z, w] = [seed, 362436069, 521288629, 88675123];
  return () => {
    const t = x ^ (x << 11);
    [x, y, z] = [y, z, w];
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return w >>> 0;
  };
}

describe('parseNumber(bytes, start, stop, decimal)', () => {
  it('equals Number() bit for bit on a million literals of every shape', () => {
    const random = generator(20260101);
    const below = (n: number) => random() % n;
    const digits = (count: number) => Array.from({ length: count }, () => below(10)).join('');
    const word = new Float64Array(1);
    const bits = new Uint32Array(word.buffer);
    const literal = (): string => {
      const sign = ['', '', '-', '+'][below(4)];
      switch (below(8)) {
        case 0:
          return `${sign}${digits(1 + below(6))}.${digits(below(8))}`;
        case 1:
          return `${sign}${digits(1 + below(3))}.${digits(12 + below(8))}`;
        case 2:
          return `${sign}${digits(1 + below(24))}`;
        case 3:
          return `${sign}${digits(1 + below(19))}e${['', '-', '+'][below(3)]}${below(330)}`;
        case 4:
          return `${sign}${digits(1 + below(18))}.${digits(1 + below(6))}E${['', '-'][below(2)]}${below(25)}`;
        case 5:
          return `${sign}.${digits(1 + below(30))}`;
        case 6:
          return `${sign}${'0'.repeat(below(4))}${digits(1 + below(17))}.${'0'.repeat(below(20))}${digits(below(4))}`;
        default:
          bits[0] = random();
          bits[1] = random();
          return Number.isFinite(word[0]) ? String(word[0]) : '0';
      }
    };
    const buffer = Buffer.alloc(64);
    for (let k = 0; k < 1_000_000; k++) {
      const text = literal();
      buffer.write(text, 0, 'latin1');
      const ours = parseNumber(buffer, 0, text.length, 46);
      if (!Object.is(ours, Number(text))) assert.fail(`${text}: expected ${Number(text)}, found ${ours}`);
    }
  });

  it('is right where a result lies in the middle of two doubles, or next to it', () => {
    const literals = [
      '9007199254740993',
      '9007199254740992.5',
      '9007199254740993.0',
      '9007199254740992.99',
      '4503599627370496.5',
      '4503599627370497.5',
      '4503599627370496.4999',
      '4503599627370496.501',
      '1.00000000000000011',
      '1.0000000000000001110',
      '1.000000000000000111',
      '0.1',
      '0.30000000000000004',
      '123456789012345678',
      '9999999999999999999',
      '99999999999999999.99',
      '5e-324',
      '2.4703282292062327e-324',
      '2.4703282292062328e-324',
      '1.7976931348623157e308',
      '1.7976931348623159e308',
      '2.2250738585072011e-308',
      '1e22',
      '1e23',
      '8.5e22',
      '0e999999',
      '-0',
      '-0.000',
    ];
    for (const text of literals) assert.ok(Object.is(parse(text), Number(text)), text);
  });

  it('keeps numbers as they are printed: 17 significant digits come back', () => {
    const random = generator(7);
    for (let k = 0; k < 20_000; k++) {
      const x = (random() / 2 ** 32 - 0.5) * 10 ** (random() % 8);
      assert.ok(Object.is(parse(x.toPrecision(17)), Number(x.toPrecision(17))));
    }
  });

  it('refuses what is no plain number, also where Number() would take it', () => {
    for (const text of [
      '',
      '-',
      '+',
      '.',
      '-.',
      'e5',
      '1e',
      '1e+',
      '1e5.',
      '1.2.3',
      '0x1F',
      '0b1',
      'Infinity',
      'NaN',
      '1 2',
      ' 1',
      '1_000',
      '--1',
      '1,5',
      '1-',
      '٣',
    ]) {
      assert.ok(Number.isNaN(parse(text)), text);
    }
  });

  it('takes a decimal comma when told so', () => {
    assert.equal(parse('3,25', ','), 3.25);
    assert.equal(parse('-12345678901234567,5', ','), Number('-12345678901234567.5'));
    assert.equal(parse('1,5e3', ','), 1500);
    assert.ok(Number.isNaN(parse('3.25', ',')));
  });
});

describe('numberOfText(text, decimalComma)', () => {
  it('accepts exactly what parseNumber accepts', () => {
    const random = generator(99);
    const alphabet = '0123456789..--++eE, x';
    for (let k = 0; k < 100_000; k++) {
      const text = Array.from({ length: 1 + (random() % 7) }, () => alphabet[random() % alphabet.length]).join('');
      for (const comma of [false, true]) {
        const trimmed = text.trim();
        assert.ok(Object.is(numberOfText(text, comma), parse(trimmed, comma ? ',' : '.')), JSON.stringify(text));
      }
    }
  });
});

describe('hasLeadingZero(text)', () => {
  it('tells codes from quantities', () => {
    assert.deepEqual(['007', '01', '0', '0.5', '10', '-01'].map(hasLeadingZero), [
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
