/**
 * Gathers the inputs of a mini-batch from rows: large training sets that are only used in mini-batches keep X an example a row, so that
 * an example is read from one place in memory instead of from a panel it shares with seven others. A panel's examples are
 * turned round on the way, a square of as many units as a vector has lanes at a time.
 *
 *     rows                                    panel
 *     example o[0] [u0 u1 u2 u3 | u4 …        unit 0 [o0 o1 o2 o3 | …
 *     example o[1] [u0 u1 u2 u3 | u4 …   →    unit 1 [o0 o1 o2 o3 | …
 *     …                                       …
 */
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import { vectorBytes } from '../assembler/lanes.ts';
import { type Address, at, further, i32 } from '../assembler/value.ts';
import type { GatheredMatrix } from '../kernels/batchKernel.ts';
import type { Layout } from '../memory/layout.ts';
import { panelVectors, unitBytes, wholeVectors } from '../memory/panelSizes.ts';
import type { Numbers } from '../memory/panels.ts';

/** Bytes of a row: whole vectors. */
export function inputRowBytes(units: number, { lanes }: Pick<Layout, 'lanes'>): number {
  return wholeVectors(units, lanes) * vectorBytes;
}

/** Parameters as those of `writeGather`. Behind the rows of all examples lies one of zeros, for places behind the batch's last. */
export function writeGatherRows(f: FunctionBuilder, { units, from, to }: GatheredMatrix, layout: Layout): void {
  const { lanes, panelExamples, m } = layout;
  const rowBytes = inputRowBytes(units, layout);
  const [order, left] = [f.let(f.parameter(0, 'i32')), f.let(f.parameter(1, 'i32'))];
  const panels = f.let(i32.shiftRight(i32.add(left, i32.const(panelExamples - 1)), Math.log2(panelExamples)));
  const firstPanel = i32.shiftRight(f.parameter(2, 'i32'), Math.log2(panelExamples));
  const target = i32.add(i32.const(to), i32.mul(firstPanel, i32.const(units * unitBytes)));
  f.forEach(panels, [{ from: at(target), stride: units * unitBytes }], ([panel]) => {
    const rows = Array.from({ length: panelExamples }, (_, e) => {
      const example = i32.select(i32.load(at(order, 4 * e)), i32.const(m), i32.less(i32.const(e), left));
      return {
        from: at(f.let(i32.add(i32.const(from), i32.mul(example, i32.const(rowBytes))))),
        stride: lanes.numberBytes,
      };
    });
    f.forTiles(units, lanes.count, [{ from: panel, stride: unitBytes }, ...rows], (length, [target, ...sources]) => {
      for (let v = 0; v < panelVectors; v++)
        turn(f, layout, sources.slice(v * lanes.count), length, further(target, v * vectorBytes));
    });
    f.set(order, i32.add(order, i32.const(4 * panelExamples)));
    // Never below 0: only the last panel has fewer.
    f.set(
      left,
      i32.select(i32.sub(left, i32.const(panelExamples)), i32.const(0), i32.less(i32.const(panelExamples), left)),
    );
  });
}

/** One square: as many examples as lanes, of their next units the first `length`. */
function turn(
  f: FunctionBuilder,
  { lanes }: Layout,
  sources: readonly Address[],
  length: number,
  target: Address,
): void {
  const square = sources.slice(0, lanes.count).map((source) => lanes.load(source));
  lanes
    .transpose(f, square)
    .slice(0, length)
    .forEach((unit, u) => f.store(further(target, u * unitBytes), unit));
}

/** Examples that are copied together: their rows stay in a cache while the units go by. */
const copiedTogether = 64;

/** A units × m matrix into rows of `stride` numbers. */
export function toRows(from: Numbers, units: number, m: number, into: Numbers, stride: number): void {
  for (let first = 0; first < m; first += copiedTogether) {
    const end = Math.min(m, first + copiedTogether);
    for (let u = 0; u < units; u++) {
      for (let i = first; i < end; i++) into[i * stride + u] = from[u * m + i]!;
    }
  }
}
