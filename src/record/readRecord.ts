/** An object of unknown origin → the record of a run, looked at field by field. */
import { type NetworkConfig, networkConfigSchema } from '../config/schema/schema.ts';
import type { Notice, NoticeValue } from '../core/notice.ts';
import type { LoggedEvent } from '../core/training/recording.ts';
import { PipelineError, Untrusted } from '../data/dataset/steps/untrusted.ts';
import { byColumn, type CurveColumns, curveColumns, isAscending } from './curve.ts';
import {
  figureNames,
  type RecordedCheckpoint,
  type RecordedFile,
  type RecordedFigures,
  type RecordedStart,
  type RecordedTable,
  type RunRecord,
  runStates,
  stopReasons,
} from './runRecord.ts';

const keys: readonly (keyof RunRecord)[] = [
  ...(['id', 'name', 'note', 'pinned', 'state', 'parent', 'started', 'ended', 'seconds', 'product'] as const),
  ...(['engine', 'precision', 'threads', 'file', 'table', 'start', 'config', 'seeds', 'changes', 'costsAt'] as const),
  ...(['startCost', 'step', 'epochs', 'stopReason', 'outcome', 'figures', 'weightsSha256', 'curve'] as const),
  'checkpoints',
];

/** @throws PipelineError that names the first thing that is wrong */
export function readRecord(json: unknown): RunRecord {
  const at = new Untrusted(json, '').object(keys);
  return {
    id: readId(at('id')),
    name: orNull(at('name'), (name) => name.text()),
    note: at('note').text(),
    pinned: flag(at('pinned')),
    state: at('state').oneOf(runStates),
    parent: orNull(at('parent'), readParent),
    started: readTime(at('started')),
    ended: orNull(at('ended'), readTime),
    seconds: at('seconds').number(),
    product: at('product').text(),
    engine: at('engine').text(),
    precision: at('precision').oneOf(['float64', 'float32']),
    threads: at('threads').wholeNumber(),
    file: at('file').text(),
    table: readTable(at('table')),
    start: orNull(at('start'), readStart),
    config: readConfig(at('config')),
    seeds: readSeeds(at('seeds')),
    changes: at('changes').list(readChange),
    ...readProgress(at),
  };
}

type At = (key: keyof RunRecord) => Untrusted;

function readProgress(at: At) {
  const curve = at('curve').object(['chunks', 'tail']);
  const checkpoints = at('checkpoints').list(readCheckpoint);
  const weightsSha256 = orNull(at('weightsSha256'), readSum);
  const last = checkpoints.at(-1)?.weightsSha256 ?? null;
  if (weightsSha256 !== last) at('weightsSha256').fail('word', last ?? 'null');
  return {
    costsAt: readCosts(at('costsAt')),
    startCost: numberOrNull(at('startCost')),
    step: at('step').wholeNumber(),
    epochs: at('epochs').wholeNumber(),
    stopReason: orNull(at('stopReason'), (reason) => reason.oneOf(stopReasons)),
    outcome: orNull(at('outcome'), readNotice),
    figures: readFigures(at('figures')),
    weightsSha256,
    curve: { chunks: curve('chunks').list(readChunk), tail: readTail(curve('tail')) },
    checkpoints,
  };
}

function orNull<T>(found: Untrusted, read: (found: Untrusted) => T): T | null {
  return found.value === null ? null : read(found);
}

function numberOrNull(found: Untrusted): number | null {
  return orNull(found, (one) => one.number());
}

function flag(found: Untrusted): boolean {
  return typeof found.value === 'boolean' ? found.value : found.fail('word', 'true, false');
}

function matching(found: Untrusted, pattern: RegExp): string {
  const text = found.text();
  return pattern.test(text) ? text : found.fail('word', String(pattern));
}

export const idPattern = /^[0-9a-z][0-9a-z-]{5,63}$/;

function readId(found: Untrusted): string {
  return matching(found, idPattern);
}

function readSum(found: Untrusted): string {
  return matching(found, /^[0-9a-f]{64}$/);
}

/** ISO 8601, as `toISOString` writes it. */
function readTime(found: Untrusted): string {
  const text = matching(found, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/);
  return Number.isNaN(Date.parse(text)) ? found.fail('word', 'ISO 8601') : text;
}

function readParent(found: Untrusted): NonNullable<RunRecord['parent']> {
  const at = found.object(['run', 'step']);
  return { run: readId(at('run')), step: at('step').wholeNumber() };
}

function readTable(found: Untrusted): RecordedTable {
  const at = found.object(['name', 'bytes', 'sha256', 'rows', 'where', 'isKept']);
  return {
    name: at('name').text(),
    bytes: at('bytes').wholeNumber(),
    sha256: readSum(at('sha256')),
    rows: at('rows').wholeNumber(),
    where: at('where').text(),
    isKept: flag(at('isKept')),
  };
}

function readStart(found: Untrusted): RecordedStart {
  const at = found.object(['name', 'where', 'sha256', 'kept']);
  return {
    name: at('name').text(),
    where: at('where').text(),
    sha256: readSum(at('sha256')),
    kept: orNull(at('kept'), (kept) => matching(kept, /^start\.(?:safetensors|npz)$/)),
  };
}

function readConfig(found: Untrusted): RunRecord['config'] {
  const at = found.object(['written', 'targets', 'set', 'used']);
  return {
    written: orNull(at('written'), (lines) => lines.list((line) => line.text())),
    targets: at('targets').list((target) => target.text()),
    set: at('set').list((set) => set.text()),
    used: readUsed(at('used')),
  };
}

function readUsed({ value, place }: Untrusted): NetworkConfig {
  const result = networkConfigSchema.safeParse(value);
  if (result.success) return result.data;
  const { path } = result.error.issues[0] ?? { path: [] };
  throw new PipelineError([place, ...path.map(String)].join('.'), 'object', value);
}

function readSeeds(found: Untrusted): RunRecord['seeds'] {
  const at = found.object(['split', 'initialization', 'shuffle']);
  const seed = (key: string) => at(key).wholeNumber();
  return { split: seed('split'), initialization: seed('initialization'), shuffle: seed('shuffle') };
}

function readChange(found: Untrusted): LoggedEvent {
  const { kind } = (found.value ?? {}) as { readonly kind?: unknown };
  const step = (at: (key: string) => Untrusted) => at('step').wholeNumber();
  switch (new Untrusted(kind, `${found.place}.kind`).oneOf(['settings', 'parameter', 'weights'])) {
    case 'settings': {
      const at = found.object(['kind', 'step', 'change']);
      const { value } = at('change');
      // What it means is looked at by the trainer that makes it.
      at('change').object(Object.keys(value ?? {}));
      return { kind: 'settings', step: step(at), change: value as object };
    }
    case 'parameter': {
      const at = found.object(['kind', 'step', 'position', 'value']);
      return { kind: 'parameter', step: step(at), position: at('position').wholeNumber(), value: at('value').number() };
    }
    case 'weights': {
      const at = found.object(['kind', 'step', 'from']);
      return { kind: 'weights', step: step(at), from: at('from').wholeNumber() };
    }
  }
}

function readCosts(found: Untrusted): RunRecord['costsAt'] {
  const names = typeof found.value === 'object' && found.value !== null ? Object.keys(found.value) : [];
  const at = found.object(names.filter((name) => /^\d{1,15}$/.test(name)));
  return Object.fromEntries(names.map((name) => [name, numberOrNull(at(name))]));
}

function readNotice(found: Untrusted): Notice {
  const at = found.object(['code', 'values']);
  const readValue = (value: Untrusted): NoticeValue => {
    if (typeof value.value === 'number') return value.number();
    return typeof value.value === 'string' ? value.text() : readNotice(value);
  };
  return { code: at('code').text(), values: at('values').list(readValue) };
}

function readFigures(found: Untrusted): RecordedFigures {
  const at = found.object(figureNames);
  return Object.fromEntries(figureNames.map((name) => [name, numberOrNull(at(name))])) as RecordedFigures;
}

function readFile(at: (key: string) => Untrusted, pattern: RegExp): RecordedFile {
  return {
    file: matching(at('file'), pattern),
    bytes: at('bytes').wholeNumber(),
    sha256: readSum(at('sha256')),
  };
}

function readChunk(found: Untrusted): RecordedFile {
  return readFile(found.object(['file', 'bytes', 'sha256']), /^curve\/\d{6}\.safetensors$/);
}

function readCheckpoint(found: Untrusted): RecordedCheckpoint {
  const at = found.object(['file', 'bytes', 'sha256', 'step', 'weightsSha256']);
  return {
    ...readFile(at, /^checkpoints\/\d{12,}(?:-\d+)?\.safetensors$/),
    step: at('step').wholeNumber(),
    weightsSha256: readSum(at('weightsSha256')),
  };
}

function readTail(found: Untrusted): CurveColumns {
  const at = found.object(curveColumns);
  const columns = byColumn((name) => at(name).list((value) => numberOrNull(value) ?? Number.NaN));
  for (const name of curveColumns) if (columns[name].length !== columns.step.length) at(name).fail('list');
  return isAscending(columns.step) ? columns : at('step').fail('ascending');
}
