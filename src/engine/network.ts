/** All kernels of one network put together into a module: specialised for its shapes, for any batch there is room for. */
import type { NetworkSpec } from '../core/network.ts';
import { optimizers } from '../core/settings.ts';
import { parameterCount } from '../core/shape.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { FunctionBuilder } from './assembler/functionBuilder.ts';
import type { Lanes } from './assembler/lanes.ts';
import { ModuleBuilder } from './assembler/moduleBuilder.ts';
import * as backward from './backwardKernel.ts';
import { gatherParameters, writeGather } from './batchKernel.ts';
import { Constants } from './constants.ts';
import { forwardParameters, type KernelLayer, writeForward } from './forwardKernel.ts';
import { outputDeltaParameters, writeOutputDelta } from './outputDeltaKernel.ts';
import { gradientParameters, writeGradient } from './gradientKernel.ts';
import { type EngineInstance, instantiate } from './instance.ts';
import { writeGatherRows } from './large/gatherRows.ts';
import { writeLargeDelta } from './large/largeDelta.ts';
import { writeLargeForward } from './large/largeForward.ts';
import { type BatchRoom, constantCapacity, type Layout, layoutFor } from './layout.ts';
import { maskParameters, runParameters, type StepParts, stepParameters, writeMask, writeRun, writeStep } from './stepKernel.ts';
import { type Tile, tileHere } from './tile.ts';
import { updateParameters, writeUpdate } from './updateKernel.ts';

export interface EngineNetwork extends EngineInstance {
  readonly layout: Layout;
  readonly room: BatchRoom;
}

/** @throws when this machine's WebAssembly cannot run the module */
export function buildNetwork(spec: NetworkSpec, m: number, room: BatchRoom, lanes: Lanes, tile: Tile = tileHere): EngineNetwork {
  const layout = layoutFor(spec, m, room, lanes);
  const arithmetic = { lanes, constants: new Constants(lanes, layout.constants, constantCapacity), tile };
  const module = new ModuleBuilder();
  const parts = buildParts(module, kernelLayers(spec, layout), spec, arithmetic, layout);
  const step = module.function(stepParameters, null, (f) => writeStep(f, parts, layout));
  const run = module.function(runParameters, 'i32', (f) => writeRun(f, parts, step, layout));
  exportParts(module, parts);
  module.export('run', run);
  const instance = instantiate(module.bytes(layout.pages), layout.pages);
  arithmetic.constants.write(instance.memory);
  writeMasks(instance.memory, layout);
  return { ...instance, layout, room };
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
  readonly gather: FunctionBuilder;
  readonly update: Readonly<Record<(typeof optimizers)[number], FunctionBuilder>>;
}

function buildParts(
  module: ModuleBuilder,
  layers: readonly KernelLayer[],
  spec: NetworkSpec,
  arithmetic: Arithmetic,
  layout: Layout,
): Parts {
  const { watch, X, Y, batchX, batchY } = layout;
  const [output, count] = [layers.at(-1), parameterCount(spec)];
  const outputs = output?.units ?? 0;
  const gatheredX = { units: layers[0]?.before ?? 0, from: X, to: batchX };
  const gatheredY = { units: outputs, from: Y, to: batchY };
  const updater = (name: (typeof optimizers)[number]): FunctionBuilder =>
    module.function(updateParameters, null, (f) => writeUpdate(f, name, layout, count));
  return {
    layers,
    forward: layers.map((layer) =>
      module.function(forwardParameters, null, (f) => (layout.isLarge ? writeLargeForward : writeForward)(f, layer, arithmetic)),
    ),
    delta: layers.slice(0, -1).map((layer, l) => {
      const next = layers[l + 1] ?? layer;
      return module.function(backward.deltaParameters, null, (f) =>
        layout.isLarge
          ? writeLargeDelta(f, layer, next, arithmetic, layout.packedWeights)
          : backward.writeDelta(f, layer, next, arithmetic),
      );
    }),
    outputDelta: module.function(outputDeltaParameters, null, (f) => {
      if (output) writeOutputDelta(f, output, spec.loss, arithmetic, watch);
    }),
    gradient: layers.map((layer) => module.function(gradientParameters, null, (f) => writeGradient(f, layer, arithmetic, layout))),
    mask: module.function(maskParameters, null, (f) => writeMask(f, outputs, layout)),
    gather: module.function(gatherParameters, null, (f) => {
      writeGather(f, layout.inRows ? [gatheredY] : [gatheredX, gatheredY], layout);
      if (layout.inRows) writeGatherRows(f, gatheredX, layout);
    }),
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
  for (const name of ['outputDelta', 'mask', 'gather'] as const) module.export(name, parts[name]);
  for (const name of optimizers) module.export(name, parts.update[name]);
}

/** Mask n − 1 lets the first n examples of a panel through. */
function writeMasks(memory: ArrayBuffer, { masks, panelExamples, lanes }: Layout): void {
  const bytes = new Uint8Array(memory, masks, panelExamples * panelExamples * lanes.numberBytes);
  const panelBytes = panelExamples * lanes.numberBytes;
  for (let n = 1; n <= panelExamples; n++) bytes.fill(0xff, (n - 1) * panelBytes, (n - 1) * panelBytes + n * lanes.numberBytes);
}
