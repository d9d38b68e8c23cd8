import assert from 'node:assert/strict';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { readTable } from '../../../../src/data/read/readTable.ts';
import { buildTrainer } from '../../../../src/run/setup/buildTrainer.ts';
import { describeRun } from '../../../../src/run/frames/describeRun.ts';

describe('describeRun(names, config, table, built)', () => {
  it('tells what the reader repaired and what the data set left out, in the order of the lines', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i},${i % 2 === 0 ? 'left' : 'right'}`);
    rows[3] = '3,right,extra';
    rows[7] = '7,';
    const table = await readTable(sourceOfBytes(new TextEncoder().encode(`x,side\n${rows.join('\n')}\n`)));
    const config = networkConfigSchema.parse({ data: { file: 'a.csv', target: 'side' } });
    const names = { runId: 'run-1', build: 1, title: 'a.nnconfig', dataFile: 'a.csv' };
    const { description } = describeRun(names, config, table, buildTrainer(config, table));
    assert.deepEqual(
      description.repairs.filter(({ line }) => line > 0).map(({ line, kind }) => [line, kind]),
      [
        [5, 'extraCells'],
        [9, 'droppedTarget'],
      ],
    );
  });
});
