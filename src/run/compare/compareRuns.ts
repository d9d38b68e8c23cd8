/** Recorded runs side by side: what differs in configuration and data, what came out, their weights, and what they say of their table. */
import type { Table } from '../../data/columns/table.ts';
import { DataError } from '../../data/csv/errors.ts';
import { RecordError } from '../../record/errors.ts';
import { ModelFileError } from '../../model/errors.ts';
import { type ModelFile, readModel } from '../../model/modelFile.ts';
import { inMemory } from '../../model/safetensors.ts';
import type { RunsComparison } from '../../protocol/compare/runsComparison.ts';
import type { RecordStore } from '../../record/recordStore.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import { answersOf, changedPredictions, confusionOf, type RunAnswers } from './comparePredictions.ts';
import { compareWeights } from './compareWeights.ts';
import { differencesOf, figureRows } from './differences.ts';

export const comparedRuns = [2, 20] as const;

export interface RunToCompare {
  readonly store: RecordStore;
  readonly record: RunRecord;
}

export interface CompareTools {
  readonly fingerprint: (parameters: Float64Array) => string;
  /** The table that a run was trained on, read as its configuration says; `null` where it is not there. */
  readonly tableOf: (run: RunToCompare) => Promise<Table | null>;
  /** Lets others have their turn. @throws what ends the work */
  readonly yieldNow: () => Promise<void>;
  /** Most rows that are listed. */
  readonly maxRows: number;
}

/** @throws what `tools` throw, and what the system says; a run without weights, or without its table, is compared in what it has */
export async function compareRuns(runs: readonly RunToCompare[], tools: CompareTools): Promise<RunsComparison> {
  const records = runs.map(({ record }) => record);
  const models: (ModelFile | null)[] = [];
  const answers: (RunAnswers | null)[] = [];
  const isOneTable = ({ record }: RunToCompare) => record.table.sha256 === records[0]?.table.sha256;
  for (const run of runs) {
    const model = await modelOf(run, tools);
    models.push(model);
    await tools.yieldNow();
    answers.push(model && (await answersOfRun(run, model, tools)));
    await tools.yieldNow();
  }
  return {
    differences: differencesOf(records),
    figures: figureRows(records),
    weights: compareWeights(models),
    confusions: answers.map((one) => one && confusionOf(one)),
    predictions: changedPredictions(
      answers.map((one, i) => (one && isOneTable(runs[i]!) ? one : null)),
      tools.maxRows,
    ),
  };
}

/** The network of the last checkpoint. */
async function modelOf({ store, record }: RunToCompare, { fingerprint }: CompareTools): Promise<ModelFile | null> {
  const last = record.checkpoints.at(-1);
  if (!last) return null;
  try {
    return await readModel(inMemory(await store.file(record.id, last)), fingerprint);
  } catch (error) {
    if (error instanceof RecordError || error instanceof ModelFileError) return null;
    throw error;
  }
}

async function answersOfRun(run: RunToCompare, model: ModelFile, tools: CompareTools): Promise<RunAnswers | null> {
  const table = await tools.tableOf(run);
  if (!table) return null;
  try {
    return answersOf(model, table);
  } catch (error) {
    if (error instanceof DataError) return null;
    throw error;
  }
}
