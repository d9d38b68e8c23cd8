/** `train FILE`: the whole way from a file to trained weights, and what came out. */
import { localize, msg } from '../../config/wording/localize.ts';
import type { Notice } from '../../core/notice.ts';
import { noticeText } from '../../config/wording/notice.ts';
import type { Dataset } from '../../data/dataset/dataset.ts';
import { nodeThreads } from '../../platform/node/nodeThreads.ts';
import { writeWhole } from '../../platform/node/writeWhole.ts';
import { networkOperands } from '../command/options.ts';
import { type ExitCode, verb } from '../command/verb.ts';
import { type TrainValues, trainOptions } from './trainOptions.ts';
import { locatedMessage, toFailure } from '../terminal/failure.ts';
import { type Interruption, interruptedCode, onInterrupt } from '../terminal/interruption.ts';
import { buildRun, loadSetup, type Setup } from '../input/setup.ts';
import { refuseOutput } from '../output/outputFile.ts';
import { predictionsCsv } from '../../run/model/ownPredictions.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { saveModel, savingOf } from '../output/saveModel.ts';
import { type TrainingResult, trainToEnd } from '../training/trainToEnd.ts';
import { evaluations, notEvaluated, trainFields, trainReport } from '../report/trainReport.ts';
import { trainText } from '../report/trainText.ts';
import { repairLines } from '../report/repairReport.ts';
import { weightLists, weightsFile, weightsText } from '../output/weights.ts';
import { inTurns } from '../terminal/inTurns.ts';
import type { PartEvaluations } from '../../run/model/trainedFigures.ts';
import type { BuiltRun } from '../../run/setup/buildTrainer.ts';

/** Milliseconds that the figures of an interrupted training may take. */
const evaluationPatience = 3000;

export const train = verb({
  name: 'train',
  operands: networkOperands,
  options: trainOptions,
  help: msg('train to the end and report cost, accuracy or R²'),
  json: trainFields,
  run: trainNetwork,
});

/** `null`: of an interrupted training, where that would take long. */
async function evaluated(run: BuiltRun, { aborted }: Interruption): Promise<PartEvaluations | null> {
  const until = aborted ? performance.now() + evaluationPatience : Number.POSITIVE_INFINITY;
  return inTurns(evaluations(run), () => performance.now() > until);
}

async function trainNetwork(options: TrainValues, terminal: Terminal): Promise<ExitCode> {
  const saving = savingOf(options);
  const setup = await loadSetup(options, terminal);
  // Before anything is built: a step may take longer than anyone wants to wait.
  if (setup.size && !setup.size.isTooLarge) terminal.err(`${setup.size.text}\n`);
  const run = buildRun(setup, { platform: nodeThreads, requested: options.threads });
  const { predictions, weights } = options;
  const inputs = [options.file, setup.dataPath];
  if (predictions !== null) await refuseOutput(predictions, '--predictions', inputs);
  if (saving) await refuseOutput(saving.path, '--save', inputs);
  if (weights !== null && weights !== '-') await refuseOutput(weights, '--weights', inputs);
  const interruption = onInterrupt();
  try {
    const result = await trainToEnd(run.trainer, options.costsAt, interruption, new Progress(terminal));
    const ended = new Date();
    const figures = await evaluated(run, interruption);
    const report = trainReport(run, result, figures ?? notEvaluated(run));
    const { parameters } = run.trainer;
    const isPrinted = weights === '-';
    if (options.json) terminal.json(isPrinted ? { ...report, weights: weightLists(run.spec, parameters) } : report);
    else terminal.out(`${trainText(report)}${isPrinted ? weightsText(run.spec, parameters) : ''}`);
    const outcome = notes(options.file, run.trainer.outcome?.notice, result);
    const lines = [
      ...setup.remarks,
      ...dataNotes(setup, run.dataset),
      ...[...run.engineNotes, ...(run.trainer.backend.notes ?? [])].map(noticeText),
      ...outcome,
      ...(figures ? [] : [localize('Its figures are left out: they take longer than 3 s to measure.')]),
    ];
    for (const line of lines) terminal.err(`${line}\n`);
    // Last: a disk that is full takes nothing of what was learned from the screen.
    if (saving) await saveModel(saving, run, setup, { report, ended });
    if (predictions !== null) await write(predictions, predictionsCsv(run.trainer, run.dataset));
    if (weights !== null && !isPrinted) await write(weights, weightsFile(weights, run.spec, run.trainer.parameters));
    return result.stopReason === 'user' ? interruptedCode : 0;
  } finally {
    run.trainer.dispose();
    interruption.dispose();
  }
}

async function write(path: string, text: string | Uint8Array): Promise<void> {
  await writeWhole(path, text).catch((error: unknown) => {
    throw toFailure(error, path);
  });
}

/** What was repaired, dropped or left out before training, each with its line. */
function dataNotes({ table, shownData }: Setup, dataset: Dataset): string[] {
  const repairs = repairLines(shownData, [...table.repairs, ...dataset.repairs], table.repairsOmitted);
  return [...repairs, ...dataset.notes.map((note) => locatedMessage(shownData, noticeText(note)))];
}

/** What the numbers alone do not say. */
function notes(file: string, outcome: Notice | undefined, { costs, stopReason }: TrainingResult): string[] {
  const unreached = [...costs].filter(([, cost]) => cost === null).map(([step]) => step);
  return [
    ...(stopReason === 'user' ? [localize('Interrupted: these are the numbers reached so far.')] : []),
    ...(stopReason === 'diverged' && outcome ? [locatedMessage(file, noticeText(outcome))] : []),
    ...(unreached.length > 0
      ? [locatedMessage(file, localize('No cost for iteration {0}: training ended before.', unreached.join(', ')))]
      : []),
  ];
}
