/** The engine behind the core's kernel interface: WebAssembly SIMD in Float64 or Float32, built for each network's shapes. */
import type { Precision } from '../core/kernels.ts';
import { parameterCount } from '../core/shape.ts';
import { lanesOf } from './assembler/lanes.ts';
import type { EngineKernels } from './candidate.ts';
import { EngineSession } from './engineSession.ts';
import { threadedKernels } from './threads/threadedKernels.ts';

/** Bytes of examples and parameters beyond which the engine's copies would weigh too much. */
const mostBytes = 512 << 20;
/** Arenas of the engine and their mirrors. */
const arenas = 8;

function engine(precision: Precision): EngineKernels {
  const lanes = lanesOf[precision];
  const kernels: EngineKernels = {
    name: 'wasm-simd',
    precision,
    suits(spec, m) {
      const units = spec.layers.reduce((sum, layer) => sum + layer.units, spec.inputs);
      const bytes = (units * m + arenas * parameterCount(spec)) * lanes.numberBytes;
      return bytes <= mostBytes;
    },
    /** Throws where WebAssembly SIMD is missing. */
    open: (spec, train, batchSize = 'full') => new EngineSession(spec, train, batchSize, lanes),
    withThreads: (options) => threadedKernels(kernels, options),
  };
  return kernels;
}

export const engineKernels: EngineKernels = engine('float64');
export const engineKernels32: EngineKernels = engine('float32');
