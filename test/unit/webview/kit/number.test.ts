/** Tests of numbers as text. */
import assert from 'node:assert/strict';
import {
  allDigits,
  formatCost,
  formatCount,
  formatHundredths,
  formatKnown,
  formatPercent,
  formatSetting,
  formatValue,
  writtenValue,
} from '../../../../webview/kit/text/number.ts';

describe('allDigits(value)', () => {
  it('writes every digit of a number, and of a Float32 as many as tell it apart', () => {
    assert.equal(allDigits(0.2175039745212), '0.2175039745212');
    assert.equal(allDigits(Math.fround(0.217504)), '0.217504');
    const next =
      new Float32Array(new Uint32Array(new Float32Array([0.217504]).buffer).map((bits) => bits + 1).buffer)[0] ?? 0;
    assert.equal(Math.fround(Number(allDigits(next))), next);
    assert.notEqual(allDigits(next), '0.217504');
    assert.equal(allDigits(1), '1');
    assert.equal(allDigits(null), '–');
  });
});

describe('webview/kit/text/number', () => {
  it('formatKnown(value) writes a dash for a number that is not there, never a 0', () => {
    assert.equal(formatKnown(undefined), '–');
    assert.equal(formatKnown(0), '0.00');
    assert.equal(formatKnown(Number.NaN), 'NaN');
  });

  it('formatValue(value) writes two decimals, more for small ones, powers for the rest', () => {
    const cases: [number, string][] = [
      [-0.83, '−0.83'],
      [12.5, '12.50'],
      [0, '0.00'],
      [0.0021, '0.0021'],
      [0.057, '0.057'],
      [123.456, '123.5'],
      [9300, '9,300'],
      [-0.00042, '−4.2·10⁻⁴'],
      [2.5e7, '2.50·10⁷'],
      [Number.NaN, 'NaN'],
      [Number.NEGATIVE_INFINITY, '−∞'],
    ];
    for (const [value, text] of cases) assert.equal(formatValue(value), text);
  });

  it('formatValue(value, more) writes more digits of what has them, and writtenValue(value, more) is that number', () => {
    const cases: [number, number, string][] = [
      [-9.67123, 2, '−9.6712'],
      [1234.567, 2, '1,234.57'],
      [0.00012345, 2, '1.234·10⁻⁴'],
      [2.5, 3, '2.50'],
      [Math.fround(0.1), 3, '0.10'],
      [0, 2, '0.00'],
    ];
    for (const [value, more, text] of cases) assert.equal(formatValue(value, more), text);
    assert.equal(writtenValue(-9.67123, 2), -9.6712);
    assert.equal(writtenValue(1234.567), 1235);
    assert.ok(Number.isNaN(writtenValue(Number.NaN)));
  });

  it('formatCost(value) keeps four decimals and says nothing of what is not finite', () => {
    assert.equal(formatCost(0.24312), '0.2431');
    assert.deepEqual([0.001, 0.00099, 99.98765, 100.04, 99_999.96].map(formatCost), [
      '0.0010',
      '9.90·10⁻⁴',
      '99.9877',
      '100.0',
      '100000.0',
    ]);
    assert.equal(formatCost(0.00001234), '1.23·10⁻⁵');
    assert.equal(formatCost(0), '0');
    assert.equal(formatCost(null), '–');
    assert.equal(formatCost(Number.POSITIVE_INFINITY), '–');
  });

  it('formatHundredths(value) keeps two decimals of what is small, with a real minus sign', () => {
    const values = [0.934, -1.2, -0.00045, null, Number.NaN];
    assert.deepEqual(values.map(formatHundredths), ['0.93', '−1.20', '0.00', '–', '–']);
  });

  it('writes counts with separators, shares in percent, settings as one types them, negative factors in parentheses', () => {
    assert.equal(formatCount(182_400), '182,400');
    assert.deepEqual([null, undefined].map(formatCount), ['–', '–']);
    assert.equal(formatPercent(0.905), '90.5\u00a0%');
    assert.equal(formatSetting(1e-8), '1e-8');
    assert.equal(formatSetting(0.1 + 0.2), '0.3');
  });
});
