/**
 * The products of large layers in pieces that threads can do side by side:
 *
 *     W transposed                         any bands of rows
 *     dZ^[l-1] = Wᵀ·dZ^[l] ⊙ g′            any panels
 *     dZ and A packed for the gradient     any panels
 *     dW = dZ·Aᵀ, db                       any tiles of rows, each over all panels of the block
 *
 * No sum is ever cut in pieces, so who does which piece changes no bit.
 */
import type { EmitContext } from '../kernels/emitContext.ts';
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import type { ModuleBuilder } from '../assembler/moduleBuilder.ts';
import { at, i32, type ValueType } from '../assembler/value.ts';
import { deltaParameters } from '../kernels/backwardKernel.ts';
import type { KernelLayer } from '../kernels/forwardKernel.ts';
import { gradientEpilogue } from '../kernels/gradientEpilogue.ts';
import { biasTile, gradientParameters, writeBias } from '../kernels/gradientKernel.ts';
import { writeDeltaProduct, writePackedWeights } from '../large/largeDelta.ts';
import { writeGradientProduct, writePackedFactors } from '../large/largeGradient.ts';
import { weightBands } from '../kernels/packing.ts';
import type { Layout } from '../memory/layout.ts';
import { partOf, withPart } from './partition.ts';

/** A layer's pieces; those of layer l at index l − 1. */
export interface SharedKernels {
  /** Packs a share of W: thread, threads. */
  readonly weights: readonly FunctionBuilder[];
  /** As `delta`, once all of W^[l+1] is packed. */
  readonly deltaProduct: readonly FunctionBuilder[];
  /** Packs dZ^[l] and A^[l-1] of some panels: pointers to the first of them, panels, panels of the block before them. */
  readonly pack: readonly FunctionBuilder[];
  /** A share of dW and db: pointer to dZ^[l] of the block, panels, whether the block is the first, the last, thread, threads. */
  readonly gradientShare: readonly FunctionBuilder[];
  /** The kernels of whole layers, made of the pieces. */
  readonly delta: readonly FunctionBuilder[];
  readonly gradient: readonly FunctionBuilder[];
}

const shareParameters: readonly ValueType[] = ['i32', 'i32'];
const packParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32'];
const gradientShareParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'];
/** Thread and threads, when one does all. */
const alone = [i32.const(0), i32.const(1)] as const;

export function buildSharedKernels(
  module: ModuleBuilder,
  layers: readonly KernelLayer[],
  arithmetic: EmitContext,
  layout: Layout,
): SharedKernels {
  const hidden = layers.slice(0, -1);
  const weights = layers.map((layer) =>
    module.function(shareParameters, null, (f) => writeWeights(f, layer, arithmetic)),
  );
  const deltaProduct = hidden.map((layer, l) =>
    module.function(deltaParameters, null, (f) => writeDeltaProduct(f, layer, layers[l + 1]!, arithmetic)),
  );
  const gradients = layers.map((layer) => buildGradient(module, layer, arithmetic, layout));
  const delta = hidden.map((_, l) =>
    module.function(deltaParameters, null, (f) => {
      const [packWeights, product] = [weights[l + 1], deltaProduct[l]];
      if (packWeights) f.call(packWeights, ...alone);
      if (product) f.call(product, ...deltaParameters.map((_type, n) => f.parameter(n, 'i32')));
    }),
  );
  return {
    ...{ weights, deltaProduct, delta },
    pack: gradients.map(({ pack }) => pack),
    gradientShare: gradients.map(({ share }) => share),
    gradient: gradients.map(({ gradient }) => gradient),
  };
}

/** The gradient of a layer, whole and in pieces. */
export interface GradientParts {
  /** Of a block, with `gradientParameters`. */
  readonly gradient: FunctionBuilder;
  /** See `SharedKernels`. */
  readonly pack: FunctionBuilder;
  readonly share: FunctionBuilder;
}

export function buildGradient(
  module: ModuleBuilder,
  layer: KernelLayer,
  arithmetic: EmitContext,
  layout: Layout,
): GradientParts {
  const pack = module.function(packParameters, null, (f) => writePack(f, layer, layout));
  const share = module.function(gradientShareParameters, null, (f) => writeGradientShare(f, layer, arithmetic, layout));
  const gradient = module.function(gradientParameters, null, (f) => {
    const [d, a, panels] = [f.parameter(0, 'i32'), f.parameter(1, 'i32'), f.parameter(2, 'i32')];
    f.call(pack, d, a, panels, i32.const(0));
    f.call(share, d, panels, f.parameter(3, 'i32'), f.parameter(4, 'i32'), ...alone);
  });
  return { gradient, pack, share };
}

function writeWeights(f: FunctionBuilder, layer: KernelLayer, { lanes }: EmitContext): void {
  const worker = { thread: f.parameter(0, 'i32'), threads: f.parameter(1, 'i32') };
  withPart(f, i32.const(weightBands(layer.units, lanes)), worker, (first, count) =>
    writePackedWeights(f, lanes, layer, { first, count }),
  );
}

function writePack(f: FunctionBuilder, layer: KernelLayer, layout: Layout): void {
  const [d, a] = [at(f.parameter(0, 'i32')), at(f.parameter(1, 'i32'))];
  writePackedFactors(f, layer, layout, { d, a, panels: f.parameter(2, 'i32'), first: f.parameter(3, 'i32') });
}

function writeGradientShare(f: FunctionBuilder, layer: KernelLayer, arithmetic: EmitContext, layout: Layout): void {
  const worker = { thread: f.parameter(4, 'i32'), threads: f.parameter(5, 'i32') };
  const finish = gradientEpilogue(f, layout, arithmetic.tile, f.parameter(2, 'i32'), f.parameter(3, 'i32'));
  const block = { d: at(f.parameter(0, 'i32')), panels: f.parameter(1, 'i32'), finish };
  const tiles = (rows: number) => partOf(f, i32.const(Math.ceil(layer.units / rows)), worker);
  writeGradientProduct(f, layer, arithmetic, layout, block, tiles(arithmetic.tile.rows));
  writeBias(f, layer, layout, block, tiles(biasTile));
}
