/** Workers that fail, vanish and never answer: played by small programs in the place of the real one. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { networkConfigSchema } from '../../../../../src/config/schema/schema.ts';
import type { SweepMember } from '../../../../../src/run/sweep/member.ts';
import { withSetting } from '../../../../../src/config/sweep/withSetting.ts';
import { planSweep } from '../../../../../src/config/sweep/sweepPlan.ts';
import { setWorkerProgram, trainGroups } from '../../../../../src/platform/node/sweep/pool.ts';
import { inFolder } from '../../../cli/runCli.ts';

const [ready, silent] = ["port.postMessage('ready');", 'setInterval(() => {}, 1000);'];

/** Six groups of one member for two workers that run `onGroup` with each. @param enough members after which it is interrupted */
function trainWith(onGroup: string, enough = Number.POSITIVE_INFINITY): Promise<readonly [number, SweepMember][]> {
  const program = `const port = require('node:worker_threads').parentPort;
    port.on('message', (group) => { ${onGroup} });
    ${ready}`;
  return inFolder({ 'worker.cjs': program }, async (folder) => {
    const config = networkConfigSchema.parse({ data: { file: 'a.csv', target: 'y' } });
    const groups = planSweep(config, { variations: [], seeds: 6, folds: null, workers: 2 }, withSetting);
    const found: [number, SweepMember][] = [];
    setWorkerProgram(join(folder, 'worker.cjs'));
    const task = { dataPath: 'a.csv', startPath: null, until: null };
    const isOver = () => found.length >= enough;
    await trainGroups({ task, groups, workers: 2, done: (place, member) => found.push([place, member]), isOver });
    return found;
  });
}

describe('trainGroups(options)', () => {
  afterEach(() => setWorkerProgram(null));

  it('ends all workers with the first failure, those that still train, too', async () => {
    let ended = 0;
    const { terminate } = Worker.prototype;
    Worker.prototype.terminate = function (this: Worker) {
      ended++;
      return terminate.call(this);
    };
    const program = `if (group.first === 0) port.postMessage({ failure: 'The table is odd.' });
      else ${silent}`;
    try {
      await assert.rejects(trainWith(program), /The table is odd/);
    } finally {
      Worker.prototype.terminate = terminate;
    }
    assert.equal(ended, 2);
  });

  it('fails where a worker is gone with a group', async () => {
    await assert.rejects(trainWith('process.exit(3);'), /worker\.gone \[3\]/);
  });

  it('tells of every member at its own place', async () => {
    const found = await trainWith(`port.postMessage({ place: 0, member: { seed: group.seeds[0] } }); ${ready}`);
    const seeds = [...found].sort(([a], [b]) => a - b).map(([place, { seed }]) => [place, seed]);
    const first = seeds[0]?.[1] ?? 0;
    assert.deepEqual(
      seeds,
      Array.from({ length: 6 }, (_, i) => [i, first + i]),
    );
  });

  it('keeps what was done of a group when it is interrupted', async () => {
    const found = await trainWith(`port.postMessage({ place: 0, member: { seed: 1 } }); ${silent}`, 1);
    assert.ok(found.length > 0);
  });
});
