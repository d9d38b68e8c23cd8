/**
 * One step by several threads that share the memory:
 *
 *     each its share of W's rows             transpose W
 *     ── barrier ──
 *     for each block of panels
 *         each its share of the panels       gather, forward 1 … L, deltas L … 1, pack dZ and A
 *         ── barrier ──
 *         each its share of dW's rows        dW, db over all panels of the block
 *         ── barrier ──
 *     each its share of the parameters       update
 *     ── barrier ──
 *
 * The first thread gives out the step: it writes the task into the memory, changes the command, and does its own share. With one
 * thread all barriers stand open.
 */
import { atomic } from '../assembler/atomic.ts';
import type { FunctionHandle } from '../assembler/functionBuilder.ts';
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import type { ModuleBuilder } from '../assembler/moduleBuilder.ts';
import { type Address, further, type I32, i32, type Local } from '../assembler/value.ts';
import type { Layout } from '../memory/layout.ts';
import {
  type Block,
  callUpdate,
  eachBlock,
  stepAddresses,
  stages,
  type StepParts,
  stepParameters,
  type Task,
  taskFrom,
  taskNames,
  writeForwardPasses,
} from './stepKernel.ts';
import { announce, buildBarrier, type Barrier, wordAt } from './barrier.ts';
import type { SharedKernels } from './sharedKernels.ts';
import { type Worker, withPart } from './partition.ts';

export interface SharedStep {
  /** A step of all threads, given out by the first: parameters as those of `writeStep`. */
  readonly step: FunctionBuilder;
  /** What the other threads do until all is over: number of the thread, from 1 on. */
  readonly help: FunctionBuilder;
}

interface Pieces extends StepParts {
  readonly shared: SharedKernels;
  readonly layout: Layout;
  readonly barrier: FunctionHandle;
}

export function buildSharedStep(
  module: ModuleBuilder,
  parts: StepParts,
  shared: SharedKernels,
  layout: Layout,
): SharedStep {
  const barrier = buildBarrier(module, layout);
  const share = module.function(['i32'], null, (f) =>
    writeShare(f, { ...parts, shared, layout, barrier: barrier.barrier }),
  );
  return {
    step: module.function(stepParameters, null, (f) => writeLead(f, share, layout)),
    help: module.function(['i32'], null, (f) => writeHelp(f, share, barrier, layout)),
  };
}

/** The numbers of the task follow that of its threads. */
function taskWord(layout: Layout, n: number): Address {
  return further(wordAt(layout, 'threads'), 4 * (n + 1));
}

function writeLead(f: FunctionBuilder, share: FunctionHandle, layout: Layout): void {
  taskNames.forEach((_, n) => f.storeInteger(taskWord(layout, n), f.parameter(n, 'i32')));
  f.if(i32.less(i32.const(1), i32.load(wordAt(layout, 'threads'))), () => announce(f, wordAt(layout, 'command')));
  f.call(share, i32.const(0));
}

function writeHelp(f: FunctionBuilder, share: FunctionHandle, meeting: Barrier, layout: Layout): void {
  const [thread, seen, isOver] = [f.parameter(0, 'i32'), f.local('i32'), f.local('i32')];
  const command = wordAt(layout, 'command');
  f.let(atomic.add(wordAt(layout, 'present'), i32.const(1)));
  f.repeatWhile(
    () => i32.equal(isOver, i32.const(0)),
    () => {
      f.call(meeting.wait, command.pointer, seen, thread);
      f.set(seen, atomic.load(command));
      f.set(isOver, atomic.load(wordAt(layout, 'over')));
      f.if(i32.equal(isOver, i32.const(0)), () => f.call(share, thread));
    },
  );
}

/** A thread's share of the step. */
function writeShare(f: FunctionBuilder, pieces: Pieces): void {
  const { shared, layout, barrier } = pieces;
  const thread = f.parameter(0, 'i32');
  const worker: Worker = { thread, threads: f.let(i32.load(wordAt(layout, 'threads'))) };
  const task = taskFrom((n) => f.let(i32.load(taskWord(layout, n))));
  const meet = (): void => f.call(barrier, thread);
  const isStage = (stage: number): I32 => i32.equal(task.stage, i32.const(stage));
  const hasPanels = f.let(i32.equal(isStage(stages.gradients), i32.const(0)));
  const hasGradients = f.let(i32.equal(isStage(stages.panels), i32.const(0)));
  f.if(hasPanels, () => {
    // W of the first layer leads nowhere back.
    for (const weights of shared.weights.slice(1)) f.call(weights, thread, worker.threads);
  });
  meet();
  eachBlock(
    f,
    task,
    layout,
    (block) => {
      f.if(hasPanels, () => writeBlockPanels(f, pieces, task, block, worker));
      meet();
      f.if(hasGradients, () => writeBlockGradients(f, pieces, task, block, worker));
      meet();
    },
    task,
  );
  withPart(f, i32.const(layout.parameterVectors), worker, (first, count) => callUpdate(f, pieces, task, first, count));
  meet();
}

/** A thread's share of the panels of a block, or of some of them. */
function writeBlockPanels(f: FunctionBuilder, pieces: Pieces, task: Task, block: Block, worker: Worker): void {
  const hasSome = i32.equal(task.stage, i32.const(stages.panels));
  const before = f.let(i32.select(task.part, i32.const(0), hasSome));
  const panels = f.let(i32.select(task.parts, block.length, hasSome));
  withPart(f, panels, worker, (first, count) =>
    writePanels(f, pieces, task, block, f.let(i32.add(before, first)), count),
  );
}

/** A thread's share of the gradients of a block, or of a part of their rows. */
function writeBlockGradients(f: FunctionBuilder, pieces: Pieces, task: Task, block: Block, worker: Worker): void {
  const { thread, threads } = worker;
  const share = f.let(i32.add(i32.mul(task.part, threads), thread));
  const shares = f.let(i32.mul(task.parts, threads));
  const addresses = stepAddresses(f, pieces.layers, task, block.done);
  addresses.layers.forEach(({ dZ }, l) => {
    const gradient = pieces.shared.gradientShare[l];
    if (gradient) f.call(gradient, dZ, block.length, block.isFirst, block.isLast, share, shares);
  });
}

/** Panels of a block, through all layers and back. @param first counted from the first of the block */
function writePanels(
  f: FunctionBuilder,
  pieces: Pieces,
  task: Task,
  block: Block,
  first: Local<'i32'>,
  count: Local<'i32'>,
): void {
  const { shared, layers } = pieces;
  const panel = f.let(i32.add(block.done, first));
  const addresses = stepAddresses(f, layers, task, panel);
  const hasLast = f.let(i32.and(block.isLast, i32.equal(i32.add(first, count), block.length)));
  f.if(task.order, () => callGather(f, pieces, task, panel, count));
  writeForwardPasses(f, pieces, task, addresses, { panel, count, hasLast });
  for (let l = layers.length - 1; l >= 0; l--) {
    const [here, next, delta] = [addresses.layers[l]!, addresses.layers[l + 1], shared.deltaProduct[l]];
    if (next && delta) f.call(delta, next.dZ, here.Z, here.A, here.dZ, count);
    f.call(shared.pack[l]!, here.dZ, addresses.layers[l - 1]?.A ?? addresses.input, count, first);
  }
}

function callGather(
  f: FunctionBuilder,
  { gather, layout }: Pieces,
  task: Task,
  panel: Local<'i32'>,
  count: Local<'i32'>,
): void {
  const { panelExamples } = layout;
  const example = f.let(i32.mul(panel, i32.const(panelExamples)));
  const rest = f.let(i32.sub(task.examples, example));
  const capacity = f.let(i32.mul(count, i32.const(panelExamples)));
  f.call(
    gather,
    i32.add(task.order, i32.shiftLeft(example, 2)),
    i32.select(rest, capacity, i32.less(rest, capacity)),
    example,
  );
}
