/** What becomes of a run that goes on from a step of its past in another way: the training, and the beginning of its record. */
import { version } from '../../../package.json';
import { configDifference, differingPaths } from '../../config/text/difference.ts';
import { localize } from '../../config/wording/localize.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { parameterOfCode, parameterPosition, type ParameterAddress } from '../../core/network/parameterName.ts';
import type { RunEvent } from '../../core/training/recording.ts';
import { makeEvent } from '../../core/training/replay.ts';
import type { TrainingSettings } from '../../core/training/settings.ts';
import { encodeModel } from '../../model/modelFile.ts';
import { nodeThreads } from '../../platform/node/nodeThreads.ts';
import { sha256, weightsSha256 } from '../../platform/node/fingerprint.ts';
import { configAt } from '../../record/configAt.ts';
import { columnsOf } from '../../record/curve.ts';
import type { NewFiles } from '../../record/recordStore.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import { warmStart } from '../../run/loop/warmStart.ts';
import { trainedModel } from '../../run/model/trainedModel.ts';
import { newRecord } from '../../run/record/newRecord.ts';
import { recordedChange } from '../../run/record/recordedChanges.ts';
import type { BuiltRun } from '../../run/setup/buildTrainer.ts';
import { applySets } from '../input/overrides.ts';
import { buildRun, type Setup } from '../input/setup.ts';
import { usageError } from '../terminal/failure.ts';
import type { RecordPlace } from './rebuildRun.ts';

/** What is to be another from there on. */
export interface BranchWish {
  readonly config: NetworkConfig;
  /** Settings of the training. */
  readonly change: Partial<TrainingSettings>;
  readonly weights: readonly { readonly typed: string; readonly address: ParameterAddress; readonly value: number }[];
  /** Another network: it begins with the weights that fit. */
  readonly isRefit: boolean;
  readonly set: readonly string[];
}

/** @throws CliFailure (wrong use) for what cannot change on the way */
export function branchWish(
  record: RunRecord,
  step: number,
  { set, weights }: { readonly set: readonly string[]; readonly weights: readonly string[] },
): BranchWish {
  const before = configAt(record, step);
  const config = applySets(before, { targets: [], set });
  const { kind, change } = configDifference(before, config);
  if (kind === 'rebuild') {
    const paths = differingPaths(before, config).map((path) => path.join('.'));
    throw usageError(
      localize('{0} means another table or other first weights: nothing of the run would be left.', paths.join(', ')),
      '--set',
    );
  }
  return { config, change, weights: weights.map(weightOf), isRefit: kind === 'refit', set };
}

function weightOf(typed: string): BranchWish['weights'][number] {
  const [code = '', value = '', ...rest] = typed.split('=');
  const address = parameterOfCode(code);
  if (!address || rest.length > 0 || value.trim() === '' || !Number.isFinite(Number(value)))
    throw usageError(localize('It takes a weight and a number: W1[0,0]=0.5 or b1[0]=-1.'), `--weight ${typed}`);
  return { typed, address, value: Number(value) };
}

export interface BranchPoint extends RecordPlace {
  readonly step: number;
  readonly setup: Setup;
  /** At that step. */
  readonly run: BuiltRun;
}

export interface BranchedRun {
  readonly run: BuiltRun;
  readonly record: Omit<RunRecord, 'id'>;
  readonly files: NewFiles;
}

/** @throws CliFailure where there is no such weight, or the other network cannot be built */
export async function branchedRun(point: BranchPoint, wish: BranchWish): Promise<BranchedRun> {
  const { run, step } = point;
  const weights = wish.weights.map(({ typed, address, value }): RunEvent => {
    const position = parameterPosition(run.spec, address);
    if (position === null) throw usageError(localize('The network has no such weight.'), `--weight ${typed}`);
    return { kind: 'parameter', step, position, value };
  });
  if (wish.isRefit) {
    for (const event of weights) makeEvent(run.trainer, event);
    return refitted(point, wish);
  }
  const { change } = wish;
  const settings: RunEvent[] = Object.keys(change).length > 0 ? [{ kind: 'settings', step, change }] : [];
  const events = [...settings, ...weights];
  for (const event of events) makeEvent(run.trainer, event);
  return goingOn(point, events);
}

/** The same network: all that was up to there is its past, too. */
async function goingOn({ store, record, step, run }: BranchPoint, events: readonly RunEvent[]): Promise<BranchedRun> {
  const { id, config, changes, startCost } = record;
  const rows = (await store.curve(record)).filter((row) => row.step <= step);
  const ask = { ...record, product: version, parent: { run: id, step }, used: config.used, costsAt: [] };
  const { start } = record;
  const bytes = start?.kept ? await store.files.read(`${id}/${start.kept}`, 2 ** 31) : null;
  return {
    run,
    record: {
      ...newRecord(run, ask, Date.now()),
      ...{ table: record.table, start, startCost, curve: { chunks: [], tail: columnsOf(rows) } },
      seconds: step === record.step ? record.seconds : (rows.at(-1)?.seconds ?? 0),
      changes: [...changes.filter((one) => one.step <= step), ...events.map(recordedChange)],
    },
    files: { table: null, start: start?.kept && bytes ? { name: start.kept, bytes } : null },
  };
}

/** Another network, at its step 0, with the weights that fit. */
function refitted({ record, step, setup, run }: BranchPoint, { config, set }: BranchWish): BranchedRun {
  const other = buildRun({ ...setup, config }, { platform: nodeThreads, requested: record.threads });
  warmStart({ trainer: run.trainer, hasLearned: true }, other.trainer);
  const { where: _where, isKept: _kept, ...table } = record.table;
  const origin = { table, version, engine: other.trainer.backend.name, time: new Date(0).toISOString(), figures: {} };
  const bytes = encodeModel(trainedModel(other, { ...origin, config, fingerprint: weightsSha256 }));
  const name = 'start.safetensors';
  const written = { ...record.config, set: [...record.config.set, ...set] };
  const ask = {
    ...record,
    product: version,
    parent: { run: record.id, step },
    config: written,
    used: config,
    costsAt: [],
  };
  return {
    run: other,
    record: {
      ...newRecord(other, ask, Date.now()),
      table: record.table,
      start: { name, where: name, sha256: sha256(bytes), kept: name },
    },
    files: { table: null, start: { name, bytes } },
  };
}
