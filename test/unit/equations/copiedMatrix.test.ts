/** What is copied of a matrix that a page shows a window of: all of it, to the last bit. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import temml from 'temml';
import { cellText, latexMatrix, numpyMatrix } from '../../../src/equations/render/literals.ts';
import { type AskNumbers, latexCopy, type NamedWindow, numpyCopy } from '../../../src/equations/render/copiedMatrix.ts';
import { shownMatrixOf } from '../../../src/protocol/subjects.ts';
import { RandomState } from '../../../src/core/network/random.ts';
import { python, run } from '../export/exporting.ts';

interface Matrix {
  readonly shape: readonly [number, number];
  readonly values: Float64Array;
}

/** The run's answers, as `src/run/answers/matrix.ts` gives them. */
function askOf({ shape: [, width], values }: Matrix, asked: string[] = []): AskNumbers {
  return (rows, columns) => {
    asked.push(`${rows.from}+${rows.count} ${columns.from}+${columns.count}`);
    const cells = Array.from({ length: rows.count }, (_, r) => {
      const start = (rows.from + r) * width + columns.from;
      return [...values.subarray(start, start + columns.count)];
    });
    return Promise.resolve(Float64Array.from(cells.flat()));
  };
}

/** As the page shows it: at most two rows and three columns. */
function shownOf({ shape, values }: Matrix, more: Partial<NamedWindow> = {}): NamedWindow {
  const rows = { from: 0, count: Math.min(2, shape[0]) };
  const columns = { from: 0, count: Math.min(3, shape[1]) };
  const cell = (r: number, c: number): string => cellText(values[r * shape[1] + c]!);
  const cells = Array.from({ length: rows.count }, (_, r) =>
    Array.from({ length: columns.count }, (_, c) => cell(r, c)),
  );
  const own = { name: 'W2', transposed: false, fixed: false };
  return { ...own, shape, rows, columns, cells, ...more };
}

function counting(rows: number, columns: number): Matrix {
  return { shape: [rows, columns], values: Float64Array.from({ length: rows * columns }, (_, i) => i) };
}

/** Random bits, and what is written in a way of its own. */
function randomMatrix(random: () => number): Matrix {
  const shape = [1 + Math.floor(random() * 6), 1 + Math.floor(random() * 6)] as const;
  const special = [0, -0, 1, -3, 1e21, 1e22, 123456789012345680000, 5e-324, -1.7976931348623157e308, 0.1, 2 ** 53];
  const values = Float64Array.from({ length: shape[0] * shape[1] }, () => {
    if (random() < 0.3) return special[Math.floor(random() * special.length)]!;
    const bits = new Uint32Array([random() * 2 ** 32, random() * 2 ** 32]);
    const [value = 0] = new Float64Array(bits.buffer);
    return Number.isNaN(value) ? Infinity : value;
  });
  return { shape, values };
}

describe('equations/render/copiedMatrix', () => {
  it('numpyCopy(shown, ask) gives the same bits in NumPy, of all of the matrix, transposed where it is', async () => {
    const state = new RandomState(19);
    const random = (): number => state.random();
    const matrices = Array.from({ length: 60 }, () => randomMatrix(random));
    const lines = await Promise.all(
      matrices.map(
        async (matrix, k) =>
          (await numpyCopy(shownOf(matrix, { transposed: k % 2 === 1 && matrix.shape[0] > 2 }), askOf(matrix))).text,
      ),
    );
    const program = `import numpy as np\nfor a in [${lines.join(',\n')}]: print(a.dtype, a.shape, a.tobytes().hex())`;
    const { code, stdout, stderr } = await run(python, ['-c', program], process.cwd());
    assert.equal(code, 0, stderr);
    const expected = matrices.map(({ shape: [rows, columns], values }, k) => {
      const isTransposed = k % 2 === 1 && rows > 2;
      const order = Array.from({ length: values.length }, (_, i) =>
        isTransposed ? (i % rows) * columns + Math.floor(i / rows) : i,
      );
      const bytes = Buffer.from(Float64Array.from(order, (i) => values[i]!).buffer).toString('hex');
      return `float64 (${isTransposed ? `${columns}, ${rows}` : `${rows}, ${columns}`}) ${bytes}`;
    });
    assert.deepEqual(stdout.trim().split('\n'), expected);
  });

  it('asks only for what the page has not, and says which part it is where there is no asking', async () => {
    const asked: string[] = [];
    const whole = counting(2, 3);
    assert.equal((await numpyCopy(shownOf(whole), askOf(whole, asked))).text, 'np.array([[0., 1., 2.], [3., 4., 5.]])');
    assert.deepEqual(asked, []);
    const large = counting(400, 300);
    const part = 'rows 1–2, columns 1–3 of W2, 400×300';
    assert.deepEqual(await numpyCopy(shownOf(large), askOf(large, asked)), {
      text: `np.array([[0., 1., 2.], [300., 301., 302.]])  # ${part}\n`,
      isWhole: false,
    });
    const before = await latexCopy(
      shownOf(counting(3, 4), { fixed: true, transposed: true, cells: [['0']] }),
      askOf(large, asked),
    );
    assert.deepEqual(before, {
      text: '\\begin{bmatrix} 0 \\end{bmatrix} % rows 1–3, columns 1–2 of W2ᵀ, 4×3\n',
      isWhole: false,
    });
    assert.deepEqual(asked, []);
    const middle = counting(250, 400);
    assert.ok((await numpyCopy(shownOf(middle), askOf(middle, asked))).isWhole);
    assert.deepEqual(asked, ['0+250 0+400']);
  });

  it('latexCopy(shown, ask) writes up to 30 rows and columns, of more the first three and the last with dots between', async () => {
    const square = counting(30, 30);
    const all = await latexCopy(shownOf(square), askOf(square));
    assert.match(all.text, /^\\left\[\\begin\{array\}\{c{30}\} 0 & 1 & .* & 899 \\end\{array\}\\right\]$/);
    for (const [rows, columns] of [
      [31, 31],
      [400, 600],
    ] as const) {
      const large = counting(rows, columns);
      const at = (r: number, c: number): number => r * columns + c;
      const line = (r: number): string => `${at(r, 0)} & ${at(r, 1)} & ${at(r, 2)} & \\cdots & ${at(r, columns - 1)}`;
      const gap = '\\vdots & \\vdots & \\vdots & \\ddots & \\vdots';
      assert.equal(
        (await latexCopy(shownOf(large), askOf(large))).text,
        `\\begin{bmatrix} ${[line(0), line(1), line(2), gap, line(rows - 1)].join(' \\\\ ')} \\end{bmatrix}`,
      );
    }
    const tall = counting(40, 2);
    assert.match(
      (await latexCopy(shownOf(tall, { transposed: true }), askOf(tall))).text,
      /^\\begin\{bmatrix\} 0 & 2 & 4 & \\cdots & 78 \\\\ 1 & 3 & 5 & \\cdots & 79 \\end\{bmatrix\}$/,
    );
  });

  it('latexMatrix(cells) typesets: powers of ten, what is no number, dots', () => {
    const text = latexMatrix([
      ['0.1', '-3e-7', null, '1e+21'],
      ['NaN', '-Infinity', null, 'Infinity'],
      [null, null, null, null],
      ['-0', '5e-324', null, '1'],
    ]);
    assert.match(text, /-3 \\cdot 10\^\{-7\} & \\cdots & 1 \\cdot 10\^\{21\}/);
    assert.match(text, /\\mathrm\{NaN\} & -\\infty & \\cdots & \\infty/);
    const typeset = temml.renderToString(text, { throwOnError: true });
    assert.equal(typeset.match(/<mtr>/g)?.length, 4);
    assert.equal(typeset.match(/<mtd/g)?.length, 16);
    assert.equal(numpyMatrix([['NaN', 'Infinity', '-Infinity']]), 'np.array([[np.nan, np.inf, -np.inf]])');
  });

  it('shownMatrixOf(written) knows what a page wrote, and nothing else', () => {
    const shown = { ...shownOf(counting(2, 2)), which: 'W', layer: 2, examples: 'train' };
    assert.deepEqual(shownMatrixOf(JSON.parse(JSON.stringify(shown))), shown);
    for (const other of [undefined, null, 'W', {}, { ...shown, which: 'Q' }, { ...shown, cells: 'x' }])
      assert.equal(shownMatrixOf(other), null);
  });
});
