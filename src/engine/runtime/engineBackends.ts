/** The engine behind the core's kernel interface: WebAssembly SIMD in Float64 or Float32, built for each network's shapes. */
import { parameterCount } from '../../core/network/shape.ts';
import { fusedLanesOf, lanesOf } from '../assembler/lanes.ts';
import type { EngineBackend } from './candidate.ts';
import { EngineSession } from './engineSession.ts';
import type { BuildOptions } from '../program/buildOptions.ts';
import { threadedBackend } from './threadedBackend.ts';
import { fusedTile, tileHere, wideTile } from '../kernels/tile.ts';

/** Bytes of examples and parameters beyond which the engine's copies would weigh too much. */
const maxBytes = 512 << 20;
/** Arenas of the engine and their mirrors. */
const arenas = 8;

export function engineOf(name: string, making: BuildOptions): EngineBackend {
  const { lanes } = making;
  const backend: EngineBackend = {
    name,
    isFused: lanes.isFused,
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
/** With one instruction for a product and its sum: faster, and not the same bits on every machine. */
export const fusedName = 'wasm-simd fused';
/** @param engine its name */
export function isFused(engine: string): boolean {
  return engine === fusedName || engine === wideFusedName;
}
export const fusedBackend: EngineBackend = engineOf(fusedName, { lanes: fusedLanesOf.float64, tile: fusedTile });
export const fusedBackend32: EngineBackend = engineOf(fusedName, { lanes: fusedLanesOf.float32, tile: fusedTile });

/** With the tiles that V8 pairs, where it has been told to (`wide/`). */
export const wideName = 'wasm-simd 256-bit';
export const wideFusedName = 'wasm-simd 256-bit fused';
export const wideBackend: EngineBackend = engineOf(wideName, { lanes: lanesOf.float64, tile: wideTile });
export const wideBackend32: EngineBackend = engineOf(wideName, { lanes: lanesOf.float32, tile: wideTile });
