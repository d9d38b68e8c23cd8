/** How long trainings last: longer than one did that has ended, or no longer than it helps. */
import type { Command } from './command.ts';
import { changeConfig, configOf, configOfRun, requireRun, targetConfig } from './target.ts';

/** Trains on from where a training ended: as many epochs again, and where it was stopped early, without that. */
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

/** Epochs without a better one that are waited for: a tenth of the training, between these. */
const [minPatience, maxPatience] = [5, 200];

/** Early stopping from the next training on, with as much patience as suits its length. */
export const stopEarly: Command = (host) => async (argument) => {
  const document = await targetConfig(host, argument);
  const { epochs, earlyStopping } = configOf(host, document).training;
  if (earlyStopping) return;
  const patience = Math.min(maxPatience, Math.max(minPatience, Math.round(epochs / 10)));
  await changeConfig(host, document, [{ path: ['training', 'earlyStopping'], value: { patience } }]);
};
