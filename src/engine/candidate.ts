/** Kernels of the engine: they know which trainings they are for. */
import type { Kernels } from '../core/kernels.ts';
import type { NetworkSpec } from '../core/network.ts';
import type { CrewOptions } from './threads/crew.ts';

export interface EngineKernels extends Kernels {
  /** Whether they can train this network on m examples, as far as can be told without trying. */
  suits(spec: NetworkSpec, m: number): boolean;
  /** The same for one training that may have further threads. */
  withThreads?(options: CrewOptions): EngineKernels;
}
