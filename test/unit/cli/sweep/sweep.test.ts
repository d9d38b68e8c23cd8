import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseVariation, parseVariations } from '../../../../src/config/sweep/variationText.ts';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { withSetting } from '../../../../src/config/sweep/withSetting.ts';
import { planSweep } from '../../../../src/config/sweep/sweepPlan.ts';
import { dividedTable, inFolder, runCli, runJson, spawnCli } from '../runCli.ts';

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

  it('trains what the file asks for, and what options put in its place', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const key = { vary: { 'training.l2': [0, 1] }, seeds: 2, until: 'cost < 0.6' };
      const config = { data: { file: 'a.csv', target: 'kind' }, training: { epochs: 5 }, sweep: key };
      await writeFile(join(folder, 'a.nnconfig'), JSON.stringify(config));
      const written = await sweep(['a.nnconfig'], folder);
      const { sweep: _key, ...plain } = config;
      await writeFile(join(folder, 'plain.nnconfig'), JSON.stringify(plain));
      const vary = ['--vary', 'training.l2=0,1', '--seeds', '2', '--until', 'cost<0.6'];
      const asked = await sweep(['plain.nnconfig', ...vary], folder);
      const sums = ({ members }: Swept) => members.map(({ set, weightsSha256 }) => ({ set, weightsSha256 }));
      assert.deepEqual(sums(written), sums(asked));
      const other = await sweep(['a.nnconfig', '--seeds', '1', '--random', '1', '--until', 'cost<0'], folder);
      assert.deepEqual([other.members.length, other.summary['reached']], [1, 0]);
      const { steps } = await runJson(['train', 'a.nnconfig'], folder);
      assert.equal(steps, 5);
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
    assert.match(await wrong('--vary', 'training.l2=0:1:1e-9'), /the range has 1000000000 values; at most 1000000/i);
    assert.match(await wrong('--vary', 'network.layers.3.units=4'), /^--vary network\.layers\.3\.units=4: .*1 hidden/);
    const late = ['--set', 'network.initialization.seed=4294967294', '--seeds', '3'];
    assert.match(await wrong(...late), /--seeds 3: seeds end at 4294967295; the last one would be 4294967296/i);
    assert.match(await wrong('--until', 'price<3'), /--until takes one of cost/);
    assert.match(await wrong('--folds', '1'), /--folds takes a whole number from 2/);
    assert.match(await wrong('--seeds', 'two'), /--seeds takes a whole number from 1/);
    for (const value of ['data.file=b.csv', 'data={"file":"b.csv","target":"y"}'])
      assert.match(await wrong('--vary', value), /--vary data.*: all trainings of a sweep read .*"data\.file"/);
    for (const value of ['network.initialization.file=a.npz', 'network.initialization={"scheme":"file"}', 'network={}'])
      assert.match(await wrong('--vary', value), /"network\.initialization\.file" is not varied/);
    const rates = ['--vary', 'training.learningRate=1', '--vary'];
    assert.match(await wrong(...rates, ' training.learningRate =2'), /take the place of those of --vary training/);
    assert.match(await wrong(...rates, 'training={"epochs":5}'), /--vary training: its values would take the place/);
  });

  it('tells of the table what train tells: the guess, what was mended, what is doubtful', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${i % 7},${i % 5 ? i % 3 : 'n.d.'},${i % 2 ? 'yes' : 'no'},${i % 2}`,
    );
    await inFolder({ 'a.csv': `${['wide,deep,left,churn', ...rows].join('\n')}\n` }, async (folder) => {
      const trained = await runCli(['train', 'a.csv', ...few], folder);
      const swept = await runCli(['sweep', 'a.csv', '--seeds', '2', ...few], folder);
      assert.match(swept.stderr, /"n\.d\." is not a number/);
      assert.match(swept.stderr, /"left" says the same as the target "churn"/);
      assert.match(swept.stderr, /the target is guessed to be "churn"/);
      assert.equal(swept.stderr, trained.stderr);
    });
  });

  it('refuses more folds than there are rows', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const { code, stderr } = await runCli(['sweep', 'a.csv', '--folds', '41', ...few], folder);
      assert.deepEqual([code, /there are 40 rows for 41 folds/.test(stderr)], [1, true], stderr);
      const { members } = await sweep(['a.csv', '--folds', '40', ...few], folder);
      assert.ok(members.every(({ mValidation }) => mValidation === 1));
    }));

  it('takes the weights of a file for those members alone that begin with it, and with one seed', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      await runJson(['train', 'a.csv', '--set', 'training.epochs=1', '--save', 'a.safetensors'], folder);
      const file = ['--set', 'network.initialization.file=a.safetensors'];
      const from = [...few, ...file, '--set', 'network.initialization.scheme=file'];
      const { members } = await sweep(['a.csv', ...from, '--vary', 'network.initialization.scheme=file,he'], folder);
      for (const [i, scheme] of ['file', 'he'].entries()) {
        const set = ['--set', `network.initialization.scheme=${scheme}`];
        const { weightsSha256 } = await runJson(['train', 'a.csv', ...few, ...file, ...set], folder);
        assert.equal(members[i]?.['weightsSha256'], weightsSha256, scheme);
      }
      const seeds = await runCli(['sweep', 'a.csv', ...from, '--seeds', '2'], folder);
      assert.deepEqual([seeds.code, /--seeds 2: the weights come from a file/.test(seeds.stderr)], [2, true]);
      const late = ['sweep', 'a.csv', ...few, ...file, '--vary', 'network.initialization.scheme=he,file'];
      const { code, stderr } = await runCli(late, folder);
      assert.deepEqual([code, /scheme "file" can be one of several only where/.test(stderr)], [2, true], stderr);
    }));

  it('sums the steps up as NumPy does', async () => {
    const { members, summary } = await sweep([xor, '--seeds', '6', '--until', 'cost<0.3']);
    const steps = members.flatMap(({ stepReached }) => stepReached ?? []).sort((a, b) => a - b);
    const at = (q: number) => {
      const place = q * (steps.length - 1);
      const [low, high] = [steps[Math.floor(place)] ?? 0, steps[Math.ceil(place)] ?? 0];
      return low + (place % 1) * (high - low);
    };
    assert.ok(steps.length > 1);
    assert.deepEqual(summary['stepReached'], { median: at(0.5), p10: at(0.1), p90: at(0.9) });
  });
});

describe('parseVariation(text)', () => {
  it('takes values with commas in JSON, and ranges with both ends', () => {
    const values = (text: string) => JSON.parse(JSON.stringify(parseVariation(text).values)) as unknown;
    assert.deepEqual(values('network.layers=[{"units":2},{"units":3}],[]'), [[{ units: 2 }, { units: 3 }], []]);
    assert.deepEqual(values('training.learningRate=0.1:0.3:0.1'), [0.1, 0.2, 0.3]);
    assert.deepEqual(values('training.learningRate=1e-3, 0.01'), [0.001, 0.01]);
    assert.deepEqual(values('network.layers.0.units=8:2:-3'), [8, 5, 2]);
    assert.deepEqual(values('training.l2=0.3:0:-0.1'), [0.3, 0.2, 0.1, 0]);
    assert.deepEqual(values('training.l2=1e-7:3e-7:1e-7'), [1e-7, 2e-7, 3e-7]);
    assert.deepEqual(values('training.learningRate=0.1:1000:999.9'), [0.1, 1000]);
  });

  it('makes groups so short that every worker has several', () => {
    const base = networkConfigSchema.parse({ data: { file: 'a.csv', target: 'y' } });
    const lengths = (seeds: number, workers: number) =>
      planSweep(base, { variations: parseVariations([]), seeds, folds: null, workers }, withSetting).map(
        (one) => one.seeds.length,
      );
    assert.deepEqual(lengths(12, 2), new Array(12).fill(1));
    assert.deepEqual(lengths(17, 2), [...new Array(8).fill(2), 1]);
    assert.deepEqual(lengths(200, 2), new Array(20).fill(10));
  });

  it('spans the grid, the last path the fastest', () => {
    const base = networkConfigSchema.parse({ data: { file: 'a.csv', target: 'y' } });
    const variations = ['training.epochs=1,2', 'training.l2=0,1'].map(parseVariation);
    const groups = planSweep(base, { variations, seeds: null, folds: 2, workers: 1 }, withSetting);
    const shown = groups.map(({ set, fold }) => `${Object.values(set).join(' ')} ${fold?.index}`);
    assert.deepEqual(shown, ['1 0 0', '1 0 1', '1 1 0', '1 1 1', '2 0 0', '2 0 1', '2 1 0', '2 1 1']);
  });
});
