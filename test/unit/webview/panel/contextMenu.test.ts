import assert from 'node:assert/strict';
import { latexOf, numpyOf, plainNumber } from '../../../../webview/panel/contextMenu.ts';

describe('webview/panel/contextMenu', () => {
  it('plainNumber(text) has all digits as programs write them, and nothing for words', () => {
    assert.deepEqual(['−1,234.5', '0.21750397452', ' 7 ', 'NaN', '', 'tanh'].map(plainNumber), [
      '-1234.5',
      '0.21750397452',
      '7',
      null,
      null,
      null,
    ]);
  });

  it('numpyOf(cells) and latexOf(cells) write a matrix with all its digits', () => {
    const cells = [
      ['0.1', '-3e-7'],
      ['NaN', 'Infinity'],
    ];
    assert.equal(numpyOf(cells), 'np.array([[0.1, -3e-7], [np.nan, np.inf]])');
    assert.equal(latexOf([['0.1', '-3e-07']]), '\\begin{bmatrix} 0.1 & -3 \\cdot 10^{-7} \\end{bmatrix}');
  });
});
