/** What the record of a run in the editor takes from the training where it halts, and from the record before it where it branches. */
import type { CurveRow } from '../../record/curve.ts';
import type { RecordStore } from '../../record/recordStore.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import { leavable } from '../leavable.ts';
import { type TrainedFigures, trainedFigures } from '../model/trainedFigures.ts';
import type { RunPlatform } from '../platform.ts';
import type { BuiltRun } from '../setup/buildTrainer.ts';
import type { RunRecorder } from './runRecorder.ts';

/** `null` where a command has come before they were measured. */
export function figuresOf(
  platform: Pick<RunPlatform, 'now' | 'hasCommand'>,
  { trainer, dataset }: Pick<BuiltRun, 'trainer' | 'dataset'>,
): TrainedFigures | null {
  const parts = [dataset.train, dataset.validation, dataset.test];
  const measured = parts.map((part) => part && leavable(platform, trainer.evaluation(part)));
  const [train, validation, test] = measured.map((left) => left?.result ?? null);
  return train ? trainedFigures({ train, validation: validation ?? null, test: test ?? null }) : null;
}

/** Of the curve, those that no file has yet among them. */
export async function rowsUpTo(
  step: number,
  store: RecordStore,
  before: RunRecord,
  recorder: RunRecorder | null,
): Promise<readonly CurveRow[]> {
  const written = await store.curve(recorder?.record ?? before).catch(() => []);
  const known = new Map([...written, ...(recorder?.unwritten ?? [])].map((row) => [row.step, row]));
  return [...known.values()].filter((row) => row.step <= step).sort((a, b) => a.step - b.step);
}
