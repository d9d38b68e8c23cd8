/** The places that explain a problem beside its own. */
import assert from 'node:assert/strict';
import { problemsFor } from '../../../../src/config/problems/problems.ts';
import { relatedInformation } from '../../../../src/config/problems/relatedInformation.ts';
import { readTree } from '../../../../src/config/text/tree.ts';
import type { TableSummary } from '../../../../src/data/columns/summary.ts';
import { garden, summaryOf } from '../table.ts';

describe('relatedPlaces(problem, root, summary)', () => {
  let summary: TableSummary;
  before(async () => {
    const lines = garden.split('\n').map((line, row) => `${line},${row === 0 ? 'far,same' : `${row * 1e6},1`}`);
    summary = await summaryOf(lines.join('\n'));
  });

  /** "code: message → what stands there", of every place of every problem. */
  function locations(text: string): string[] {
    return problemsFor(text, summary).flatMap((problem) =>
      relatedInformation(problem, readTree(text).root, summary).map((location) => {
        const where =
          location.in === 'text'
            ? `${location.offset} ${text.substr(location.offset, location.length)}`
            : `${location.row} of ${location.column}`;
        return `${problem.code}: ${location.message} → ${where}`;
      }),
    );
  }
  const data = (more: string, target = '"species"') => `{"data":{"file":"g.csv","target":${target},${more}}}`;
  const network = (more: string) => `{"data":{"file":"g.csv","target":"species"},"network":{${more}}}`;

  it('a key given twice: the first one', () => {
    assert.deepEqual(locations('{"data":{"file":"g.csv","target":"species","file":"g.csv"}}'), [
      'duplicateKey: The first one → 9 "file"',
    ]);
  });

  it('a target among the features: where it is the target', () => {
    assert.deepEqual(locations(data('"features":["width","species"]')), [
      'targetAmongFeatures: The target → 33 "species"',
    ]);
    const several = locations(data('"features":["far","width"]', '["height","width"]'));
    assert.deepEqual(several, ['targetAmongFeatures: The target → 43 "width"']);
  });

  it('an unknown column: the one that was meant, or where the names stand', () => {
    assert.deepEqual(locations(data('"features":["widht"]')), [
      'unknownColumn: The column "width" of the table → header of width',
    ]);
    assert.deepEqual(locations(data('"features":["completely else"]')), [
      'unknownColumn: The columns of the table begin here → header of id',
    ]);
  });

  it('columns that cannot serve: their names or values in the table, and an earlier listing', () => {
    assert.deepEqual(locations(data('"features":["width","same"]')), [
      'constantFeature: Every row has this value → first of same',
    ]);
    assert.deepEqual(locations(data('"features":["width","width"]')), ['duplicateColumn: The first one → 55 "width"']);
    assert.deepEqual(locations(data('"features":["width","id"]')), [
      'idFeature: The column "id" of the table → header of id',
    ]);
    assert.deepEqual(locations(data('"features":["width"]', '"same"')), [
      'oneClass: The column "same" of the table → header of same',
    ]);
    assert.deepEqual(locations(data('"features":["height","far"],"standardize":false')), [
      'scalesApart: The column "height" of the table → header of height',
      'scalesApart: The column "far" of the table → header of far',
    ]);
  });

  it('layers that stay alike: each of them; linear layers: the others', () => {
    assert.deepEqual(locations(network('"layers":[{"units":1},{"units":4}],"initialization":{"scheme":"zeros"}')), [
      'bottleneck: The output layer follows from it → 33 "species"',
      'identicalUnits: These units stay identical → 78 "units":4',
    ]);
    const linear = '{"units":2,"activation":"linear"}';
    assert.deepEqual(locations(network(`"layers":[${linear},${linear}]`)), [
      'linearLayers: This layer is linear, too → 110 "activation":"linear"',
    ]);
  });

  it('names no cell of a table that is not known', () => {
    const text = data('"features":["widht"]');
    const [problem] = problemsFor(text, summary);
    assert.ok(problem);
    assert.deepEqual(relatedInformation(problem, readTree(text).root, null), []);
  });
});
