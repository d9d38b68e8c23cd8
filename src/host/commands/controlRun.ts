/** Start, pause, step, stop and the like: what is asked of a run that is there. */
import { randomInt } from 'node:crypto';
import type { RunController } from '../../session/session.ts';
import type { Command } from './command.ts';
import { changeConfig, configOf, requireRun, targetConfig } from './target.ts';

/** A command that asks one thing of the run it is meant for. */
function control(ask: (session: RunController) => Promise<unknown>): Command {
  return (host) => async (argument) => {
    const run = requireRun(host, argument);
    host.runs.activate(run);
    await ask(run.session);
  };
}

export const start = control((session) => session.start());
export const fullSpeed = control((session) => session.fullSpeed());
export const pause = control((session) => session.pause());
export const resume = control((session) => session.resume());
export const step = control((session) => session.step());
export const stepEpoch = control((session) => session.stepEpoch());
export const reset = control((session) => session.reset());
export const takeBackWeights = control((session) => session.inspection.takeBack());
export const undoTakeBack = control((session) => session.inspection.undo());
/** A run whose data are still being read for the first time has nothing to stop at: it goes, and its panel with it. */
export const stop: Command = (host) => async (argument) => {
  const run = requireRun(host, argument);
  if (run.status.state === 'preparing' && !run.description) host.runs.remove(run);
  else await run.session.stop();
};

/** Short enough to be read and told. */
const seeds = 10_000;

/** New random weights: a new seed in the text, so that the run stays reproducible from its configuration. */
export const newWeights: Command = (host) => async (argument) => {
  const document = await targetConfig(host, argument);
  const { seed } = configOf(host, document).network.initialization;
  const value = (seed + randomInt(1, seeds)) % seeds;
  await changeConfig(host, document, [{ path: ['network', 'initialization', 'seed'], value }]);
};
