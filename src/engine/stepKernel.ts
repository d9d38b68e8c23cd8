/**
 * Whole training steps from the kernels of the layers. A step goes through the batch in blocks of panels small enough
 * that everything a block touches stays in the first-level cache; many steps are done in one call.
 */
import type { OptimizerName } from '../core/settings.ts';
import { f64x2, vectorBytes } from './assembler/f64x2.ts';
import type { FunctionBuilder, FunctionHandle } from './assembler/functionBuilder.ts';
import { at, f64, further, type I32, i32, type ValueType } from './assembler/value.ts';
import type { KernelLayer } from './forwardKernel.ts';
import { type Layout, numberBytes, panelExamples, unitBytes } from './layout.ts';
import { controlAt } from './updateKernel.ts';

/** What a step is made of; the functions of layer l at index l − 1. */
export interface StepParts {
  readonly layers: readonly KernelLayer[];
  readonly forward: readonly FunctionHandle[];
  /** Of the layers before the last. */
  readonly delta: readonly FunctionHandle[];
  readonly outputDelta: FunctionHandle;
  readonly gradient: readonly FunctionHandle[];
  readonly mask: FunctionHandle;
  readonly clear: FunctionHandle;
  readonly collect: FunctionHandle;
  readonly penalty: FunctionHandle;
  readonly gather: FunctionHandle;
  readonly update: Readonly<Record<OptimizerName, FunctionHandle>>;
}

/** Optimisers by the number that stands for them in a call. */
export const optimizerCodes: Readonly<Record<OptimizerName, number>> = { gradientDescent: 0, momentum: 1, rmsProp: 2, adam: 3 };

/** Bytes a block may touch: half of the 32 KiB that the first-level cache of today's processors has at least. */
const blockBytes = 16384;

/** Pointer to the last panel of dZ^[L], number of examples in the batch. */
export const maskParameters: readonly ValueType[] = ['i32', 'i32'];

/** dZ^[L] of places behind the last example becomes 0, whatever the network says there. */
export function writeMask(f: FunctionBuilder, outputs: number, masks: number): void {
  const inLastPanel = i32.and(i32.sub(f.parameter(1, 'i32'), i32.const(1)), i32.const(panelExamples - 1));
  const mask = at(f.let(i32.add(i32.const(masks), i32.mul(inLastPanel, i32.const(unitBytes)))));
  f.forTiles(outputs, 1, [{ from: at(f.parameter(0, 'i32')), stride: unitBytes }], (_, [d]) => {
    if (!d) return;
    for (const offset of [0, vectorBytes]) {
      f.store(further(d, offset), f64x2.and(f64x2.load(further(d, offset)), f64x2.load(further(mask, offset))));
    }
  });
}

/** Pointers to the batch's X and Y, number of examples, pointer to the bias corrections, optimiser's code. */
export const stepParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32'];

/** One step; the controls 1/m and λ/m are those of the batch. */
export function writeStep(f: FunctionBuilder, parts: StepParts, layout: Layout): void {
  const [x, y, examples] = [f.parameter(0, 'i32'), f.parameter(1, 'i32'), f.parameter(2, 'i32')];
  const [corrections, optimizer] = [f.parameter(3, 'i32'), f.parameter(4, 'i32')];
  const count = parts.layers.reduce((sum, { units, before }) => sum + units * (before + 1), 0);
  const panels = f.let(i32.shiftRight(i32.add(examples, i32.const(panelExamples - 1)), 2));
  f.call(parts.clear, i32.const(layout.lanes), i32.const(count));
  const block = i32.const(blockPanels(parts.layers));
  const done = f.let(i32.const(0));
  f.repeatWhile(
    () => i32.less(done, panels),
    () => {
      const rest = f.let(i32.sub(panels, done));
      const length = f.let(i32.select(rest, block, i32.less(rest, block)));
      writeBlock(f, parts, { x, y, done, length, examples, isLast: i32.equal(rest, length) });
      f.set(done, i32.add(done, length));
    },
  );
  f.call(parts.collect, i32.const(layout.lanes), i32.const(layout.gradients), i32.const(count));
  f.if(i32.equal(f64.equal(f64.load(controlAt(layout.control, 'penalty')), f64.const(0)), i32.const(0)), () => {
    for (const { places, units, before } of parts.layers) {
      f.call(parts.penalty, i32.const(places.dW), i32.const(places.W), i32.const(units * before));
    }
  });
  for (const [name, code] of Object.entries(optimizerCodes) as [OptimizerName, number][]) {
    f.if(i32.equal(optimizer, i32.const(code)), () => f.call(parts.update[name], corrections));
  }
}

interface Block {
  readonly x: I32;
  readonly y: I32;
  /** Panels before it, and in it. */
  readonly done: I32;
  readonly length: I32;
  readonly examples: I32;
  readonly isLast: I32;
}

function writeBlock(f: FunctionBuilder, parts: StepParts, { x, y, done, length, examples, isLast }: Block): void {
  const { layers } = parts;
  const from = (base: I32, units: number): I32 => f.let(i32.add(base, i32.mul(done, i32.const(units * unitBytes))));
  const input = from(x, layers[0]?.before ?? 0);
  const places = layers.map(({ units, places: { Z, A, dZ } }) => ({
    Z: from(i32.const(Z), units),
    A: from(i32.const(A), units),
    dZ: from(i32.const(dZ), units),
  }));
  layers.forEach((_, l) => {
    const here = places[l];
    const forward = parts.forward[l];
    if (here && forward) f.call(forward, places[l - 1]?.A ?? input, here.Z, here.A, length);
  });
  const output = places.at(-1);
  const outputs = layers.at(-1)?.units ?? 0;
  if (!output) return;
  f.call(parts.outputDelta, output.Z, output.A, from(y, outputs), output.dZ, length);
  f.if(isLast, () => {
    const lastPanel = i32.mul(i32.sub(length, i32.const(1)), i32.const(outputs * unitBytes));
    f.call(parts.mask, i32.add(output.dZ, lastPanel), examples);
  });
  for (let l = layers.length - 1; l >= 0; l--) {
    const [here, next, delta, gradient] = [places[l], places[l + 1], parts.delta[l], parts.gradient[l]];
    if (here && next && delta) f.call(delta, next.dZ, here.Z, here.A, here.dZ, length);
    if (here && gradient) f.call(gradient, here.dZ, places[l - 1]?.A ?? input, length);
  }
}

/** Panels whose X, Y, Z, A and dZ fill a block. */
export function blockPanels(layers: readonly KernelLayer[]): number {
  const units = layers.reduce((sum, layer) => sum + 3 * layer.units, (layers[0]?.before ?? 0) + (layers.at(-1)?.units ?? 0));
  return Math.max(1, Math.floor(blockBytes / (units * unitBytes)));
}

/** Steps wanted, whether in mini-batches, first index, examples a step, end of the order, optimiser's code. */
export const runParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'];

/** Many steps; returns how many were done, fewer when the watch has become NaN. @param m examples of the training set */
export function writeRun(f: FunctionBuilder, parts: StepParts, step: FunctionHandle, layout: Layout, m: number): void {
  const [steps, batches, start] = [f.parameter(0, 'i32'), f.parameter(1, 'i32'), f.parameter(2, 'i32')];
  const [length, end, optimizer] = [f.parameter(3, 'i32'), f.parameter(4, 'i32'), f.parameter(5, 'i32')];
  const done = f.let(i32.const(0));
  const used = f.let(start);
  const examples = f.let(i32.const(m));
  const x = f.let(i32.select(i32.const(layout.batchX), i32.const(layout.X), batches));
  const y = f.let(i32.select(i32.const(layout.batchY), i32.const(layout.Y), batches));
  const correctionBytes = 2 * numberBytes;
  f.repeatWhile(
    () => i32.less(done, steps),
    () => {
      f.if(batches, () => {
        const rest = f.let(i32.sub(end, used));
        f.set(examples, i32.select(rest, length, i32.less(rest, length)));
        f.call(parts.gather, i32.add(i32.const(layout.order), i32.shiftLeft(used, 2)), examples);
        f.set(used, i32.add(used, examples));
      });
      writeBatchControls(f, layout.control, examples);
      const corrections = i32.add(i32.const(layout.corrections), i32.mul(done, i32.const(correctionBytes)));
      f.call(step, x, y, examples, corrections, optimizer);
      f.set(done, i32.add(done, i32.const(1)));
      f.if(watchIsNaN(layout.watch), () => f.return(done));
    },
  );
  f.return(done);
}

/** 1/m and λ/m of the batch. */
function writeBatchControls(f: FunctionBuilder, control: number, examples: I32): void {
  const one = f64.div(f64.const(1), f64.fromUnsigned(examples));
  f.storeNumber(controlAt(control, 'oneOverM'), one);
  f.storeNumber(controlAt(control, 'penalty'), f64.mul(f64.load(controlAt(control, 'lambda')), f64.load(controlAt(control, 'oneOverM'))));
}

/** A NaN is the one number that does not equal itself. */
function watchIsNaN(watch: number): I32 {
  const [first, second] = [f64.load(at(i32.const(0), watch)), f64.load(at(i32.const(0), watch + numberBytes))];
  const sum = f64.add(first, second);
  return i32.equal(f64.equal(sum, sum), i32.const(0));
}
