/** A training that was left at some step, calmly or not, goes on to the very bits of one that was not. */
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { buildRun, loadSetup } from '../../../src/cli/input/setup.ts';
import { startRecording } from '../../../src/cli/records/recording.ts';
import { textTerminal } from '../../../src/cli/terminal/terminal.ts';
import { trainRun } from '../../../src/cli/verbs/trainRun.ts';
import { RandomState } from '../../../src/core/network/random.ts';
import { optimizers } from '../../../src/core/training/settings.ts';
import { nodeThreads } from '../../../src/platform/node/nodeThreads.ts';
import { nodeRecords } from '../../../src/platform/node/records/nodeRecords.ts';
import { RunRecorder } from '../../../src/run/record/runRecorder.ts';
import { dividedTable, inFolder, runCli, runJson, spawnCli } from './runCli.ts';

const rounds = process.env['NN_LONG'] ? 40 : 1;

const batches = ['training.batchSize=full', 'training.batchSize=8', 'training.batchSize=5'];
const endings = [
  'training.earlyStopping=false',
  'training.earlyStopping={"patience":4,"minDelta":0.002}',
  'training.earlyStopping={"patience":2,"minDelta":0}',
];
const schedules = [
  'training.schedule={"kind":"constant","warmUp":3}',
  'training.schedule={"kind":"step","every":5}',
  'training.schedule={"kind":"cosine","warmUp":2}',
];
const precisions = ['training.precision=float64', 'training.precision=float32'];

class Left extends Error {}

/** Trains up to a step, and is left there: asked to end, or as a process that is killed. */
async function leave(folder: string, set: readonly string[], step: number, isKilled: boolean): Promise<void> {
  const home = process.cwd();
  process.chdir(folder);
  try {
    const terminal = textTerminal(
      () => undefined,
      () => undefined,
    );
    const costsAt = [0, 3, 40];
    const request = { file: 'a.csv', targets: [], set, costsAt, threads: 0, json: true, language: null };
    const setup = await loadSetup(request, terminal);
    const run = buildRun(setup, { platform: nodeThreads, requested: 0 });
    const first = await startRecording('.nn-runs', run, setup, request);
    const recorder = new RunRecorder({ ...first.options, interval: 0 });
    const interruption = {
      get aborted() {
        if (run.trainer.step < step) return false;
        if (isKilled) throw new Left();
        return true;
      },
      dispose: () => undefined,
    };
    const options = { file: 'a.csv', costsAt, json: true, interruption, recorder };
    await trainRun(run, setup, options, terminal).catch((error: unknown) => {
      if (!(error instanceof Left)) throw error;
    });
    // A process that is gone has no lock that counts.
    if (isKilled) await recorder.settled();
    if (isKilled) await rm(join('.nn-runs', recorder.record.id, 'lock'));
    run.trainer.dispose();
  } finally {
    process.chdir(home);
  }
}

/** Without what a clock says. */
function timeless({ seconds: _s, stepsPerSecond: _p, ...report }: Record<string, unknown>): Record<string, unknown> {
  return report;
}

describe('runs resume RUN', () => {
  const random = new RandomState(21);
  for (let round = 0; round < rounds; round++) {
    for (const [k, optimizer] of optimizers.entries()) {
      const pick = (list: readonly string[]) => list[(k + round) % list.length] as string;
      const set = [`training.optimizer=${optimizer}`, 'training.epochs=25', 'training.learningRate=0.05'];
      const varied = [...set, pick(batches), pick(endings), pick(schedules), pick(precisions)];
      const isKilled = (k + round) % 2 === 0;
      const step = 1 + Math.floor(random.random() * 24);
      it(`prints what train does: ${isKilled ? 'killed' : 'asked to end'} at step ${step}, ${varied.join(' ')}`, () =>
        inFolder({ 'a.csv': dividedTable() }, async (folder) => {
          const args = [...varied.flatMap((one) => ['--set', one]), '--costs-at', '0,3,40'];
          const whole = await runJson(['train', 'a.csv', ...args], folder);
          await leave(folder, varied, step, isKilled);
          const { runs } = (await runJson(['runs', 'list'], folder)) as { runs: { state: string }[] };
          assert.equal(runs[0]?.state, 'interrupted');
          const resumed = await runJson(['runs', 'resume', 'latest'], folder);
          assert.deepEqual(timeless(resumed), timeless(whole));
          assert.equal((await runJson(['runs', 'reproduce', 'latest'], folder))['identical'], true);
          // Asked once more, a run that has ended tells the same.
          assert.deepEqual(timeless(await runJson(['runs', 'resume', 'latest'], folder)), timeless(whole));
        }));
    }
  }

  it('goes on where SIGKILL ended the process, wherever that was', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const settings = ['training.epochs=20000', 'training.batchSize=4', 'training.earlyStopping=false'];
      const args = ['a.csv', ...settings.flatMap((one) => ['--set', one])];
      const whole = await runJson(['train', ...args], folder);
      const delay = 200 * random.random();
      const store = nodeRecords(join(folder, '.nn-runs'));
      const newest = async () => (await store.list()).runs[0];
      const killed = async (): Promise<boolean> => {
        const { code } = await spawnCli(['train', ...args, '--record', '.nn-runs'], folder, async (child) => {
          while (!(await newest())?.checkpoints.length && child.exitCode === null) await rest(10);
          await rest(delay);
          child.kill('SIGKILL');
        });
        return code === null && (await newest())?.state !== 'finished';
      };
      // Where this process was kept waiting, the other one may have ended by itself: then it is another one that is killed.
      while (!(await killed())) await rm(join(folder, '.nn-runs'), { recursive: true });
      const left = await newest();
      assert.ok(left?.state === 'interrupted' && left.checkpoints.length > 0 && left.step < Number(whole['steps']));
      assert.deepEqual(timeless(await runJson(['runs', 'resume', 'latest'], folder)), timeless(whole));
    }));

  it('refuses a table that is not the one of the run, and takes it from another place', () =>
    inFolder(
      { 'a.csv': dividedTable(), 'b.csv': dividedTable(), 'c.csv': `${dividedTable()}1,1,low\n` },
      async (folder) => {
        await leave(folder, ['training.epochs=25'], 3, false);
        const other = await runCli(['runs', 'resume', 'latest', '--data', 'c.csv'], folder);
        const sentence = /^c\.csv: this is not the table a\.csv of the run: its SHA-256 is [0-9a-f]{12}…, expected /;
        assert.deepEqual([other.code, sentence.test(other.stderr)], [1, true], other.stderr);
        const same = await runCli(['runs', 'resume', 'latest', '--data', 'b.csv'], folder);
        assert.equal(same.code, 0, same.stderr);
      },
    ));
});
