import assert from 'node:assert/strict';
import { windowText } from '../../../../webview/matrix/matrixTable.ts';
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

  it('numpyOf(cells, part) and latexOf(cells, part) say which part of the matrix they are, and leave what follows alone', () => {
    const spans = { rows: { from: 0, count: 1 }, columns: { from: 4, count: 2 } };
    const part = windowText({ which: 'W', layer: 2, transposed: true }, spans, [8, 6]);
    assert.equal(part, 'rows 1–1, columns 5–6 of W2ᵀ, 8×6');
    assert.equal(numpyOf([['1', '2']], part), `np.array([[1, 2]])  # ${part}\n`);
    assert.equal(latexOf([['1', '2']], part), `\\begin{bmatrix} 1 & 2 \\end{bmatrix} % ${part}\n`);
    assert.equal(windowText({ which: 'X', layer: 0 }, spans, [1, 2]), '');
  });
});
