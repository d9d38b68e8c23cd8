/** A recorded run as something that can be trained again: its table where it is found unchanged, its network with its first weights. */
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { noticeText } from '../../config/wording/notice.ts';
import { localize } from '../../config/wording/localize.ts';
import { readModel } from '../../model/modelFile.ts';
import { inMemory } from '../../model/safetensors.ts';
import { weightsSha256 } from '../../platform/node/fingerprint.ts';
import { nodeThreads } from '../../platform/node/nodeThreads.ts';
import { fileSource } from '../../platform/node/openSource.ts';
import { digestOf } from '../../platform/node/tableDigest.ts';
import { RecordError } from '../../record/errors.ts';
import { type RecordStore, tablePath } from '../../record/recordStore.ts';
import type { RecordedCheckpoint, RecordedTable, RunRecord } from '../../record/runRecord.ts';
import { engineChange } from '../../run/record/differenceReason.ts';
import type { BuiltRun } from '../../run/setup/buildTrainer.ts';
import { isInside } from '../input/dataPath.ts';
import { buildRun, type FoundStart, loadStart, type Setup } from '../input/setup.ts';
import { loadTable } from '../input/table.ts';
import { badInput, CliFailure, toFailure } from '../terminal/failure.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface RecordPlace {
  readonly store: RecordStore;
  /** As typed. */
  readonly folder: string;
  readonly record: RunRecord;
}

export interface FoundTable {
  /** Absolute, with links followed. */
  readonly path: string;
  readonly sha256: string;
  /** Whether it has the SHA-256 of the record. */
  readonly isSame: boolean;
}

/**
 * The table of a run: in the place that is named, or else where it was, or else the copy. A record can come from anyone: what it names
 * and has changed counts only in the current folder and beside the folder of runs.
 * @param data as typed; `null`: none was named
 * @returns one that has changed only where no other is there; `null` where none is
 */
export async function findTable(
  { store, folder, record }: RecordPlace,
  data: string | null,
): Promise<FoundTable | null> {
  const { table } = record;
  if (data !== null) return lookAt(resolve(data), table);
  const there = await lookAt(resolve(folder, record.id, table.where), table).catch(() => null);
  if (there?.isSame) return there;
  const kept = table.isKept ? await store.table(table.sha256) : null;
  if (kept) return { path: resolve(folder, tablePath(table.sha256)), sha256: table.sha256, isSame: true };
  return there && (await isOurs(there.path, folder)) ? there : null;
}

async function isOurs(path: string, folder: string): Promise<boolean> {
  const roots = await Promise.all([process.cwd(), resolve(folder, '..')].map((root) => realpath(root)));
  return roots.some((root) => isInside(root, path));
}

async function lookAt(path: string, { sha256 }: RecordedTable): Promise<FoundTable> {
  const real = await realpath(path);
  const digest = await digestOf(fileSource(real));
  return { path: real, sha256: digest.sha256, isSame: digest.sha256 === sha256 };
}

/** The table that the run was trained on, and no other. @throws CliFailure */
export async function requireTable(place: RecordPlace, data: string | null): Promise<FoundTable> {
  const { folder, record } = place;
  const found = await findTable(place, data).catch((error: unknown) => {
    throw toFailure(error, data ?? record.table.name);
  });
  if (found?.isSame) return found;
  const subject = data ?? `${folder}/${record.id}`;
  if (found && data !== null)
    throw badInput(
      subject,
      localize(
        'This is not the table {0} of the run: its SHA-256 is {1}…, expected {2}…. Name the file that the run was trained on.',
        ...[record.table.name, found.sha256.slice(0, 12), record.table.sha256.slice(0, 12)],
      ),
    );
  if (found)
    throw badInput(
      subject,
      localize('The table {0} has changed since this run, and no copy of it was kept.', record.table.name),
    );
  throw badInput(subject, localize('The table {0} is not found; name it with --data.', record.table.name));
}

/** @throws CliFailure */
export async function rebuildRun(
  place: RecordPlace,
  { path }: FoundTable,
  threads: number | null,
  terminal: Terminal,
): Promise<{ readonly setup: Setup; readonly run: BuiltRun }> {
  const { record, folder } = place;
  const { config, table } = record;
  const loaded = await loadTable(path, table.name, config.used.data, terminal);
  const start = await startOf(place);
  const setup = {
    config: config.used,
    written: config.written?.join('\n') ?? null,
    ...loaded,
    start,
    remarks: [],
    size: null,
  };
  const run = buildRun(setup, { platform: nodeThreads, requested: threads ?? record.threads });
  const { precision } = run.trainer.backend;
  for (const change of engineChange(record, run.trainer.backend.name)) terminal.err(`${noticeText(change)}\n`);
  if (precision === record.precision) return { setup, run };
  run.trainer.dispose();
  const message = localize('It was trained in {0}, and this machine trains it in {1}.', record.precision, precision);
  throw badInput(`${folder}/${record.id}`, message);
}

async function startOf({ folder, record }: RecordPlace): Promise<FoundStart | null> {
  const { start, id } = record;
  if (!start) return null;
  const path = resolve(folder, id, start.kept ?? start.where);
  try {
    const { sha256 } = await digestOf(fileSource(path));
    if (sha256 === start.sha256) return await loadStart(path, start.name);
  } catch (error) {
    if (error instanceof CliFailure) throw error;
    // Said below.
  }
  throw badInput(
    `${folder}/${id}`,
    localize('The file {0} that its weights began with has changed or is lost.', start.name),
  );
}

/** The trainer as a checkpoint of the run has it. @throws CliFailure */
export async function restoreTo(
  { trainer }: BuiltRun,
  { store, folder, record }: RecordPlace,
  checkpoint: RecordedCheckpoint,
): Promise<void> {
  try {
    const model = await readModel(inMemory(await store.file(record.id, checkpoint)), weightsSha256);
    if (!model.state) throw new RecordError('record.checkpoint', checkpoint.step);
    trainer.restore(model.state);
  } catch (error) {
    throw toFailure(error, `${folder}/${record.id}`);
  }
}

/** Steps of some milliseconds. */
export function sliceOf({ trainer, spec }: BuiltRun): number {
  const work = spec.layers.reduce((sum, { units }) => sum + units, 0) * spec.inputs * trainer.train.m;
  return Math.max(1, Math.floor(1e7 / Math.max(1, work)));
}
