/** `train FILE`: the whole way from a file to trained weights, and what came out. */
import { writeFile } from 'node:fs/promises';
import type { Repair } from '../data/summary.ts';
import type { TrainOptions } from './arguments.ts';
import { formatPlace, oneLine, toFailure } from './failure.ts';
import { interruptedCode, onInterrupt } from './interruption.ts';
import { buildRun, loadModel } from './model.ts';
import { refuseOutput } from './outputFile.ts';
import { predictionsCsv } from './predictions.ts';
import { Progress } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { type TrainingResult, trainToEnd } from './training.ts';
import { trainReport } from './trainReport.ts';
import { trainText } from './trainText.ts';

/** Repairs listed one by one. */
const mostRepairs = 50;

/** Resolves to the exit code. */
export async function train(options: TrainOptions, terminal: Terminal): Promise<number> {
  const model = await loadModel(options, terminal);
  const run = buildRun(model);
  const { predictions } = options;
  if (predictions !== null) await refuseOutput(predictions, [options.file, model.dataPath]);
  const interruption = onInterrupt();
  try {
    const result = await trainToEnd(run.trainer, options.costsAt, interruption, new Progress(terminal));
    if (predictions !== null) await write(predictions, predictionsCsv(run.trainer, run.dataset));
    const report = trainReport(run, result);
    if (options.json) terminal.json(report);
    else terminal.out(trainText(report));
    for (const line of dataNotes([...model.table.repairs, ...run.dataset.repairs], run.dataset.notes, model.shownData))
      terminal.err(`${line}\n`);
    for (const note of run.engineNotes) terminal.err(`${note}\n`);
    for (const note of notes(run.trainer.outcome?.message, result)) terminal.err(`${note}\n`);
    return result.stopReason === 'user' ? interruptedCode : 0;
  } finally {
    interruption.dispose();
  }
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error: unknown) => {
    throw toFailure(error, path);
  });
}

/** What was repaired, dropped or left out before training, each with its line; a long list is cut. */
function dataNotes(repairs: readonly Repair[], remarks: readonly string[], file: string): string[] {
  const listed = repairs.slice(0, mostRepairs).map(({ line, message }) => `${formatPlace(file, { line })}: ${oneLine(message)}`);
  const more = repairs.length > mostRepairs ? [`${file}: and ${repairs.length - mostRepairs} more remarks of this kind.`] : [];
  return [...listed, ...more, ...remarks.map((remark) => `${file}: ${oneLine(remark)}`)];
}

/** What the numbers alone do not say. */
function notes(outcome: string | undefined, { costs, stopReason }: TrainingResult): string[] {
  const unreached = [...costs].filter(([, cost]) => cost === null).map(([step]) => step);
  return [
    ...(stopReason === 'user' ? ['Interrupted: these are the numbers reached so far.'] : []),
    ...(stopReason === 'diverged' && outcome ? [`The training ${outcome}.`] : []),
    ...(unreached.length > 0 ? [`No cost for iteration ${unreached.join(', ')}: training ended before.`] : []),
  ];
}
