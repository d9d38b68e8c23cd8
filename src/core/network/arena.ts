/**
 * All parameters of a network in one block of numbers with named views, in the order W¹ b¹ W² b² …
 * Gradients and the optimiser's averages use the same layout, so optimiser, gradient check and checkpoint
 * are loops over one flat array.
 */
import type { NetworkSpec } from './network.ts';
import { layerShapes, parameterCount, superscript } from './shape.ts';

export interface Parameters {
  /** The whole block. */
  readonly values: Float64Array;
  /** W[l]: n^[l] × n^[l-1], row-major, a view into `values`; l = 1…L, W[0] is empty. */
  readonly W: readonly Float64Array[];
  /** b[l]: n^[l] × 1, a view into `values`; l = 1…L, b[0] is empty. */
  readonly b: readonly Float64Array[];
}

/**
 * Zeros in the layout of `spec`.
 * @param values a block to lay the views over; it must hold exactly the network's parameters
 */
export function createParameters(
  spec: NetworkSpec,
  values: Float64Array = new Float64Array(parameterCount(spec)),
): Parameters {
  const W = [values.subarray(0, 0)];
  const b = [values.subarray(0, 0)];
  let offset = 0;
  for (const shape of layerShapes(spec)) {
    const weights = shape.W[0] * shape.W[1];
    W.push(values.subarray(offset, offset + weights));
    b.push(values.subarray(offset + weights, offset + shape.parameters));
    offset += shape.parameters;
  }
  return { values, W, b };
}

/** The tensor a position of the block belongs to, in the short form "W²" or "b¹". */
export function tensorAt(spec: NetworkSpec, position: number): string {
  let offset = 0;
  for (const shape of layerShapes(spec)) {
    if (position < offset + shape.W[0] * shape.W[1]) return `W${superscript(shape.layer)}`;
    offset += shape.parameters;
    if (position < offset) return `b${superscript(shape.layer)}`;
  }
  throw new RangeError(`position ${position} lies behind the last parameter (${offset - 1})`);
}
