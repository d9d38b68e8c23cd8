import assert from 'node:assert/strict';
import {
  type ChangeLog,
  ChangeLogger,
  firstNetwork,
  type Replayable,
  replayChanges,
} from '../../../src/session/changeLog.ts';
import { Recovery } from '../../../src/session/recovery.ts';
import { StatusStore } from '../../../src/session/statusStore.ts';
import { blankStatus, composeStatus } from '../../../src/session/sessionStatus.ts';
import { config, withTraining } from './fakeWorker.ts';

const nothing = { state: null, message: '', notice: '', progress: null, pending: {}, marks: [] };
const status = { ...composeStatus(blankStatus('run-1', config), nothing), step: 7, checksum: 'abc' };

/** As many networks in a row, each with the weights of the one before. */
function row(networks: number): ChangeLog | null {
  const logger = new ChangeLogger(config);
  logger.begin(withTraining({ epochs: 1 }));
  for (let n = 2; n <= networks; n++)
    logger.begin(withTraining({ epochs: n }), logger.traceOf(config, status) ?? 'lost');
  return logger.traceOf(config, status);
}

describe('ChangeLogger', () => {
  it('knows where everything began, through all networks whose weights were kept', () => {
    const log = row(3);
    assert.deepEqual([log?.step, log?.checksum, log?.config.training.epochs], [7, 'abc', 3]);
    assert.equal(log && firstNetwork(log).training.epochs, 1);
  });

  it('gives up after thirty networks in a row, and where one of them is not known', () => {
    assert.equal(row(30)?.config.training.epochs, 30);
    assert.equal(row(31), null);
    const lost = new ChangeLogger(config);
    lost.begin(config, 'lost');
    assert.equal(lost.traceOf(config, status), null);
    lost.begin(config);
    assert.equal(lost.traceOf(config, status)?.before, null);
  });
});

describe('replayChanges(run, log)', () => {
  const replayed = (step: number, checksum = 'abc') => {
    const asked: string[] = [];
    const run: Replayable = {
      apply: async ({ training }) => void asked.push(`apply ${training.epochs}`),
      redo: async (log) => {
        asked.push(`redo ${log.config.training.epochs}`);
        return { step, checksum, done: [] };
      },
    };
    return { asked, run };
  };

  it('leads through one network after the other, and compares the weights', async () => {
    const log = row(3);
    assert.ok(log);
    const { asked, run } = replayed(7);
    assert.deepEqual(await replayChanges(run, log), { arrived: true, differs: false });
    assert.deepEqual(asked, ['redo 1', 'apply 2', 'redo 2', 'apply 3', 'redo 3']);
    assert.deepEqual(await replayChanges(replayed(7, 'other').run, log), { arrived: true, differs: true });
    assert.deepEqual(await replayChanges(replayed(7, 'other').run, { ...log, before: null, checksum: null }), {
      arrived: true,
      differs: false,
    });
  });

  it('has not arrived where it was halted on the way, or refused', async () => {
    const log = row(2);
    assert.ok(log);
    const { asked, run } = replayed(6);
    assert.deepEqual(await replayChanges(run, log), { arrived: false });
    assert.deepEqual(asked, ['redo 1']);
    assert.deepEqual(await replayChanges({ ...run, redo: async () => null }, log), { arrived: false });
  });
});

describe('Recovery', () => {
  const recovery = () => new Recovery(new StatusStore('run-1', config));

  it('has nothing to bring back of a run that is its configuration at step 0', () => {
    const one = recovery();
    const log = row(1);
    assert.ok(log);
    for (const change of [{ step: 0 }, { step: 0, phases: 2 }]) {
      one.died({ ...log, ...change });
      assert.equal(one.log !== null, 'phases' in change);
    }
    one.died({ ...log, step: 0, events: [{ kind: 'settings', step: 0, change: {} }] });
    assert.notEqual(one.log, null);
  });

  it('keeps the place to go to when the worker dies again on the way there', async () => {
    const [one, log] = [recovery(), row(1)];
    one.died(log);
    const run: Replayable = {
      apply: async () => undefined,
      redo: async () => {
        one.died(log && { ...log, step: 3 });
        return null;
      },
    };
    assert.equal(await one.bringBack(run, async () => true), false);
    assert.equal(one.log?.step, 7);
    assert.equal(
      await one.bringBack({ ...run, redo: async () => ({ step: 7, checksum: 'abc', done: [] }) }, async () => true),
      true,
    );
    assert.equal(one.log, null);
  });
});
