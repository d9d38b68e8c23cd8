/** Training or validation examples as the mathematics sees them: two matrices, one column an example. */
import { ShapeError } from './errors.ts';
import type { NetworkSpec } from './network.ts';
import { formatShape } from './shape.ts';

/** Float32 where a training computes in Float32 anyway: X is by far the largest matrix there is. */
export type Inputs = Float64Array | Float32Array;

/** An output that is learned as its logarithm, perhaps standardized: y in its own units is e^(scale·y + offset) − 1. */
export interface LogScale {
  readonly scale: number;
  readonly offset: number;
}

/** Examples that may be very many. */
export interface ExampleSet {
  /** Number of examples (columns). */
  readonly m: number;
  /** n_x × m, row-major: row k holds feature k of all examples. */
  readonly X: Inputs;
  /** n_y × m, row-major: 0 or 1 for yes/no, one-hot columns for classes, numbers for regression. */
  readonly Y: Float64Array;
  /** Of each output, `null` where its own units are a straight line of Y; absent where all are. Errors are told in own units then. */
  readonly logScales?: readonly (LogScale | null)[] | undefined;
}

export interface Examples extends ExampleSet {
  readonly X: Float64Array;
}

/** The inputs themselves, or a copy in Float64. */
export function doubles(X: Inputs): Float64Array {
  return X instanceof Float64Array ? X : Float64Array.from(X);
}

/** The examples themselves, or with a copy of X in Float64. */
export function inFloat64(examples: ExampleSet): Examples {
  return isInFloat64(examples) ? examples : { ...examples, X: doubles(examples.X) };
}

function isInFloat64(examples: ExampleSet): examples is Examples {
  return examples.X instanceof Float64Array;
}

/** @throws ShapeError when X or Y do not have the sizes the network and m ask for. */
export function requireExamples(examples: ExampleSet, spec: NetworkSpec, name: string): void {
  const { m, X, Y } = examples;
  if (!Number.isInteger(m) || m < 1) throw new ShapeError(`${name}: at least one example is needed, found m = ${m}`);
  requireLength(X, spec.inputs, m, `${name} X`);
  requireLength(Y, spec.layers[spec.layers.length - 1]!.units, m, `${name} Y`);
}

/** @throws ShapeError when `values` does not hold rows × columns numbers. */
export function requireLength(values: Inputs, rows: number, columns: number, name: string): void {
  if (values.length === rows * columns) return;
  throw new ShapeError(
    `${name}: expected ${formatShape([rows, columns])} = ${rows * columns} numbers, found ${values.length}`,
  );
}

/** The columns order[start … start + count) of a matrix; without an order the columns as they stand. */
export interface ColumnChoice {
  readonly order: Uint32Array | null;
  readonly start: number;
  readonly count: number;
}

/** All columns of a list. */
export function allOf(order: Uint32Array): ColumnChoice {
  return { order, start: 0, count: order.length };
}

/** Copies chosen columns of a rows × m matrix into a rows × count one. */
export function gatherColumns(
  from: Inputs,
  rows: number,
  m: number,
  { order, start, count }: ColumnChoice,
  into: Float64Array,
): void {
  for (let k = 0; k < rows; k++) {
    const source = k * m;
    const target = k * count;
    if (order) for (let i = 0; i < count; i++) into[target + i] = from[source + order[start + i]!]!;
    else for (let i = 0; i < count; i++) into[target + i] = from[source + start + i]!;
  }
}
