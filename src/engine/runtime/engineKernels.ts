/** The engine behind the core's kernel interface: WebAssembly SIMD in Float64 or Float32, built for each network's shapes. */
import { parameterCount } from '../../core/network/shape.ts';
import { lanesOf } from '../assembler/lanes.ts';
import type { EngineKernels } from './candidate.ts';
import { EngineSession } from './engineSession.ts';
import type { Making } from '../program/buildOptions.ts';
import { threadedKernels } from './threadedKernels.ts';
import { tileHere, wideTile } from '../kernels/tile.ts';

/** Bytes of examples and parameters beyond which the engine's copies would weigh too much. */
const mostBytes = 512 << 20;
/** Arenas of the engine and their mirrors. */
const arenas = 8;

export function engineOf(name: string, making: Making): EngineKernels {
  const { lanes } = making;
  const kernels: EngineKernels = {
    name,
    precision: lanes.precision,
    suits(spec, m) {
      const units = spec.layers.reduce((sum, layer) => sum + layer.units, spec.inputs);
      const bytes = (units * m + arenas * parameterCount(spec)) * lanes.numberBytes;
      return bytes <= mostBytes;
    },
    /** Throws where WebAssembly SIMD is missing. */
    open: (spec, train, batchSize = 'full') => new EngineSession(spec, train, batchSize, making),
    withThreads: (options) => threadedKernels(kernels, making, options),
  };
  return kernels;
}

const name = 'wasm-simd';
export const engineKernels: EngineKernels = engineOf(name, { lanes: lanesOf.float64, tile: tileHere });
export const engineKernels32: EngineKernels = engineOf(name, { lanes: lanesOf.float32, tile: tileHere });

/** With the tiles that V8 pairs, where it has been told to (`wide/`). */
export const wideName = 'wasm-simd 256-bit';
export const wideKernels: EngineKernels = engineOf(wideName, { lanes: lanesOf.float64, tile: wideTile });
export const wideKernels32: EngineKernels = engineOf(wideName, { lanes: lanesOf.float32, tile: wideTile });
