/** What is no program: arrays for NumPy, equations for LaTeX, and what every program writes alike. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import temml from 'temml';
import { encodeBase64 } from '../../../src/export/base/base64.ts';
import { exportEndings, exportNames } from '../../../src/export/base/names.ts';
import { exportTargets } from '../../../src/export/targets.ts';
import { quoted, VariableNames } from '../../../src/export/base/words.ts';
import { caseCount, caseOf } from './networks.ts';
import { inExport, python, run, trainedExport } from './exporting.ts';

describe('export', () => {
  it('npz: NumPy reads W and b as they are', async () => {
    const { table, config } = caseOf(1);
    const { exported } = await trainedExport(table, config, 10);
    await inExport(exported, 'npz', {}, async (folder) => {
      const script =
        'import numpy, json; w = numpy.load("net.npz"); print(json.dumps([[k, w[k].shape, w[k].ravel().tolist()] for k in w]))';
      const { stdout } = await run(python, ['-c', script], folder);
      const found = JSON.parse(stdout) as [string, number[], number[]][];
      assert.deepEqual(
        found.map(([name]) => name),
        ['W1', 'b1', 'W2', 'b2', 'W3', 'b3'],
      );
      assert.deepEqual(found.map(([, shape]) => shape.join('×')).slice(2), ['3×4', '3×1', '3×3', '3×1']);
      assert.deepEqual(
        found.flatMap(([, , values]) => values),
        [...exported.model.parameters],
      );
    });
  });

  it('latex: every equation typesets, and each network has all of its sections', async () => {
    for (let index = 0; index < caseCount; index++) {
      const { name, table, config } = caseOf(index);
      const { exported } = await trainedExport(table, config, 10);
      const text = String(exportTargets.latex.write(exported)[0]!.content);
      const equations = [...text.matchAll(/\\begin\{align\*\}[\s\S]*?\\end\{align\*\}|\\\[([\s\S]*?)\\\]/g)];
      assert.equal(text.match(/\\section\*/g)?.length, 7, name);
      assert.ok(equations.length >= 11, name);
      for (const [whole, inner] of equations)
        temml.renderToString(inner ?? whole, { displayMode: true, throwOnError: true });
    }
  });

  it('every target names its files after the stem and its own ending', async () => {
    const { table, config } = caseOf(0);
    const { exported } = await trainedExport(table, config, 5, 'my net');
    for (const to of exportNames) {
      const [first, ...beside] = exportTargets[to].write(exported);
      assert.equal(first?.name, `my net${exportEndings[to]}`);
      for (const { name } of beside) assert.match(name, /^my net\./);
    }
  });

  it('names of columns become names of variables, each once and none that a language keeps', () => {
    const names = new VariableNames();
    const given = ['Bill length (mm)', 'class', 'class', '2nd', '온도', 'softmax', 'Größe', ''];
    const expected = ['bill_length_mm', 'class_', 'class__2', 'column_2nd', 'column', 'softmax_', 'groe', 'column_2'];
    assert.deepEqual(
      given.map((name) => names.of(name)),
      expected,
    );
    assert.equal(quoted('a"\u2028b'), '"a\\"\\u2028b"');
  });

  it('encodeBase64(values) is the base64 of their bytes', () => {
    for (const length of [0, 1, 2, 3, 7]) {
      const values = Float64Array.from({ length }, (_, k) => Math.sin(k + 1));
      assert.equal(encodeBase64(values), Buffer.from(values.buffer).toString('base64'));
    }
  });
});
