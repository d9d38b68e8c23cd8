/** Weights that go over from one network to the next where its layers still have their shapes. */
import { createParameters } from './arena.ts';
import type { NetworkSpec } from './network.ts';
import { layerShapes } from './shape.ts';

/** A network and the block of its parameters, see `createParameters`. */
export interface Weighted {
  readonly spec: NetworkSpec;
  readonly values: Float64Array;
}

/**
 * The parameters of `to` with W^[l] and b^[l] of every layer that has a counterpart of its shape in `from`. Counterparts are found from the
 * input on, then from the output back, so that a layer put in or taken out between them leaves both sides as they are. A layer with
 * a non-finite number is not taken over.
 * @returns a new block, and the layers l = 1…L of `to` that were taken over, ascending
 */
export function transferWeights(
  from: Weighted,
  to: Weighted,
): { readonly values: Float64Array; readonly kept: readonly number[] } {
  const values: Float64Array = to.values.slice();
  const [old, now] = [createParameters(from.spec, from.values), createParameters(to.spec, values)];
  const kept: number[] = [];
  for (const [l, before] of counterparts(from.spec, to.spec)) {
    const [W, b] = [old.W[before]!, old.b[before]!];
    if (!W.every(Number.isFinite) || !b.every(Number.isFinite)) continue;
    now.W[l]!.set(W);
    now.b[l]!.set(b);
    kept.push(l);
  }
  return { values, kept: kept.sort((a, b) => a - b) };
}

/** The layers of `to` with the layer of `from` that stands in its place, both from 1. */
function counterparts(from: NetworkSpec, to: NetworkSpec): Map<number, number> {
  const [old, now] = [layerShapes(from), layerShapes(to)];
  const fits = (l: number, before: number) => now[l - 1]!.W.join() === old[before - 1]!.W.join();
  const least = Math.min(old.length, now.length);
  const found = new Map<number, number>();
  for (let l = 1; l <= least && fits(l, l); l++) found.set(l, l);
  const first = found.size;
  for (let back = 0; back < least - first && fits(now.length - back, old.length - back); back++)
    found.set(now.length - back, old.length - back);
  // As many layers as before: those between keep their places.
  if (old.length === now.length) for (let l = first + 1; l <= least; l++) if (fits(l, l)) found.set(l, l);
  return found;
}
