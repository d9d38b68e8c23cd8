/** The engine behind the core's kernel interface: WebAssembly SIMD in Float64 or Float32, built for each network's shapes. */
import { parameterCount } from '../../core/network/shape.ts';
import { lanesOf } from '../assembler/lanes.ts';
import type { EngineBackend } from './candidate.ts';
import { EngineSession } from './engineSession.ts';
import type { BuildOptions } from '../program/buildOptions.ts';
import { threadedBackend } from './threadedBackend.ts';
import { tileHere, wideTile } from '../kernels/tile.ts';

/** Bytes of examples and parameters beyond which the engine's copies would weigh too much. */
const maxBytes = 512 << 20;
/** Arenas of the engine and their mirrors. */
const arenas = 8;

export function engineOf(name: string, making: BuildOptions): EngineBackend {
  const { lanes } = making;
  const backend: EngineBackend = {
    name,
    precision: lanes.precision,
    suits(spec, m) {
      const units = spec.layers.reduce((sum, layer) => sum + layer.units, spec.inputs);
      const bytes = (units * m + arenas * parameterCount(spec)) * lanes.numberBytes;
      return bytes <= maxBytes;
    },
    /** Throws where WebAssembly SIMD is missing. */
    open: (spec, train, batchSize = 'full') => new EngineSession(spec, train, batchSize, making),
    withThreads: (options) => threadedBackend(backend, making, options),
  };
  return backend;
}

const name = 'wasm-simd';
export const engineBackend: EngineBackend = engineOf(name, { lanes: lanesOf.float64, tile: tileHere });
export const engineBackend32: EngineBackend = engineOf(name, { lanes: lanesOf.float32, tile: tileHere });

/** With the tiles that V8 pairs, where it has been told to (`wide/`). */
export const wideName = 'wasm-simd 256-bit';
export const wideBackend: EngineBackend = engineOf(wideName, { lanes: lanesOf.float64, tile: wideTile });
export const wideBackend32: EngineBackend = engineOf(wideName, { lanes: lanesOf.float32, tile: wideTile });
