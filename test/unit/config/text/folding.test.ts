import assert from 'node:assert/strict';
import { foldsOf } from '../../../../src/config/text/folding.ts';

describe('foldsOf(text)', () => {
  const shown = (text: string) =>
    foldsOf(text).map(({ start, end, isComment }) => `${isComment ? '//' : '{}'} ${start}–${end}`);

  it('folds objects and lists over several lines, and keeps the closing bracket', () => {
    assert.deepEqual(shown('{\n  "network": {\n    "layers": [\n      { "units": 4 }\n    ]\n  }\n}'), [
      '{} 2–3',
      '{} 1–4',
      '{} 0–5',
    ]);
    assert.deepEqual(shown('{ "a": [1, 2] }'), []);
  });

  it('folds comments of several lines', () => {
    assert.deepEqual(shown('// one\n// two\n// three\n{} // beside\n// alone'), ['// 0–2']);
    assert.deepEqual(shown('/* one\n two */\n{}'), ['// 0–1']);
  });

  it('folds what is half typed', () => {
    assert.deepEqual(shown('{\n  "a": {\n    "b": 1,\n  }\n'), ['{} 1–2']);
    assert.deepEqual(shown(']}'), []);
  });
});
