/**
 * Whole training steps from the kernels of the layers. A step goes through the batch in blocks of panels small enough
 * that everything a block touches stays in a cache beside the core; many steps are done in one call.
 */
import { type OptimizerName, optimizers } from '../../core/training/settings.ts';
import { atomic } from '../assembler/atomic.ts';
import type { FunctionBuilder, FunctionHandle } from '../assembler/functionBuilder.ts';
import { vectorBytes } from '../assembler/lanes.ts';
import { at, f64, further, type I32, i32, type Local, type ValueType } from '../assembler/value.ts';
import type { KernelLayer } from '../kernels/forwardKernel.ts';
import { controlAt, correctionNumbers, type Layout } from '../memory/layout.ts';
import { panelVectors, unitBytes } from '../memory/panelSizes.ts';
import { wordAt } from './barrier.ts';

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

/** The number that stands for an optimiser in a call. */
export function optimizerCode(optimizer: OptimizerName): number {
  return optimizers.indexOf(optimizer);
}

/** Pointer to the last panel of dZ^[L], number of examples in the batch. */
export const maskParameters: readonly ValueType[] = ['i32', 'i32'];

/** dZ^[L] of places behind the last example becomes 0, whatever the network says there. */
export function writeMask(f: FunctionBuilder, outputs: number, { lanes, masks, panelExamples }: Layout): void {
  const inLastPanel = i32.and(i32.sub(f.parameter(1, 'i32'), i32.const(1)), i32.const(panelExamples - 1));
  const mask = at(f.let(i32.add(i32.const(masks), i32.mul(inLastPanel, i32.const(unitBytes)))));
  f.forTiles(outputs, 1, [{ from: at(f.parameter(0, 'i32')), stride: unitBytes }], (_, [d]) => {
    for (let v = 0; v < panelVectors; v++) {
      const offset = v * vectorBytes;
      f.store(further(d, offset), lanes.and(lanes.load(further(d, offset)), lanes.load(further(mask, offset))));
    }
  });
}

/** More panels than there are. */
const allPanels = 0x7fffffff;

const batchNames = ['x', 'y', 'examples', 'order', 'corrections', 'optimizer'] as const;
const rangeNames = ['from', 'to', 'stage', 'part', 'parts'] as const;
/** What a step is told. */
export const taskNames = [...batchNames, ...rangeNames] as const;

/**
 * What is done with a block. A large block takes long: its panels are done some at a time (`part` is the first of them, `parts` their
 * number), then its gradients (`part` is a share of the rows, counted from 0, of `parts`).
 */
export const stages = { all: 0, panels: 1, gradients: 2 } as const;
/** No part of anything. */
const whole = [stages.all, 0, 1] as const;

/**
 * Pointers to the batch's X and Y, number of examples, pointer to their indices (0 when the batch need not be gathered), pointer to
 * the bias corrections, optimiser's code (none of them: no update); of a step by several threads the panels to go through, and what is
 * done with them.
 */
export type Task = Readonly<Record<(typeof taskNames)[number], Local<'i32'>>>;

export const stepParameters: readonly ValueType[] = taskNames.map(() => 'i32');

/** @param read makes the variable of the n-th number */
export function taskFrom(read: (n: number) => Local<'i32'>): Task {
  return Object.fromEntries(taskNames.map((name, n) => [name, read(n)])) as Task;
}

/** One step; the control 1/m is that of the batch, λ/m that of the whole training part. */
export function writeStep(f: FunctionBuilder, parts: StepParts, layout: Layout): void {
  const task = taskFrom((n) => f.parameter(n, 'i32'));
  f.if(task.order, () => f.call(parts.gather, task.order, task.examples, i32.const(0)));
  eachBlock(f, task, layout, (block) => writeBlock(f, parts, task, block));
  callUpdate(f, parts, task, i32.const(0), i32.const(layout.parameterVectors));
}

/** Some vectors of the arenas, by the task's optimiser. */
export function callUpdate(
  f: FunctionBuilder,
  { update }: StepParts,
  { optimizer, corrections }: Task,
  first: I32,
  count: I32,
): void {
  for (const name of optimizers) {
    f.if(i32.equal(optimizer, i32.const(optimizerCode(name))), () => f.call(update[name], corrections, first, count));
  }
}

/** Panels that go through all layers together. */
export interface Block {
  /** Panels before it, and in it. */
  readonly done: Local<'i32'>;
  readonly length: Local<'i32'>;
  readonly isFirst: Local<'i32'>;
  readonly isLast: Local<'i32'>;
}

/** @param range the panels to go through, from the first of a block on; absent: all of them */
export function eachBlock(
  f: FunctionBuilder,
  { examples }: Task,
  { panelExamples, block: blockPanels }: Layout,
  body: (block: Block) => void,
  range?: Pick<Task, 'from' | 'to'>,
): void {
  const panels = f.let(i32.shiftRight(i32.add(examples, i32.const(panelExamples - 1)), Math.log2(panelExamples)));
  const block = i32.const(blockPanels);
  const done = f.let(range ? range.from : i32.const(0));
  const end = range ? f.let(i32.select(range.to, panels, i32.less(range.to, panels))) : panels;
  f.repeatWhile(
    () => i32.less(done, end),
    () => {
      const rest = f.let(i32.sub(panels, done));
      const length = f.let(i32.select(rest, block, i32.less(rest, block)));
      const isFirst = f.let(i32.equal(done, i32.const(0)));
      const isLast = f.let(i32.equal(rest, length));
      body({ done, length, isFirst, isLast });
      f.set(done, i32.add(done, length));
    },
  );
}

/** Where some panels begin: X, and what belongs to each layer. */
export interface StepAddresses {
  readonly input: Local<'i32'>;
  readonly layers: readonly Readonly<Record<'Z' | 'A' | 'dZ', Local<'i32'>>>[];
}

/** @param panel the first of them, counted from the first of the batch */
export function stepAddresses(
  f: FunctionBuilder,
  layers: readonly KernelLayer[],
  { x }: Task,
  panel: I32,
): StepAddresses {
  const from = (base: I32, units: number): Local<'i32'> => f.let(panelAt(base, units, panel));
  return {
    input: from(x, layers[0]!.before),
    layers: layers.map(({ units, layerLayout: { Z, A, dZ } }) => ({
      Z: from(i32.const(Z), units),
      A: from(i32.const(A), units),
      dZ: from(i32.const(dZ), units),
    })),
  };
}

function panelAt(base: I32, units: number, panel: I32): I32 {
  return i32.add(base, i32.mul(panel, i32.const(units * unitBytes)));
}

/** Some panels forward, and dZ^[L]. @param hasLast whether the last panel of the batch is the last of them */
export function writeForwardPasses(
  f: FunctionBuilder,
  parts: StepParts,
  { y, examples }: Task,
  { input, layers }: StepAddresses,
  { panel, count, hasLast }: { readonly panel: I32; readonly count: I32; readonly hasLast: I32 },
): void {
  layers.forEach((here, l) => {
    f.call(parts.forward[l]!, layers[l - 1]?.A ?? input, here.Z, here.A, count);
  });
  const output = layers.at(-1)!;
  const outputs = parts.layers.at(-1)!.units;
  f.call(parts.outputDelta, output.Z, output.A, panelAt(y, outputs, panel), output.dZ, count);
  f.if(hasLast, () => f.call(parts.mask, panelAt(output.dZ, outputs, i32.sub(count, i32.const(1))), examples));
}

function writeBlock(f: FunctionBuilder, parts: StepParts, task: Task, { done, length, isFirst, isLast }: Block): void {
  const addresses = stepAddresses(f, parts.layers, task, done);
  writeForwardPasses(f, parts, task, addresses, { panel: done, count: length, hasLast: isLast });
  for (let l = parts.layers.length - 1; l >= 0; l--) {
    const [here, next, delta] = [addresses.layers[l]!, addresses.layers[l + 1], parts.delta[l]];
    if (next && delta) f.call(delta, next.dZ, here.Z, here.A, here.dZ, length);
    f.call(parts.gradient[l]!, here.dZ, addresses.layers[l - 1]?.A ?? addresses.input, length, isFirst, isLast);
  }
}

/** Steps wanted, whether in mini-batches, first index, examples a step, end of the order, optimiser's code. */
export const runParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'];

/** Many steps; returns how many were done, fewer when the NaN flag is up or a thread is lost. */
export function writeRun(f: FunctionBuilder, step: FunctionHandle, layout: Layout): void {
  const [steps, batches, start] = [f.parameter(0, 'i32'), f.parameter(1, 'i32'), f.parameter(2, 'i32')];
  const [length, end, optimizer] = [f.parameter(3, 'i32'), f.parameter(4, 'i32'), f.parameter(5, 'i32')];
  const done = f.let(i32.const(0));
  const used = f.let(start);
  const examples = f.let(i32.const(layout.m));
  const order = f.let(i32.const(0));
  const x = f.let(i32.select(i32.const(layout.batchX), i32.const(layout.X), batches));
  const y = f.let(i32.select(i32.const(layout.batchY), i32.const(layout.Y), batches));
  const correctionBytes = correctionNumbers * layout.lanes.numberBytes;
  const watch = f.local('v128');
  f.repeatWhile(
    () => i32.less(done, steps),
    () => {
      f.if(batches, () => {
        const rest = f.let(i32.sub(end, used));
        f.set(examples, i32.select(rest, length, i32.less(rest, length)));
        f.set(order, i32.add(i32.const(layout.order), i32.shiftLeft(used, 2)));
        f.set(used, i32.add(used, examples));
      });
      writeBatchControls(f, layout, examples);
      const corrections = i32.add(i32.const(layout.corrections), i32.mul(done, i32.const(correctionBytes)));
      const all = [0, allPanels, ...whole].map((n) => i32.const(n));
      f.call(step, x, y, examples, order, corrections, optimizer, ...all);
      f.set(done, i32.add(done, i32.const(1)));
      f.set(watch, layout.lanes.load(at(i32.const(0), layout.nanFlag)));
      f.if(layout.lanes.anyNaN(watch), () => f.return(done));
      if (layout.isShared) f.if(atomic.load(wordAt(layout, 'over')), () => f.return(done));
    },
  );
  f.return(done);
}

/** 1/m of the batch, λ/m of the whole training part. */
function writeBatchControls(f: FunctionBuilder, layout: Layout, examples: I32): void {
  const address = (name: 'oneOverM' | 'penalty') => at(i32.const(0), controlAt(layout, name));
  const m = f.let(f64.fromUnsigned(examples));
  layout.lanes.storeNumber(f, address('oneOverM'), f64.div(f64.const(1), m));
  layout.lanes.storeNumber(
    f,
    address('penalty'),
    f64.div(f64.load(at(i32.const(0), layout.lambda)), f64.const(layout.m)),
  );
}

/** Pointers to the batch's X and Y, number of examples, panels from … to − 1, stage, part, parts. */
export const passParameters: readonly ValueType[] = ['x', 'y', 'examples', ...rangeNames].map(() => 'i32');

/** Some blocks of a step, or a part of one, without its update: the batch is gathered, its controls are set. */
export function writePass(f: FunctionBuilder, step: FunctionHandle): void {
  const [x, y, examples, ...range] = passParameters.map((_, n) => f.parameter(n, 'i32'));
  const none = i32.const(-1);
  f.call(step, x!, y!, examples!, i32.const(0), i32.const(0), none, ...range);
}
