import assert from 'node:assert/strict';
import { Graph } from '../../../src/export/onnx/graph.ts';

describe('Graph.output(value, name, dimensions)', () => {
  const textOf = (graph: Graph): string => Buffer.from(graph.file('network', '', '1')).toString('latin1');

  it('keeps the name, and takes the next one where a column is called so: names in a graph are unique', () => {
    const plain = new Graph();
    plain.output(plain.cast(plain.input('age', 'float'), 'double'), 'label', ['N']);
    assert.match(textOf(plain), /Identity label\b/);
    assert.doesNotMatch(textOf(plain), /label_2/);
    const taken = new Graph();
    taken.output(taken.cast(taken.input('label', 'float'), 'double'), 'label', ['N']);
    assert.match(textOf(taken), /Identity label_2/);
  });
});
