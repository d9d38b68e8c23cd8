/** Inputs that are made anew because a value behind them changed; the others stay as they are, bit for bit. */
import type { CellSource } from './cells.ts';
import { Lanes } from './lanes.ts';
import { columnsRead, type Encoding, type Pipeline, runSteps } from './pipeline.ts';

/** An input of the network by what makes it. */
export interface InputAddress {
  readonly encoding: Encoding;
  /** Which of the inputs that the encoding leaves. */
  readonly lane: number;
}

/** One entry an input, in the order of x. */
export function inputAddresses({ encodings }: Pick<Pipeline, 'encodings'>): readonly InputAddress[] {
  return encodings.flatMap((encoding) => encoding.inputs.map((_, lane) => ({ encoding, lane })));
}

/**
 * Writes the inputs that depend on one of these columns into X (inputs × rows).
 * @param cells of all columns that these inputs are made of, a value for each column of X
 */
export function rewriteInputs(
  { encodings }: Pick<Pipeline, 'encodings'>,
  columns: ReadonlySet<string>,
  cells: CellSource,
  X: Float64Array,
): void {
  const lanes = new Lanes(cells.rows);
  let first = 0;
  for (const { steps, inputs } of encodings) {
    if (columnsRead(steps).some((name) => columns.has(name))) {
      runSteps(steps, lanes, cells);
      for (let k = 0; k < lanes.count; k++) X.set(lanes.at(k), (first + k) * cells.rows);
    }
    first += inputs.length;
  }
}
