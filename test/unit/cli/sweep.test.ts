import assert from 'node:assert/strict';
import { parseVariation, planSweep } from '../../../src/cli/sweep/plan.ts';
import { networkConfigSchema } from '../../../src/config/schema/schema.ts';
import { dividedTable, inFolder, runCli, runJson, spawnCli } from './runCli.ts';

interface Member extends Record<string, unknown> {
  readonly seed: number;
  readonly fold: number | null;
  readonly reached: boolean | null;
  readonly stepReached: number | null;
}
interface Swept {
  readonly members: readonly Member[];
  readonly summary: Record<string, unknown>;
}

async function sweep(args: readonly string[], folder?: string, run = runCli): Promise<Swept> {
  return (await runJson(['sweep', ...args], folder, run)) as unknown as Swept;
}

const [few, xor] = [['--set', 'training.epochs=5'], 'samples/xor.nnconfig'];

describe('nn-explorer sweep', () => {
  it('trains each combination of values and seeds to the very numbers of train', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const { members, summary } = await sweep(
        [
          'a.csv',
          ...few,
          '--vary',
          'training.batchSize=8,full',
          '--seeds',
          '2',
          '--set',
          'network.initialization.seed=7',
        ],
        folder,
      );
      const expected = [8, 'full'].flatMap((size) => [7, 8].map((seed) => ({ size, seed })));
      assert.deepEqual(
        members.map(({ set, seed }) => ({ set, seed })),
        expected.map(({ size, seed }) => ({ set: { 'training.batchSize': size }, seed })),
      );
      for (const [i, { size, seed }] of expected.entries()) {
        const set = [`training.batchSize=${size}`, `network.initialization.seed=${seed}`];
        const trained = await runJson(['train', 'a.csv', ...few, ...set.flatMap((one) => ['--set', one])], folder);
        const { seconds: _s, stepsPerSecond: _p, ...report } = trained;
        for (const [key, value] of Object.entries(report)) assert.deepEqual(members[i]?.[key], value, key);
      }
      const costs = members.map(({ cost }) => Number(cost));
      const mean = costs.reduce((sum, cost) => sum + cost, 0) / 4;
      const sd = Math.sqrt(costs.reduce((sum, cost) => sum + (cost - mean) ** 2, 0) / 3);
      const { mean: means, sd: sds, ...counts } = summary as { mean: { cost: number }; sd: { cost: number } };
      assert.ok(Math.abs(means.cost - mean) < 1e-12 && Math.abs(sds.cost - sd) < 1e-12);
      assert.deepEqual(counts, { members: 4, reached: null, stepReached: null });
    }));

  it('ends a member at the first step where the goal holds', async () => {
    const { members, summary } = await sweep([xor, '--seeds', '4', '--until', 'cost<0.1']);
    const reached = members.filter((member) => member.reached);
    assert.ok(reached.length > 0);
    const { seed, stepReached } = reached[0] as Member & { stepReached: number };
    const args = ['train', xor, '--set', `network.initialization.seed=${seed}`, '--costs-at'];
    const { costs } = await runJson([...args, `${stepReached - 1},${stepReached}`]);
    const [before, at] = Object.values(costs as Record<string, number>) as [number, number];
    assert.ok(before >= 0.1 && at < 0.1, `${before} ${at}`);
    assert.equal(summary['reached'], reached.length);
    assert.ok(members.every(({ stopReason, reached: is }) => stopReason === (is ? 'until' : 'epochs')));
  });

  it('ends a member with mini-batches at the end of an epoch', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const set = ['--set', 'training.batchSize=8', '--set', 'training.learningRate=0.05'];
      const { members } = await sweep(['a.csv', ...set, '--until', 'trainAccuracy>=0.9'], folder);
      const [member] = members;
      assert.equal(member?.reached, true);
      assert.equal(Number(member?.stepReached) % Math.ceil(Number(member?.['m']) / 8), 0);
      assert.ok(Number(member?.['trainAccuracy']) >= 0.9);
    }));

  it('gives the same numbers with any number of workers', async function () {
    this.timeout(120_000);
    const args = [xor, '--seeds', '12', '--vary', 'network.layers.0.units=2:4:1', '--set', 'training.epochs=50'];
    const [one, three] = [await sweep(args), await sweep([...args, '--workers', '3'], undefined, spawnCli)];
    const sums = ({ members }: Swept) => members.map(({ seed, set, weightsSha256 }) => ({ seed, set, weightsSha256 }));
    assert.equal(one.members.length, 36);
    assert.deepEqual(sums(three), sums(one));
  });

  it('tells what is wrong in one sentence', async () => {
    const wrong = async (...args: string[]) => {
      const { code, stderr } = await runCli(['sweep', xor, ...args]);
      assert.equal(code, 2, stderr);
      return stderr;
    };
    assert.match(await wrong('--vary', 'training.learningRate=1:0:0.1'), /the range 1:0:0\.1 has no values/i);
    assert.match(await wrong('--vary', 'training.lerningRate=1'), /there is no key "training\.lerningRate"/i);
    assert.match(await wrong('--until', 'price<3'), /--until takes one of cost/);
    assert.match(await wrong('--folds', '1'), /--folds takes a whole number from 2/);
    assert.match(await wrong('--seeds', 'two'), /--seeds takes a whole number from 1/);
  });
});

describe('parseVariation(text)', () => {
  it('takes values with commas in JSON, and ranges with both ends', () => {
    const values = (text: string) => parseVariation(text).assignments.map((one) => one.slice(one.indexOf('=') + 1));
    assert.deepEqual(values('network.layers=[{"units":2},{"units":3}],[]'), ['[{"units":2},{"units":3}]', '[]']);
    assert.deepEqual(values('training.learningRate=0.1:0.3:0.1'), ['0.1', '0.2', '0.3']);
    assert.deepEqual(values('training.learningRate=1e-3, 0.01'), ['1e-3', '0.01']);
    assert.deepEqual(values('network.layers.0.units=8:2:-3'), ['8', '5', '2']);
  });

  it('spans the grid, the last path the fastest', () => {
    const base = networkConfigSchema.parse({ data: { file: 'a.csv', target: 'y' } });
    const variations = ['training.epochs=1,2', 'training.l2=0,1'].map(parseVariation);
    const groups = planSweep(base, { variations, seeds: null, folds: 2 });
    const shown = groups.map(({ set, fold }) => `${Object.values(set).join(' ')} ${fold?.index}`);
    assert.deepEqual(shown, ['1 0 0', '1 0 1', '1 1 0', '1 1 1', '2 0 0', '2 0 1', '2 1 0', '2 1 1']);
  });
});
