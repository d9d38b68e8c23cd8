import assert from 'node:assert/strict';
import { Progress } from '../../../../src/cli/terminal/progress.ts';
import { textTerminal } from '../../../../src/cli/terminal/terminal.ts';
import { trainToEnd } from '../../../../src/cli/training/trainToEnd.ts';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { readTable } from '../../../../src/data/read/readTable.ts';
import { buildTrainer } from '../../../../src/run/setup/buildTrainer.ts';
import { dividedTable } from '../runCli.ts';

describe('trainToEnd(trainer, options)', () => {
  it('leaves what looks on in the middle when it is interrupted', async () => {
    const table = await readTable(sourceOfBytes(new TextEncoder().encode(dividedTable())));
    const { trainer } = buildTrainer(networkConfigSchema.parse({ data: { file: 'a.csv', target: 'kind' } }), table);
    const interruption = { aborted: false };
    let isWhole = false;
    function* look(): Generator<undefined, void> {
      interruption.aborted = true;
      for (const end = performance.now() + 300; performance.now() < end; ) yield;
      isWhole = true;
    }
    const silent = textTerminal(
      () => undefined,
      () => undefined,
    );
    const options = { costsAt: [], interruption, progress: new Progress(silent) };
    const { stopReason } = await trainToEnd(trainer, { ...options, watcher: { stepsToNext: () => 1, look } });
    assert.deepEqual([stopReason, isWhole, trainer.step], ['user', false, 1]);
    trainer.dispose();
  });
});
