/** What the panel's context menu puts on the clipboard: a whole matrix of which the page shows a window, and an equation as LaTeX. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Answer } from '../../src/protocol/query.ts';
import { run, trainEasy, untilState, useExtension } from './editor.ts';

describe('the context menu of the panel', () => {
  const extension = useExtension();

  it('copies all of a matrix, to the last bit, and an equation with its numbers', async () => {
    const { session } = await trainEasy(extension.api, 'copied', { epochs: 3 });
    await untilState(session, 'finished');
    const all = { from: 0, count: 1000 };
    const query = { kind: 'matrix', which: 'W', layer: 1, examples: 'train', rows: all, columns: all } as const;
    const { values, shape } = (await session.inspection.query(query)) as Answer<'matrix'>;
    const one = { from: 0, count: 1 };
    const cells = [[String(values[0])]];
    const { which, layer, examples } = query;
    const shown = { which, layer, examples, shape, rows: one, columns: one, transposed: false, fixed: false, cells };
    await run('copyNumPy', { 'neuralNetwork.matrix': shown });
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /^np\.array\(\[\[.*\]\]\)$/);
    const numbers = copied
      .slice(copied.indexOf('['))
      .match(/-?[\d.]+(?:e[+-]?\d+)?/g)
      ?.map(Number);
    assert.deepEqual(numbers, [...values]);
    await run('copyLatex', {
      'neuralNetwork.equation': ['<p><math><msup><mi>W</mi><mn>2</mn></msup></math> = <b>−0.5</b></p>'],
    });
    assert.equal(await vscode.env.clipboard.readText(), 'W^{2} = -0.5');
  });
});
