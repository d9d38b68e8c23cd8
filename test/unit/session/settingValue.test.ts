import assert from 'node:assert/strict';
import { settingValue } from '../../../src/session/settingValue.ts';

function read<T extends number | boolean>(found: unknown, fallback: T, bounds?: { min: number; max: number }) {
  const reported: string[] = [];
  const value = settingValue('neuralNetwork.x', found, fallback, (sentence) => reported.push(sentence), bounds);
  return { value, reported };
}

describe('settingValue(name, found, fallback, refuse, bounds)', () => {
  const bounds = { min: 0, max: 600 };

  it('takes what is of the right type and size', () => {
    for (const value of [0, 10, 600]) assert.deepEqual(read(value, 5, bounds), { value, reported: [] });
    for (const value of [true, false]) assert.deepEqual(read(value, true), { value, reported: [] });
  });

  it('falls back with a sentence where the type is another, and is never NaN', () => {
    for (const found of ['x', '10', null, undefined, {}, [], [3], Number.NaN, Number.POSITIVE_INFINITY, true]) {
      const { value, reported } = read(found, 10, bounds);
      assert.equal(value, 10, String(found));
      assert.match(reported[0] ?? '', /^The setting neuralNetwork\.x is .*; expected a number\. 10 is used instead\.$/);
    }
    for (const found of ['true', 1, 0, null, undefined, {}]) {
      const { value, reported } = read(found, false);
      assert.equal(value, false);
      assert.match(reported[0] ?? '', /expected true or false\. false is used instead\.$/);
    }
  });

  it('holds a number within its bounds, and says so', () => {
    assert.deepEqual(read(-3, 10, bounds).value, 0);
    assert.deepEqual(read(1e9, 10, bounds), {
      value: 600,
      reported: ['The setting neuralNetwork.x is 1000000000; expected 0 to 600. 600 is used instead.'],
    });
  });
});
