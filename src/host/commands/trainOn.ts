/** Trains on from where a training ended: as many epochs again, and where it was stopped early, without that. */
import type { Command } from './command.ts';
import { changeConfig, configOf, configOfRun, requireRun } from './target.ts';

export const trainOn: Command = (host) => async (argument) => {
  const run = requireRun(host, argument);
  host.runs.activate(run);
  const { session } = run;
  const { state, stopReason, epoch } = session.status;
  if (state !== 'finished') {
    await session.resume();
    return;
  }
  const document = await configOfRun(host, run.key);
  const { epochs } = configOf(host, document).training;
  const more = { path: ['training', 'epochs'], value: Math.max(1, 2 * epoch) };
  const unstopped = { path: ['training', 'earlyStopping'], value: false };
  const wasStopped = stopReason === 'earlyStopping';
  await changeConfig(host, document, wasStopped ? [unstopped, ...(epochs > epoch ? [] : [more])] : [more]);
  await session.resume(true);
};
