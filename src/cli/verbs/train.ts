/** `train FILE`: the whole way from a file to trained weights, and what came out. */
import { msg } from '../../config/wording/localize.ts';
import { nodeThreads } from '../../platform/node/nodeThreads.ts';
import { writeWhole } from '../../platform/node/writeWhole.ts';
import { predictionsCsv } from '../../run/model/ownPredictions.ts';
import { networkOperands } from '../command/options.ts';
import { type ExitCode, verb } from '../command/verb.ts';
import { buildRun, loadSetup } from '../input/setup.ts';
import { refuseOutput } from '../output/outputFile.ts';
import { requireSavableRun, saveModel, savingOf } from '../output/saveModel.ts';
import { weightsFile } from '../output/weights.ts';
import { startRecording } from '../records/recording.ts';
import { trainFields } from '../../run/model/trainReport.ts';
import { toFailure } from '../terminal/failure.ts';
import { interruptedCode, onInterrupt } from '../terminal/interruption.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type TrainValues, trainOptions } from './trainOptions.ts';
import { trainRun } from './trainRun.ts';

export const train = verb({
  name: 'train',
  operands: networkOperands,
  options: trainOptions,
  help: msg('train to the end and report cost, accuracy or R²'),
  json: trainFields,
  run: trainNetwork,
});

async function trainNetwork(options: TrainValues, terminal: Terminal): Promise<ExitCode> {
  const saving = savingOf(options);
  const setup = await loadSetup(options, terminal);
  // Before anything is built: a step may take longer than anyone wants to wait.
  if (setup.size && !setup.size.isTooLarge) terminal.err(`${setup.size.text}\n`);
  const run = buildRun(setup, { platform: nodeThreads, requested: options.threads });
  const { predictions, weights, record, file, costsAt, json } = options;
  const inputs = [file, setup.dataPath];
  if (predictions !== null) await refuseOutput(predictions, '--predictions', inputs);
  if (saving) await refuseOutput(saving.path, '--save', inputs);
  if (weights !== null && weights !== '-') await refuseOutput(weights, '--weights', inputs);
  if (saving) requireSavableRun(run, setup, saving.path);
  if (record !== null) requireSavableRun(run, setup, record);
  const recorder = record === null ? null : await startRecording(record, run, setup, options);
  const interruption = onInterrupt();
  try {
    const withWeights = weights === '-';
    const trained = await trainRun(run, setup, { file, costsAt, json, withWeights, interruption, recorder }, terminal);
    // Last: a disk that is full takes nothing of what was learned from the screen.
    if (saving) await saveModel(saving, run, setup, trained);
    if (predictions !== null) await write(predictions, predictionsCsv(run.trainer, run.dataset));
    if (weights !== null && !withWeights) await write(weights, weightsFile(weights, run.spec, run.trainer.parameters));
    if (trained.recordFailure) throw trained.recordFailure;
    return trained.isInterrupted ? interruptedCode : 0;
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
