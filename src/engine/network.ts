/** All kernels of one network put together into a module: specialised for its shapes, for any batch of its training set. */
import { isNaturalPair } from '../core/losses.ts';
import type { NetworkSpec } from '../core/network.ts';
import { optimizers } from '../core/settings.ts';
import { parameterCount } from '../core/shape.ts';
import type { FunctionBuilder } from './assembler/functionBuilder.ts';
import { ModuleBuilder } from './assembler/moduleBuilder.ts';
import * as backward from './backwardKernel.ts';
import { gatherParameters, writeGather } from './batchKernel.ts';
import { Constants } from './constants.ts';
import { forwardParameters, type KernelLayer, writeForward } from './forwardKernel.ts';
import { type EngineInstance, instantiate } from './instance.ts';
import { constantCapacity, type Layout, layoutFor, panelExamples } from './layout.ts';
import { maskParameters, runParameters, type StepParts, stepParameters, writeMask, writeRun, writeStep } from './stepKernel.ts';
import * as update from './updateKernel.ts';

export interface EngineNetwork extends EngineInstance {
  readonly layout: Layout;
}

/** Beyond so much memory the engine leaves the work to the reference, which needs no room for whole batches. */
const mostPages = 8192;

/** Whether the engine can train this network on m examples. */
export function canBuild(spec: NetworkSpec, m: number): boolean {
  const output = spec.layers.at(-1);
  return output !== undefined && isNaturalPair(spec.loss, output.activation) && m > 0 && layoutFor(spec, m).pages <= mostPages;
}

/** @throws when this machine's WebAssembly cannot run the module */
export function buildNetwork(spec: NetworkSpec, m: number): EngineNetwork {
  const layout = layoutFor(spec, m);
  const constants = new Constants(layout.constants, constantCapacity);
  const module = new ModuleBuilder();
  const parts = buildParts(module, kernelLayers(spec, layout), constants, layout, parameterCount(spec));
  const step = module.function(stepParameters, null, (f) => writeStep(f, parts, layout));
  const run = module.function(runParameters, 'i32', (f) => writeRun(f, parts, step, layout, m));
  exportParts(module, parts);
  module.export('run', run);
  const instance = instantiate(module.bytes(layout.pages), layout.pages);
  constants.write(instance.memory);
  writeMasks(instance.memory, layout);
  return { ...instance, layout };
}

function kernelLayers(spec: NetworkSpec, layout: Layout): KernelLayer[] {
  return spec.layers.flatMap(({ units, activation }, l) => {
    const places = layout.layers[l];
    const before = l === 0 ? spec.inputs : (spec.layers[l - 1]?.units ?? 0);
    return places ? [{ units, before, activation, leakySlope: spec.leakySlope, places }] : [];
  });
}

interface Parts extends StepParts {
  readonly forward: readonly FunctionBuilder[];
  readonly delta: readonly FunctionBuilder[];
  readonly gradient: readonly FunctionBuilder[];
  readonly outputDelta: FunctionBuilder;
  readonly mask: FunctionBuilder;
  readonly clear: FunctionBuilder;
  readonly collect: FunctionBuilder;
  readonly penalty: FunctionBuilder;
  readonly gather: FunctionBuilder;
  readonly update: Readonly<Record<(typeof optimizers)[number], FunctionBuilder>>;
}

function buildParts(module: ModuleBuilder, layers: readonly KernelLayer[], constants: Constants, layout: Layout, count: number): Parts {
  const { control, watch, masks, X, Y, batchX, batchY } = layout;
  const outputs = layers.at(-1)?.units ?? 0;
  const gathered = [
    { units: layers[0]?.before ?? 0, from: X, to: batchX },
    { units: outputs, from: Y, to: batchY },
  ];
  const updater = (name: (typeof optimizers)[number]): FunctionBuilder =>
    module.function(update.updateParameters, null, (f) => update.writeUpdate(f, name, layout, count));
  return {
    layers,
    forward: layers.map((layer) => module.function(forwardParameters, null, (f) => writeForward(f, layer, constants))),
    delta: layers.slice(0, -1).map((layer, l) => {
      const next = layers[l + 1] ?? layer;
      return module.function(backward.deltaParameters, null, (f) => backward.writeDelta(f, layer, next, constants));
    }),
    outputDelta: module.function(backward.outputDeltaParameters, null, (f) => backward.writeOutputDelta(f, outputs, watch)),
    gradient: layers.map((layer) => module.function(backward.gradientParameters, null, (f) => backward.writeGradient(f, layer))),
    mask: module.function(maskParameters, null, (f) => writeMask(f, outputs, masks)),
    clear: module.function(update.clearParameters, null, (f) => update.writeClear(f)),
    collect: module.function(update.collectParameters, null, (f) => update.writeCollect(f, control)),
    penalty: module.function(update.penaltyParameters, null, (f) => update.writePenalty(f, control)),
    gather: module.function(gatherParameters, null, (f) => writeGather(f, gathered)),
    update: {
      gradientDescent: updater('gradientDescent'),
      momentum: updater('momentum'),
      rmsProp: updater('rmsProp'),
      adam: updater('adam'),
    },
  };
}

/** "forward1" … "forwardL", "delta1" …: for steps that are done phase by phase. */
function exportParts(module: ModuleBuilder, parts: Parts): void {
  for (const name of ['forward', 'delta', 'gradient'] as const) {
    parts[name].forEach((builder, l) => {
      module.export(`${name}${l + 1}`, builder);
    });
  }
  for (const name of ['outputDelta', 'mask', 'clear', 'collect', 'penalty', 'gather'] as const) module.export(name, parts[name]);
  for (const name of optimizers) module.export(name, parts.update[name]);
}

/** Mask n − 1 lets the first n examples of a panel through. */
function writeMasks(memory: ArrayBuffer, { masks }: Layout): void {
  const view = new BigUint64Array(memory, masks, panelExamples * panelExamples);
  for (let n = 0; n < panelExamples; n++) {
    for (let i = 0; i <= n; i++) view[n * panelExamples + i] = 0xffffffffffffffffn;
  }
}
