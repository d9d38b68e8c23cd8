/** A run that goes on from a step of its past in another way: bit for bit what a training would be that had the change from the start. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { buildRun, loadSetup } from '../../../src/cli/input/setup.ts';
import { textTerminal } from '../../../src/cli/terminal/terminal.ts';
import { parameterCode, parameterOfCode, parameterPosition } from '../../../src/core/network/parameterName.ts';
import { makeEvent } from '../../../src/core/training/replay.ts';
import type { Trainer } from '../../../src/core/training/trainer.ts';
import { weightsSha256 } from '../../../src/platform/node/fingerprint.ts';
import { nodeRecords } from '../../../src/platform/node/records/nodeRecords.ts';
import { addressOf } from '../../../src/run/answers/weights.ts';
import { dividedTable, inFolder, runCli, runJson } from './runCli.ts';

const stopping = 'training.earlyStopping={"patience":1000,"minDelta":0}';
const settings = ['training.epochs=30', 'training.batchSize=8', 'training.learningRate=0.05', stopping];

function recorded(folder: string, set: readonly string[] = settings): Promise<Record<string, unknown>> {
  return runJson(['train', 'a.csv', ...set.flatMap((one) => ['--set', one]), '--record', '.nn-runs'], folder);
}

function branched(folder: string, ...args: readonly string[]): Promise<Record<string, unknown>> {
  return runJson(['runs', 'branch', 'latest', ...args], folder);
}

/** The same training without any record, with something done to it on the way. */
async function trained(folder: string, step: number, change: (trainer: Trainer) => void): Promise<string> {
  const terminal = textTerminal(
    () => undefined,
    () => undefined,
  );
  const asked = { file: join(folder, 'a.csv'), targets: [], set: settings, json: true, language: null };
  const { trainer } = buildRun(await loadSetup(asked, terminal));
  while (trainer.step < step) trainer.run(step - trainer.step);
  change(trainer);
  while (!trainer.outcome) trainer.run(1000);
  const sum = weightsSha256(trainer.parameters.values);
  trainer.dispose();
  return sum;
}

describe('runs branch RUN', () => {
  it('without a change equals its parent bit for bit, from any step', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const parent = await recorded(folder);
      const store = nodeRecords(join(folder, '.nn-runs'));
      const [{ id, step: last } = { id: '', step: 0 }] = (await store.list()).runs;
      for (const step of [0, 1, 37, last]) {
        const report = await runJson(['runs', 'branch', id, '--step', String(step)], folder);
        assert.equal(report['weightsSha256'], parent['weightsSha256'], `from step ${step}`);
        assert.deepEqual([report['steps'], report['parent'], report['parentStep']], [parent['steps'], id, step]);
        const record = await store.read(String(report['run']));
        assert.deepEqual(record.parent, { run: id, step });
        const [ours, theirs] = [await store.curve(record), await store.curve(await store.read(id))];
        assert.deepEqual(
          ours.map(({ batchCost }) => batchCost),
          theirs.map(({ batchCost }) => batchCost),
        );
      }
    }));

  it('with another α equals a run from the start with that change scheduled, and so do its own branches', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      await recorded(folder);
      const change = { learningRate: 0.004, optimizer: 'momentum' } as const;
      const set = ['--set', 'training.learningRate=0.004', '--set', 'training.optimizer=momentum'];
      const report = await branched(folder, '--step', '37', ...set);
      const expected = await trained(folder, 37, (trainer) => trainer.apply(change));
      assert.equal(report['weightsSha256'], expected);
      const { changes } = await nodeRecords(join(folder, '.nn-runs')).read(String(report['run']));
      assert.deepEqual(changes, [{ kind: 'settings', step: 37, change }]);
      const { stdout } = await runCli(['runs', 'list'], folder);
      const edge = `${String(report['parent'])}: optimizer adam → momentum, α 0.05 → 0.004 at step 37`;
      assert.deepEqual(
        stdout.split('\n').map((line) => line.includes(edge)),
        [false, true, false, false],
        stdout,
      );
      assert.equal((await runJson(['runs', 'reproduce', 'latest'], folder))['identical'], true);
      // Before its change, at it, and after it: of the branch all of them are the past.
      for (const step of ['20', '37', '50']) {
        const again = await runJson(['runs', 'branch', String(report['run']), '--step', step], folder);
        const same = step === '20' ? await trained(folder, 20, () => undefined) : expected;
        assert.equal(again['weightsSha256'], same, `from step ${step}`);
      }
    }));

  it('with another weight equals a run whose weight was set there', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      await recorded(folder);
      const report = await branched(folder, '--step', '12', '--weight', 'W2[0, 3]=-0.75', '--weight', 'b1[1]=2');
      const expected = await trained(folder, 12, (trainer) => {
        for (const [code, value] of [
          ['W2[0,3]', -0.75],
          ['b1[1]', 2],
        ] as const) {
          const position = parameterPosition(trainer.spec, parameterOfCode(code) ?? assert.fail());
          makeEvent(trainer, { kind: 'parameter', step: 12, position: position ?? Number.NaN, value });
        }
      });
      assert.equal(report['weightsSha256'], expected);
      assert.equal((await runJson(['runs', 'reproduce', 'latest'], folder))['identical'], true);
    }));

  it('with another layer begins with the weights that fit, and is reproduced from its record', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      await recorded(folder, [...settings, 'network.layers=[{"units":5},{"units":4}]']);
      const report = await branched(folder, '--step', '40', '--set', 'network.layers.1.activation=relu');
      const store = nodeRecords(join(folder, '.nn-runs'));
      const record = await store.read(String(report['run']));
      assert.deepEqual([record.parent?.step, record.start?.kept], [40, 'start.safetensors']);
      assert.equal(record.config.used.network.layers[1]?.activation, 'relu');
      assert.equal((await runJson(['runs', 'reproduce', 'latest'], folder))['identical'], true);
      assert.equal((await runJson(['runs', 'resume', 'latest'], folder))['weightsSha256'], report['weightsSha256']);
    }));

  it('says what cannot change on the way, and where there is nothing to go on from', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      await recorded(folder);
      for (const [args, code, sentence] of [
        [['--set', 'data.split.seed=3'], 2, /--set: data\.split\.seed means another table or other first weights/],
        [['--set', 'network.initialization.seed=3'], 2, /network\.initialization\.seed means another table/],
        [['--set', 'training.learningRate=-1'], 2, /learningRate/],
        [['--step', '1e9'], 2, /--step takes a whole number from 0 on; "1e9" is none/],
        [['--step', '1000000'], 1, /its last step is \d+; 1000000 lies behind/],
        [['--weight', 'W1[0]=1'], 2, /--weight W1\[0\]=1: it takes a weight and a number/],
        [['--weight', 'W9[0,0]=1'], 2, /--weight W9\[0,0\]=1: the network has no such weight/],
      ] as const) {
        const found = await runCli(['runs', 'branch', 'latest', ...args], folder);
        assert.deepEqual([found.code, sentence.test(found.stderr)], [code, true], found.stderr);
      }
      assert.equal((await nodeRecords(join(folder, '.nn-runs')).ids()).length, 1, 'nothing was begun');
    }));
});

describe('parameterPosition(spec, address)', () => {
  it('is where a parameter lies, for every one of a network', () => {
    const layers = [{ units: 3 }, { units: 2 }].map(({ units }) => ({ units, activation: 'tanh' }) as const);
    const spec = { inputs: 4, layers, loss: 'squaredError', leakySlope: 0.01 } as const;
    for (let position = 0; position < 3 * 4 + 3 + 2 * 3 + 2; position++) {
      const address = parameterOfCode(parameterCode(addressOf(position, spec)));
      assert.equal(address && parameterPosition(spec, address), position);
    }
    for (const code of ['W1[3,0]', 'W1[0,4]', 'b2[2]', 'b3[0]', 'W0[0,0]'])
      assert.equal(parameterPosition(spec, parameterOfCode(code) ?? assert.fail(code)), null, code);
    for (const code of ['W1', 'W1[0]', 'b1[0,0]', 'w1[0,0]', 'W1[-1,0]', 'W1[0,0]]'])
      assert.equal(parameterOfCode(code), null, code);
  });
});
