/** From a name on the command line to a trained network and the table that proves its export. */
import { basename } from 'node:path';
import { localize } from '../../config/wording/localize.ts';
import { type ModelFile, readModel } from '../../model/modelFile.ts';
import { withFile } from '../../platform/node/fileAccess.ts';
import { weightsSha256 } from '../../platform/node/fingerprint.ts';
import { nodeThreads } from '../../platform/node/nodeThreads.ts';
import { tableBeside } from '../../platform/node/tableBeside.ts';
import type { ExportTable } from '../../run/model/exportModel.ts';
import type { NetworkValues } from '../command/options.ts';
import { modelOf } from '../output/saveModel.ts';
import { evaluations, trainReport } from '../../run/model/trainReport.ts';
import { toFailure, usageError } from '../terminal/failure.ts';
import { onInterrupt } from '../terminal/interruption.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { trainToEnd } from '../training/trainToEnd.ts';
import { buildRun, loadSetup } from '../input/setup.ts';
import { dataNotes } from '../report/dataNotes.ts';
import { sourceAt } from '../input/table.ts';
import { inTurns } from '../terminal/inTurns.ts';

export interface ExportSource {
  readonly model: ModelFile;
  readonly table: (ExportTable & { readonly path: string }) | null;
  /** Files that must not be overwritten. */
  readonly inputs: readonly string[];
}

export interface SourceValues extends NetworkValues {
  /** Updates of the training; `null`: to the end. */
  readonly steps: number | null;
  /** Whose rows prove the export of a saved network. */
  readonly table: string | null;
}

export const modelEnding = '.safetensors';

/** `null` when the training was interrupted. @throws CliFailure */
export function exportSource(values: SourceValues, terminal: Terminal): Promise<ExportSource | null> {
  return values.file.toLowerCase().endsWith(modelEnding) ? savedNetwork(values) : trainedNetwork(values, terminal);
}

async function savedNetwork({ file, steps, table, set, targets }: SourceValues): Promise<ExportSource> {
  const surplus = [steps !== null && '--steps', set.length > 0 && '--set', targets.length > 0 && '--target'].find(
    Boolean,
  );
  if (surplus)
    throw usageError(localize('{0} is for a configuration or a table; this network is trained already.', surplus));
  const model = await withFile(file, (opened) => readModel(opened, weightsSha256)).catch((error: unknown) => {
    throw toFailure(error, file);
  });
  const beside = table === null ? tableBeside(file, model, ['.']) : null;
  const found = table === null ? beside && { ...beside, isFound: true } : await opened(table);
  return { model, table: found, inputs: [file, ...(found ? [found.path] : [])] };
}

async function opened(path: string): Promise<ExportSource['table']> {
  const source = await sourceAt(path, path).catch((error: unknown) => {
    throw toFailure(error, path);
  });
  return { source, path, name: basename(path), isFound: false };
}

async function trainedNetwork(values: SourceValues, terminal: Terminal): Promise<ExportSource | null> {
  if (values.table !== null)
    throw usageError(localize('{0} is for a saved network; this one is trained on its own table.', '--table'));
  const setup = await loadSetup(values, terminal);
  const run = buildRun(setup, { platform: nodeThreads, requested: 0 });
  for (const note of dataNotes(setup, run.dataset)) terminal.err(`${note}\n`);
  const interruption = onInterrupt();
  try {
    const result = await trainToEnd(run.trainer, {
      costsAt: [],
      interruption,
      progress: new Progress(terminal),
      maxSteps: values.steps ?? undefined,
    });
    if (interruption.aborted) {
      terminal.err(`${localize('Interrupted: no file was written.')}\n`);
      return null;
    }
    const report = trainReport(run, result, await inTurns(evaluations(run)), weightsSha256);
    const model = await modelOf(run, setup, { report, ended: new Date() });
    const source = await sourceAt(setup.dataPath, setup.shownData);
    const table = { source, name: basename(setup.dataPath), path: setup.dataPath, isFound: false };
    return { model, table, inputs: [values.file, setup.dataPath] };
  } finally {
    run.trainer.dispose();
    interruption.dispose();
  }
}
