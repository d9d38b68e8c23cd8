/** The engine behind the core's kernel interface: Float64 in WebAssembly SIMD, for networks whose shapes it was built for. */
import type { Kernels } from '../core/kernels.ts';
import { EngineSession } from './engineSession.ts';

/** `open` throws where WebAssembly SIMD is missing; `canBuild` tells whether it can be asked at all. */
export const engineKernels: Kernels = {
  name: 'wasm-simd',
  precision: 'float64',
  open: (spec, train) => new EngineSession(spec, train),
};
