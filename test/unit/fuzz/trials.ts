/** Hostile input of three kinds, each trial drawn from its number alone: texts of configurations, bytes of tables, messages of a page. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { networkConfigSchema } from '../../../src/config/schema/schema.ts';
import { isAllowedSetting } from '../../../src/config/schema/settingRules.ts';
import { RandomState } from '../../../src/core/network/random.ts';
import { sourceOfBytes } from '../../../src/data/csv/byteSource.ts';
import { summarize } from '../../../src/data/dataset/summarize.ts';
import { readTable } from '../../../src/data/read/readTable.ts';
import { RequestError } from '../../../src/protocol/requestError.ts';
import { validateFromView } from '../../../src/protocol/validate.ts';
import { toWireError } from '../../../src/worker/wireError.ts';
import { checkText } from '../config/fuzz/properties.ts';
import { summaryOfPlants } from '../config/fuzz/run.ts';
import { anyText } from '../config/fuzz/texts.ts';
import { WatchedRun } from '../session/watchedRun.ts';
import { hostileBytes } from './bytes.ts';
import type { Kind } from './kinds.ts';
import { hostileMessage, isEdit } from './messages.ts';

/** Does trials 0 … count − 1; `begun` hears of each before it is done. @throws at the first that does not hold */
export async function runTrials(kind: Kind, count: number, begun: (trial: number) => void): Promise<void> {
  const untouched = stateOfProcess();
  await runners[kind](count, begun);
  assert.deepEqual(stateOfProcess(), untouched, 'what all code of a process shares');
}

const runners: Readonly<Record<Kind, (count: number, begun: (trial: number) => void) => Promise<void>>> = {
  async configurations(count, begun) {
    const summary = await summaryOfPlants();
    const texts = fc.sample(anyText, { seed: 15, numRuns: count });
    texts.forEach((text, trial) => {
      begun(trial);
      checkText(text, 31 * trial, trial % 2 === 0 ? summary : null);
    });
  },

  async bytes(count, begun) {
    const samples = await Promise.all(
      ['iris.csv', 'planar_flower.csv'].map((name) => readFile(join(process.cwd(), 'samples', name))),
    );
    for (let trial = 0; trial < count; trial++) {
      begun(trial);
      await readHostile(hostileBytes(new RandomState(trial), samples));
    }
  },

  async messages(count, begun) {
    const run = new WatchedRun(flower);
    try {
      await run.session.prepare();
      await run.session.step(20);
      await run.settled();
      const before = await weightsOf(run);
      for (let trial = 0; trial < count; trial++) {
        begun(trial);
        await send(run, hostileMessage(new RandomState(trial)));
        if (trial % 50 === 0) assert.equal(await weightsOf(run), before);
      }
      assert.equal(await weightsOf(run), before);
    } finally {
      run.dispose();
    }
  },
};

const flower = networkConfigSchema.parse({
  data: { file: 'planar_flower.csv', target: 'label', split: { validation: 0.2 } },
  training: { batchSize: 64, epochs: 20 },
});

/** A table, or a sentence about what is wrong with it. */
async function readHostile(bytes: Uint8Array): Promise<void> {
  try {
    summarize(await readTable(sourceOfBytes(bytes)));
  } catch (error) {
    assert.equal(toWireError(error).reason, 'data', String(error));
  }
}

/** As the host does: what is no message of a page is dropped, and a question that makes no sense is refused. */
async function send(run: WatchedRun, message: unknown): Promise<void> {
  const accepted = validateFromView(message, isAllowedSetting);
  if (accepted?.type !== 'query' || isEdit(accepted.query)) return;
  try {
    await run.session.inspection.query(accepted.query);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    assert.notEqual(error.reason, 'internal', `${JSON.stringify(accepted)}: ${error.message}`);
  }
}

async function weightsOf(run: WatchedRun): Promise<string> {
  await run.settled();
  const { step, state, checksum } = run.session.status;
  return `${state} at ${step}: ${checksum}`;
}

function stateOfProcess(): unknown {
  const shared = [Object.prototype, Array.prototype, Function.prototype, Map.prototype].map((prototype) =>
    Object.getOwnPropertyNames(prototype).toSorted(),
  );
  return { shared, folder: process.cwd() };
}
