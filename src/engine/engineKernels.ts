/** The engine behind the core's kernel interface: Float64 in WebAssembly SIMD, for networks whose shapes it was built for. */
import type { EngineKernels } from './candidate.ts';
import { EngineSession } from './engineSession.ts';
import { canBuild } from './network.ts';

/** `open` throws where WebAssembly SIMD is missing. */
export const engineKernels: EngineKernels = {
  name: 'wasm-simd',
  precision: 'float64',
  suits: canBuild,
  open: (spec, train) => new EngineSession(spec, train),
};
