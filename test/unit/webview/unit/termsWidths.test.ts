/** Tests of what a table of products has room for: digits that are not needed to read it do not cut names to a few letters. */
import assert from 'node:assert/strict';
import { maxMore } from '../../../../webview/kit/text/equationDigits.ts';
import { maxDigits, namesOf } from '../../../../webview/unit/termsWidths.ts';
import { run } from '../fixture.ts';

const listed = [0, 1].map((from) => ({ from, weight: 1, input: 1, product: 1, gradient: 0 }));
const named = (first: string, second: string) => ({
  ...run,
  inputs: [first, second].map((name) => ({ name, column: name })),
});
const long = named('flipper_length_mm', 'cultivar = Coral');

describe('webview/unit/termsRoom', () => {
  it('mostDigits(…) leaves long names nine characters, and digits to short ones', () => {
    assert.equal(maxDigits(long, 1, listed, 318), 1);
    assert.equal(maxDigits(named('x1', 'x2'), 1, listed, 318), maxMore);
    assert.equal(maxDigits(long, 2, listed, 318), maxMore);
    assert.equal(maxDigits(long, 1, listed, 220), 0);
  });

  it('namesOf(…) writes names out where there is room, whatever the digits', () => {
    const digits = { factors: 3, products: 2, sum: 0 };
    assert.deepEqual([...namesOf(long, 1, listed, 390, digits).values()], ['flipper_length_mm', 'cultivar = Coral']);
    for (const name of namesOf(long, 1, listed, 318, { factors: 1, products: 1, sum: 0 }).values())
      assert.ok(name.length <= 9, name);
    assert.equal(namesOf(long, 2, listed, 390, digits).size, 0);
  });
});
