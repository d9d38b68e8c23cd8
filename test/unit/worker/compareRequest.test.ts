/** Recorded runs side by side, as the worker gives them to a page. */
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeRecords } from '../../../src/platform/node/records/nodeRecords.ts';
import type { ComparedRuns } from '../../../src/protocol/compare/runsComparison.ts';
import { compareRequest } from '../../../src/worker/compareRequest.ts';
import { dividedTable, inFolder, runCli } from '../cli/runCli.ts';

async function trained(
  folder: string,
  ...sets: readonly (readonly string[])[]
): Promise<readonly { root: string; id: string }[]> {
  const root = join(folder, '.nn-runs');
  for (const own of sets) {
    const args = ['train', 'a.csv', '--record', '.nn-runs', ...own.flatMap((set) => ['--set', set])];
    assert.equal((await runCli(args, folder)).code, 0);
  }
  return (await nodeRecords(root).ids()).toReversed().map((id) => ({ root, id }));
}

const compared = (runs: readonly { root: string; id: string }[]): Promise<ComparedRuns> =>
  compareRequest({ runs }, () => Promise.resolve());

describe('compareRequest({ runs })', () => {
  it('draws each run up to where it stands, with its figures there', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const runs = await trained(folder, ['training.epochs=7'], ['training.epochs=9']);
      const { records, curves, comparison } = await compared(runs);
      assert.deepEqual(
        records.map(({ epochs, state, table, isShare }) => [epochs, state, table, isShare]),
        [7, 9].map((epochs) => [epochs, 'finished', 'a.csv', true]),
      );
      for (const [index, { root, id }] of runs.entries()) {
        const { step, figures } = await nodeRecords(root).read(id);
        const curve = curves[index];
        const last = (name: 'step' | 'cost' | 'validationCost' | 'trainMetric'): unknown => curve?.[name].at(-1);
        assert.deepEqual(
          [last('step'), last('cost'), last('validationCost'), last('trainMetric')],
          [step, figures.cost, figures.validationCost, figures.trainAccuracy],
        );
        assert.ok(curve?.step.every((one, i) => one > (curve.step[i - 1] ?? -1)));
      }
      assert.deepEqual(comparison.differences, [{ path: 'training.epochs', values: [7, 9] }]);
      assert.equal(comparison.weights?.parameters.length, 2);
    }));

  it('lets others have their turn, and ends where they say so', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const runs = await trained(folder, ['training.epochs=2'], ['training.epochs=3'], ['training.epochs=4']);
      let turns = 0;
      await compareRequest({ runs }, async () => void turns++);
      assert.ok(turns >= runs.length);
      const end = compareRequest({ runs }, () => Promise.reject(new Error('no more')));
      await assert.rejects(end, /no more/);
    }));

  it('refuses a run that is gone', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const runs = await trained(folder, ['training.epochs=2'], ['training.epochs=3']);
      await rm(join(folder, '.nn-runs', runs[0]?.id ?? ''), { recursive: true });
      await assert.rejects(compared(runs), { name: 'RecordError' });
    }));
});
