/** Start, pause, step, stop and the like: what is asked of a run that is there. */
import { randomInt } from 'node:crypto';
import * as vscode from 'vscode';
import { hyperparameterAt, hyperparameters } from '../../config/schema/hyperparameters.ts';
import { localize } from '../../config/wording/localize.ts';
import type { RunController } from '../../session/session.ts';
import { pickOne, showWarning } from '../base/shown.ts';
import { type Host, UserError } from '../parts/host.ts';
import type { RunHandle } from '../runs/run.ts';
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

/**
 * The run goes on from the step that the time bar shows; what was trained after it stays as a run of its own. Then asks what is to be
 * another from there on. Called with a path by tests and key bindings: that is it, `""` is nothing.
 */
export const branchRun: Command =
  (host) =>
  async (...args) => {
    const run = requireRun(host, args[0]);
    const { inspection, status } = run.session;
    if (status.recording.cursor === null)
      throw new UserError(localize('Look at an earlier step first: drag the time bar under the curves.'));
    const path = args.find((argument) => typeof argument === 'string') ?? (await askChange(status.recording.cursor));
    if (path === undefined || !(await mayLeave(host, run))) return;
    await inspection.branch();
    const command = hyperparameterAt(path)?.command;
    if (command !== undefined) await vscode.commands.executeCommand(`neuralNetwork.${command}`, run.uri);
  };

async function askChange(step: number): Promise<string | undefined> {
  const nothing = {
    label: localize('Nothing yet'),
    description: localize('change it when the run is there'),
    path: '',
  };
  const all = hyperparameters().flatMap(({ command, label, symbol, path }) =>
    command === undefined ? [] : [{ label, description: symbol, path }],
  );
  const title = localize('Go on from step {0} with another', step.toLocaleString(vscode.env.language));
  return (await pickOne([nothing, ...all], { title, matchOnDescription: true }))?.path;
}

/** Where nothing is recorded, what was trained after the step is lost. */
async function mayLeave({ records }: Host, run: RunHandle): Promise<boolean> {
  if (records.of(run)?.report.isListed) return true;
  const go = localize('Go On');
  const text = localize('This run is not recorded: what was trained after this step is lost.');
  return (await showWarning(text, go)) === go;
}

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
