/** Printed numbers are those of the language, digit for digit. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { RandomState } from '../../../../../src/core/network/random.ts';
import { maxNumberBytes, printNumber } from '../../../../../src/data/csv/numbers/numberPrinter.ts';

/** Numbers of each kind: a second or two, and with NN_LONG some minutes. */
const trials = process.env['NN_LONG'] ? 10_000_000 : 20_000;

const bytes = new Uint8Array(maxNumberBytes + 8);

function printed(value: number): string {
  bytes.fill(35);
  const end = printNumber(value, bytes, 4);
  assert.ok(end <= 4 + maxNumberBytes);
  assert.ok(bytes.subarray(4 + maxNumberBytes).every((byte) => byte === 35));
  return String.fromCharCode(...bytes.subarray(4, end));
}

/** Without a text for the message, unless there is something to say. */
function sameAsString(value: number): void {
  const text = printed(value);
  if (text !== String(value)) assert.equal(text, String(value));
}

const near = new Float64Array(1);
const bits = new BigInt64Array(near.buffer);

/** The double so many steps away. */
function stepped(value: number, steps: number): number {
  near[0] = value;
  bits[0]! += BigInt(steps);
  return near[0];
}

describe('printNumber(value, bytes, at)', () => {
  it('writes what String(value) gives where the form changes', () => {
    const some = [0, -0, 1, -1, 0.5, 1e21, 1e-6, 1e-7, 2 ** 31, -(2 ** 31), 2 ** 53, 1e22, 1e23, 4.35, 0.1 + 0.2];
    const ends = [5e-324, 2.2250738585072014e-308, Number.MAX_VALUE, Number.NaN, Infinity, -Infinity];
    for (const value of [...some, ...ends]) sameAsString(value);
    for (let n = -323; n <= 308; n++)
      for (const value of [Number(`1e${n}`), Number(`9.5e${n - 1}`), 2 ** n])
        for (let steps = -3; steps <= 3; steps++) {
          sameAsString(stepped(value, steps));
          sameAsString(-stepped(value, steps));
        }
  });

  it('writes numbers of few digits as they were written', () => {
    for (let n = -40; n <= 40; n++)
      for (let digits = 1; digits < 2000; digits += n % 2 === 0 ? 7 : 10) sameAsString(Number(`${digits}e${n}`));
  });

  it('writes what String(value) gives, whatever the bits', () => {
    const random = new RandomState(11);
    const word = (): bigint => BigInt(Math.floor(random.random() * 2 ** 32));
    for (let i = 0; i < trials; i++) {
      bits[0] = BigInt.asIntN(64, (word() << 32n) | word());
      sameAsString(near[0]!);
    }
  });

  it('writes what String(value) gives of probabilities, measurements and sums', () => {
    const random = new RandomState(12);
    for (let i = 0; i < trials; i++) {
      const p = random.random();
      sameAsString(p);
      sameAsString(1 - p);
      sameAsString(Math.fround(p));
      sameAsString(p * p * p * p);
      sameAsString(Math.exp(-600 * p));
      sameAsString(random.randn() * 10 ** random.randint(0, 24));
      sameAsString(Math.round(p * 1e7) / 10 ** random.randint(0, 9));
    }
  });
});
