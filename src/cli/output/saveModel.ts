/** `train --save FILE`: what was learned as a model file, written whole or not at all. */
import { basename } from 'node:path';
import { version } from '../../../package.json';
import { localize } from '../../config/wording/localize.ts';
import { encodeModel, type ModelFile, requireSavable } from '../../model/modelFile.ts';
import { fileSource } from '../../platform/node/openSource.ts';
import { digestOf } from '../../platform/node/tableDigest.ts';
import { writeWhole } from '../../platform/node/writeWhole.ts';
import { trainedModel } from '../../run/model/trainedModel.ts';
import type { BuiltRun } from '../../run/setup/buildTrainer.ts';
import { toFailure, usageError } from '../terminal/failure.ts';
import { weightsSha256 } from '../../platform/node/fingerprint.ts';
import type { Setup } from '../input/setup.ts';
import type { TrainReport } from '../../run/model/trainReport.ts';

export interface Saving {
  readonly path: string;
  /** Also what the training needs to go on bit for bit. */
  readonly withOptimizer: boolean;
}

const ending = '.safetensors';

/** What `--save` and `--with-optimizer` ask for together. @throws CliFailure (wrong use) */
export function savingOf({ save, withOptimizer }: { readonly save: string | null; readonly withOptimizer: boolean }) {
  if (save === null && withOptimizer)
    throw usageError(localize('--with-optimizer says what --save FILE writes; name the file.'));
  return save === null ? null : { path: save, withOptimizer };
}

/** @throws CliFailure (wrong use) for a name that nothing would recognise as a model */
export function requireModelName(path: string): void {
  if (path.toLowerCase().endsWith(ending)) return;
  throw usageError(localize('--save writes a {0} file; name it "{1}".', ending, `${path}${ending}`));
}

/**
 * Before the first step: what could not be opened again is not trained to be saved.
 * @param subject what is to be written @throws CliFailure
 */
export function requireSavableRun({ dataset }: BuiltRun, { config }: Setup, subject: string): void {
  try {
    requireSavable({ config, pipeline: dataset.pipeline });
  } catch (error) {
    throw toFailure(error, subject);
  }
}

/**
 * @param report of the training: its weights are saved, with its figures
 * @param ended when the training came to its end
 * @throws CliFailure when weights are not finite, the table has changed, or the file cannot be written
 */
export async function saveModel(
  { path, withOptimizer }: Saving,
  run: BuiltRun,
  setup: Setup,
  came: { readonly report: TrainReport; readonly ended: Date },
): Promise<void> {
  const model = await modelOf(run, setup, came, withOptimizer);
  try {
    await writeWhole(path, encodeModel(model));
  } catch (error) {
    throw toFailure(error, path);
  }
}

/** What was learned, with where it comes from. @throws CliFailure when weights are not finite, or the table cannot be read again */
export async function modelOf(
  run: BuiltRun,
  { config, table, dataPath, shownData }: Setup,
  { report, ended }: { readonly report: TrainReport; readonly ended: Date },
  withOptimizer = false,
): Promise<ModelFile> {
  const digest = await digestOf(fileSource(dataPath)).catch((error: unknown) => {
    throw toFailure(error, shownData);
  });
  const source = {
    config,
    table: { name: basename(dataPath), ...digest, rows: table.rows },
    time: ended.toISOString(),
    version,
    engine: report.engine,
    figures: report,
    fingerprint: weightsSha256,
  };
  return trainedModel(run, source, withOptimizer);
}
