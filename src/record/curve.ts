/**
 * The curve of a run: a row a recorded step, as columns. Which steps are recorded follows from the steps alone: every one up
 * to 512, every second up to 1,024, every fourth up to 2,048 … So 10⁷ steps are some 4,200 rows, and two trainings of one
 * configuration have the same.
 */
import { encodeSafetensors, inMemory, readHeader } from '../model/safetensors.ts';
import { RecordError } from './errors.ts';

/** In the order of the file. NaN: not known at that step. */
export const curveColumns = [
  'step',
  'epoch',
  /** Of training, up to this step. */
  'seconds',
  /** J of the step's own batch before its update, exactly. */
  'batchCost',
  /** J of the whole parts after it. */
  'cost',
  'validationCost',
  /** The shares of right answers; R² in a regression. */
  'trainMetric',
  'validationMetric',
] as const;
export type CurveColumn = (typeof curveColumns)[number];
export type CurveRow = Readonly<Record<CurveColumn, number>>;
/** Columns of equal length, ascending by step. JSON has `null` for NaN. */
export type CurveColumns = Readonly<Record<CurveColumn, readonly number[]>>;

/** Rows that are gathered in `run.json` before they become a file. */
export const chunkRows = 256;
/** Of each doubling of the steps. */
const resolution = 256;

/** The first recorded step after `step`. */
export function nextRecordedStep(step: number): number {
  const stride = 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, step) / resolution)));
  return (Math.floor(step / stride) + 1) * stride;
}

/** An object with what `make` gives for each column. */
export function byColumn<T>(make: (name: CurveColumn) => T): Readonly<Record<CurveColumn, T>> {
  const entries: [string, T][] = curveColumns.map((name) => [name, make(name)]);
  return Object.fromEntries(entries) as Record<CurveColumn, T>;
}

export function columnsOf(rows: readonly CurveRow[]): CurveColumns {
  return byColumn((name) => rows.map((row) => row[name]));
}

export function rowsOf(columns: CurveColumns): CurveRow[] {
  return columns.step.map((_, i) => byColumn((name) => columns[name][i] ?? Number.NaN));
}

const format = 'neural-network-explorer curve 1';

/** A chunk as a file: a tensor a column. */
export function encodeChunk(rows: readonly CurveRow[]): Uint8Array<ArrayBuffer> {
  const columns = columnsOf(rows);
  const tensors = curveColumns.map((name) => ({
    name,
    shape: [rows.length],
    values: Float64Array.from(columns[name]),
  }));
  return encodeSafetensors(tensors, { format });
}

/** @param name of the file, for the error @throws RecordError, ModelFileError */
export async function decodeChunk(bytes: Uint8Array, name: string): Promise<CurveRow[]> {
  const { tensors, metadata } = await readHeader(inMemory(bytes));
  const broken = (): RecordError => new RecordError('record.curve', name);
  if (metadata.get('format') !== format) throw broken();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const columns = byColumn((column) => {
    const found = tensors.find(({ name: own }) => own === column);
    if (found?.dtype !== 'F64' || found.shape.length !== 1) throw broken();
    const { offset, byteLength } = found;
    return Array.from({ length: byteLength / 8 }, (_, i) => view.getFloat64(offset + 8 * i, true));
  });
  if (curveColumns.some((column) => columns[column].length !== columns.step.length)) throw broken();
  if (!isAscending(columns.step)) throw broken();
  return rowsOf(columns);
}

/** Whether each is a step, and after the one before. */
export function isAscending(steps: readonly number[]): boolean {
  return steps.every((step, i) => Number.isSafeInteger(step) && step > (steps[i - 1] ?? -1));
}
