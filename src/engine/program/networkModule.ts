/** All kernels of one network put together into a module: specialised for its shapes, for any batch there is room for. */
import type { Loss, NetworkSpec } from '../../core/network/network.ts';
import { type OptimizerName, optimizers } from '../../core/training/settings.ts';
import type { EmitContext } from '../kernels/emitContext.ts';
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import type { Lanes } from '../assembler/lanes.ts';
import { ModuleBuilder } from '../assembler/moduleBuilder.ts';
import * as backward from '../kernels/backwardKernel.ts';
import { gatherParameters, writeGather } from '../kernels/batchKernel.ts';
import { Constants } from '../kernels/constants.ts';
import { forwardParameters, type KernelLayer, writeForward } from '../kernels/forwardKernel.ts';
import { outputDeltaParameters, writeOutputDelta } from '../kernels/outputDeltaKernel.ts';
import { gradientParameters, writeGradient } from '../kernels/gradientKernel.ts';
import { type EngineInstance, instantiate } from '../assembler/instance.ts';
import { writeGatherRows } from '../large/gatherRows.ts';
import { writeLargeDelta } from '../large/largeDelta.ts';
import { writeLargeGradient } from '../large/largeGradient.ts';
import { writeLargeForward } from '../large/largeForward.ts';
import { type BatchCapacity, constantCapacity, type Layout, layoutFor } from '../memory/layout.ts';
import { gradientShares } from '../memory/largeNetworks.ts';
import {
  maskParameters,
  passParameters,
  runParameters,
  stepParameters,
  type StepParts,
  writeMask,
  writePass,
  writeRun,
  writeStep,
} from './stepKernel.ts';
import { buildGradient, buildSharedKernels } from './sharedKernels.ts';
import { buildSharedStep } from './sharedStep.ts';
import { type Tile, tileHere } from '../kernels/tile.ts';
import { updateParameters, writeUpdate } from '../kernels/updateKernel.ts';

export interface EngineNetwork extends EngineInstance {
  readonly layout: Layout;
  readonly capacity: BatchCapacity;
}

/** @param wantsThreads see `layoutFor` @throws when this machine's WebAssembly cannot run the module */
export function buildNetwork(
  spec: NetworkSpec,
  m: number,
  capacity: BatchCapacity,
  lanes: Lanes,
  { wantsThreads = false, tile = tileHere }: { readonly wantsThreads?: boolean; readonly tile?: Tile } = {},
): EngineNetwork {
  const layout = layoutFor(spec, m, capacity, lanes, wantsThreads);
  const arithmetic = {
    lanes,
    constants: new Constants(lanes, layout.constants, constantCapacity, tile.panels > 1),
    tile,
  };
  const module = new ModuleBuilder();
  const layers = kernelLayers(spec, layout);
  const shared = layout.isShared ? buildSharedKernels(module, layers, arithmetic, layout) : null;
  const products = shared ?? ownKernels(module, layers, arithmetic, layout);
  const parts = { ...products, ...otherParts(module, layers, spec.loss, arithmetic, layout) };
  const together = shared && buildSharedStep(module, parts, shared, layout);
  const step = together?.step ?? module.function(stepParameters, null, (f) => writeStep(f, parts, layout));
  const run = module.function(runParameters, 'i32', (f) => writeRun(f, step, layout));
  exportParts(module, parts);
  module.export('run', run);
  if (together) {
    module.export('help', together.help);
    module.export(
      'pass',
      module.function(passParameters, null, (f) => writePass(f, together.step)),
    );
  }
  const instance = instantiate(module.bytes(layout.pages, layout.isShared), layout.pages, layout.isShared);
  arithmetic.constants.write(instance.memory);
  writeMasks(instance.memory, layout);
  return { ...instance, layout, capacity };
}

function kernelLayers(spec: NetworkSpec, layout: Layout): KernelLayer[] {
  return spec.layers.map(({ units, activation }, l) => {
    const before = l === 0 ? spec.inputs : spec.layers[l - 1]!.units;
    return { units, before, activation, leakySlope: spec.leakySlope, layerLayout: layout.layers[l]! };
  });
}

interface Parts extends StepParts {
  /** What a layer's gradient is made of, where it takes long. */
  readonly pack: readonly (FunctionBuilder | null)[];
  readonly gradientShare: readonly (FunctionBuilder | null)[];
  readonly forward: readonly FunctionBuilder[];
  readonly delta: readonly FunctionBuilder[];
  readonly gradient: readonly FunctionBuilder[];
  readonly outputDelta: FunctionBuilder;
  readonly mask: FunctionBuilder;
  readonly gather: FunctionBuilder;
  readonly update: Readonly<Record<OptimizerName, FunctionBuilder>>;
}

type ProductNames = 'delta' | 'gradient' | 'pack' | 'gradientShare';

/** Kernels that a thread does alone. */
function ownKernels(
  module: ModuleBuilder,
  layers: readonly KernelLayer[],
  arithmetic: EmitContext,
  layout: Layout,
): Pick<Parts, ProductNames> {
  const writeDelta = layout.isLarge ? writeLargeDelta : backward.writeDelta;
  const writeLayerGradient = layout.isLarge ? writeLargeGradient : writeGradient;
  const gradients = layers.map((layer) => {
    if (layout.isLarge && gradientShares(layer.units, layer.before, layout.block * layout.panelExamples) > 1)
      return buildGradient(module, layer, arithmetic, layout);
    const gradient = module.function(gradientParameters, null, (f) => writeLayerGradient(f, layer, arithmetic, layout));
    return { gradient, pack: null, share: null };
  });
  return {
    delta: layers
      .slice(0, -1)
      .map((layer, l) =>
        module.function(backward.deltaParameters, null, (f) => writeDelta(f, layer, layers[l + 1]!, arithmetic)),
      ),
    gradient: gradients.map(({ gradient }) => gradient),
    pack: gradients.map(({ pack }) => pack),
    gradientShare: gradients.map(({ share }) => share),
  };
}

function otherParts(
  module: ModuleBuilder,
  layers: readonly KernelLayer[],
  loss: Loss,
  arithmetic: EmitContext,
  layout: Layout,
): Omit<Parts, ProductNames> {
  const { nanFlag, X, Y, batchX, batchY } = layout;
  const output = layers.at(-1)!;
  const outputs = output.units;
  const gatheredX = { units: layers[0]!.before, from: X, to: batchX };
  const gatheredY = { units: outputs, from: Y, to: batchY };
  const updater = (name: OptimizerName): FunctionBuilder =>
    module.function(updateParameters, null, (f) => writeUpdate(f, name, layout));
  return {
    layers,
    forward: layers.map((layer) =>
      module.function(forwardParameters, null, (f) =>
        (layout.isLarge ? writeLargeForward : writeForward)(f, layer, arithmetic),
      ),
    ),
    outputDelta: module.function(outputDeltaParameters, null, (f) =>
      writeOutputDelta(f, output, loss, arithmetic, nanFlag),
    ),
    mask: module.function(maskParameters, null, (f) => writeMask(f, outputs, layout)),
    gather: module.function(gatherParameters, null, (f) => {
      writeGather(f, layout.inRows ? [gatheredY] : [gatheredX, gatheredY], layout);
      if (layout.inRows) writeGatherRows(f, gatheredX, layout);
    }),
    update: Object.fromEntries(optimizers.map((name) => [name, updater(name)])) as Parts['update'],
  };
}

/** "forward1" … "forwardL", "delta1" …: for steps that are done phase by phase. */
function exportParts(module: ModuleBuilder, parts: Parts): void {
  for (const name of ['forward', 'delta', 'gradient', 'pack', 'gradientShare'] as const) {
    parts[name].forEach((builder, l) => {
      if (builder) module.export(`${name}${l + 1}`, builder);
    });
  }
  for (const name of ['outputDelta', 'mask', 'gather'] as const) module.export(name, parts[name]);
  for (const name of optimizers) module.export(name, parts.update[name]);
}

/** Mask n − 1 lets the first n examples of a panel through. */
function writeMasks(memory: ArrayBufferLike, { masks, panelExamples, lanes }: Layout): void {
  const bytes = new Uint8Array(memory, masks, panelExamples * panelExamples * lanes.numberBytes);
  const panelBytes = panelExamples * lanes.numberBytes;
  for (let n = 1; n <= panelExamples; n++)
    bytes.fill(0xff, (n - 1) * panelBytes, (n - 1) * panelBytes + n * lanes.numberBytes);
}
