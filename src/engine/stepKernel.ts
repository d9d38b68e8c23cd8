/**
 * Whole training steps from the kernels of the layers. A step goes through the batch in blocks of panels small enough
 * that everything a block touches stays in a cache beside the core; many steps are done in one call.
 */
import type { OptimizerName } from '../core/settings.ts';
import type { FunctionBuilder, FunctionHandle } from './assembler/functionBuilder.ts';
import { vectorBytes } from './assembler/lanes.ts';
import { at, f64, further, type I32, i32, type ValueType } from './assembler/value.ts';
import type { KernelLayer } from './forwardKernel.ts';
import { controlAt, type Layout, panelVectors, unitBytes } from './layout.ts';

/** What a step is made of; the functions of layer l at index l − 1. */
export interface StepParts {
  readonly layers: readonly KernelLayer[];
  readonly forward: readonly FunctionHandle[];
  /** Of the layers before the last. */
  readonly delta: readonly FunctionHandle[];
  readonly outputDelta: FunctionHandle;
  readonly gradient: readonly FunctionHandle[];
  readonly mask: FunctionHandle;
  readonly gather: FunctionHandle;
  readonly update: Readonly<Record<OptimizerName, FunctionHandle>>;
}

/** Optimisers by the number that stands for them in a call. */
export const optimizerCodes: Readonly<Record<OptimizerName, number>> = { gradientDescent: 0, momentum: 1, rmsProp: 2, adam: 3 };

/** Pointer to the last panel of dZ^[L], number of examples in the batch. */
export const maskParameters: readonly ValueType[] = ['i32', 'i32'];

/** dZ^[L] of places behind the last example becomes 0, whatever the network says there. */
export function writeMask(f: FunctionBuilder, outputs: number, { lanes, masks, panelExamples }: Layout): void {
  const inLastPanel = i32.and(i32.sub(f.parameter(1, 'i32'), i32.const(1)), i32.const(panelExamples - 1));
  const mask = at(f.let(i32.add(i32.const(masks), i32.mul(inLastPanel, i32.const(unitBytes)))));
  f.forTiles(outputs, 1, [{ from: at(f.parameter(0, 'i32')), stride: unitBytes }], (_, [d]) => {
    for (let v = 0; v < panelVectors && d; v++) {
      const offset = v * vectorBytes;
      f.store(further(d, offset), lanes.and(lanes.load(further(d, offset)), lanes.load(further(mask, offset))));
    }
  });
}

/** Pointers to the batch's X and Y, number of examples, pointer to the bias corrections, optimiser's code. */
export const stepParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32'];

/** One step; the controls 1/m and λ/m are those of the batch. */
export function writeStep(f: FunctionBuilder, parts: StepParts, { panelExamples, block: blockPanels }: Layout): void {
  const [x, y, examples] = [f.parameter(0, 'i32'), f.parameter(1, 'i32'), f.parameter(2, 'i32')];
  const [corrections, optimizer] = [f.parameter(3, 'i32'), f.parameter(4, 'i32')];
  const panels = f.let(i32.shiftRight(i32.add(examples, i32.const(panelExamples - 1)), Math.log2(panelExamples)));
  const block = i32.const(blockPanels);
  const done = f.let(i32.const(0));
  f.repeatWhile(
    () => i32.less(done, panels),
    () => {
      const rest = f.let(i32.sub(panels, done));
      const length = f.let(i32.select(rest, block, i32.less(rest, block)));
      const isFirst = f.let(i32.equal(done, i32.const(0)));
      const isLast = f.let(i32.equal(rest, length));
      writeBlock(f, parts, { x, y, done, length, examples, isFirst, isLast });
      f.set(done, i32.add(done, length));
    },
  );
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
  readonly isFirst: I32;
  readonly isLast: I32;
}

function writeBlock(f: FunctionBuilder, parts: StepParts, { x, y, done, length, examples, isFirst, isLast }: Block): void {
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
    if (here && gradient) f.call(gradient, here.dZ, places[l - 1]?.A ?? input, length, isFirst, isLast);
  }
}

/** Steps wanted, whether in mini-batches, first index, examples a step, end of the order, optimiser's code. */
export const runParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'];

/** Many steps; returns how many were done, fewer when the watch has become NaN. */
export function writeRun(f: FunctionBuilder, parts: StepParts, step: FunctionHandle, layout: Layout): void {
  const [steps, batches, start] = [f.parameter(0, 'i32'), f.parameter(1, 'i32'), f.parameter(2, 'i32')];
  const [length, end, optimizer] = [f.parameter(3, 'i32'), f.parameter(4, 'i32'), f.parameter(5, 'i32')];
  const done = f.let(i32.const(0));
  const used = f.let(start);
  const examples = f.let(i32.const(layout.m));
  const x = f.let(i32.select(i32.const(layout.batchX), i32.const(layout.X), batches));
  const y = f.let(i32.select(i32.const(layout.batchY), i32.const(layout.Y), batches));
  const correctionBytes = 2 * layout.lanes.numberBytes;
  const watch = f.local('v128');
  f.repeatWhile(
    () => i32.less(done, steps),
    () => {
      f.if(batches, () => {
        const rest = f.let(i32.sub(end, used));
        f.set(examples, i32.select(rest, length, i32.less(rest, length)));
        f.call(parts.gather, i32.add(i32.const(layout.order), i32.shiftLeft(used, 2)), examples);
        f.set(used, i32.add(used, examples));
      });
      writeBatchControls(f, layout, examples);
      const corrections = i32.add(i32.const(layout.corrections), i32.mul(done, i32.const(correctionBytes)));
      f.call(step, x, y, examples, corrections, optimizer);
      f.set(done, i32.add(done, i32.const(1)));
      f.set(watch, layout.lanes.load(at(i32.const(0), layout.watch)));
      f.if(layout.lanes.anyNaN(watch), () => f.return(done));
    },
  );
  f.return(done);
}

/** 1/m and λ/m of the batch. */
function writeBatchControls(f: FunctionBuilder, layout: Layout, examples: I32): void {
  const place = (name: 'oneOverM' | 'penalty') => at(i32.const(0), controlAt(layout, name));
  const m = f.let(f64.fromUnsigned(examples));
  layout.lanes.storeNumber(f, place('oneOverM'), f64.div(f64.const(1), m));
  layout.lanes.storeNumber(f, place('penalty'), f64.div(f64.load(at(i32.const(0), layout.lambda)), m));
}
