/**
 * A run after a reload of the window: it goes on from its record, to the step where it was. Where it has none, its network is built anew
 * and trained again, with everything that was changed on the way: runs are reproducible to the last bit, so it is the same. It is paused.
 */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { configDifference } from '../../config/text/difference.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { firstNetwork, replayChanges } from '../../session/changeLog.ts';
import { isSomething } from '../../session/recovery.ts';
import { otherWeights } from '../../session/sentences.ts';
import { configKey } from '../files/configKey.ts';
import type { RecordKeeper } from '../records/keeper.ts';
import type { RecordedRuns } from '../records/recordedRuns.ts';
import { catchUp, goOnFrom, recordOf, whereItWas } from './recordedWay.ts';
import type { RunHandle } from './run.ts';
import type { RememberedRun, RunMemory } from './runMemory.ts';
import type { Runs } from './runs.ts';
import { prepareRun, usableConfig } from './train.ts';

export interface Revivers {
  readonly runs: Runs;
  readonly records: RecordKeeper;
  readonly recorded: RecordedRuns;
}

/**
 * Resolves when the network is built; the training that brings it back goes on.
 * @throws UnusableConfigError when the text has errors.
 */
export async function reviveRun(
  { runs, records, recorded }: Revivers,
  memory: RunMemory,
  document: vscode.TextDocument,
): Promise<RunHandle> {
  const key = configKey(document.uri);
  const config = usableConfig(document);
  const before = memory.recall(key);
  if (runs.get(key)) return prepareRun(runs, document);
  if (!before || !isSomething(before.trace) || configDifference(before.config, config).kind !== 'none')
    return begun(await prepareRun(runs, document), before);
  const found = await recordOf(recorded, document.uri, before);
  const known = runs.get(key);
  if (known) return known;
  if (found) {
    const run = runs.obtain(document.uri, found.run.record.config.used);
    if (await goOnFrom(records, run, found.run, found.table)) {
      run.comingBack = memory.hold(run, comeBack(run, before, config));
      return run;
    }
    // Its record cannot be used: that is told, and it begins anew.
    await prepareRun(runs, document);
    await run.session.apply(config);
    return begun(run, before);
  }
  const run = runs.obtain(document.uri, firstNetwork(before.trace));
  const isBuilt = await run.session.prepare();
  if (isBuilt && run.dataVersion === before.dataVersion)
    run.comingBack = memory.hold(run, bringBack(run, before, config));
  else begun(await prepareRun(runs, document), before);
  return run;
}

async function comeBack(run: RunHandle, before: RememberedRun, config: NetworkConfig): Promise<void> {
  const isSame = await catchUp(run, before);
  await run.session.apply(config);
  const step = before.trace.step.toLocaleString(vscode.env.language);
  if (!isSame) run.say('reload', otherWeights());
  else if (run.session.status.state === 'paused') run.say('reload', whereItWas(step));
}

/** It cannot be brought back, or had not begun. */
function begun(run: RunHandle, before: RememberedRun | undefined): RunHandle {
  if (before && isSomething(before.trace))
    run.say(
      'reload',
      localize('The window was reloaded: the training is gone. Start trains again with the same weights.'),
    );
  return run;
}

async function bringBack(run: RunHandle, { trace, cursor }: RememberedRun, config: NetworkConfig): Promise<void> {
  const step = trace.step.toLocaleString(vscode.env.language);
  run.say('retrace', localize('The window was reloaded: the network is trained again to step {0}.', step));
  const result = await replayChanges(run.session, trace);
  run.say('retrace', '');
  if (!result.arrived) {
    await run.session.apply(config);
    return;
  }
  if (cursor !== null) await run.session.inspection.seek(cursor);
  if (result.differs) run.say('reload', otherWeights());
  else if (run.session.status.state === 'paused')
    run.say(
      'reload',
      localize(
        'The window was reloaded: the network was trained again to step {0}, where it was. Resume goes on from there.',
        step,
      ),
    );
}
