/** Kernels of the engine: they know which trainings they are for. */
import type { Notice } from '../../core/notice.ts';
import type { Backend } from '../../core/training/backend.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import type { ThreadPoolOptions } from '../threads/threadPool.ts';

export interface EngineBackend extends Backend {
  /** Whether their bits are promised on this machine only: for trainings that ask for no more. */
  readonly isFused: boolean;
  /** Whether they can train this network on m examples, as far as can be told without trying. */
  suits(spec: NetworkSpec, m: number): boolean;
  /** The same for one training that may have further threads. */
  withThreads?(options: ThreadPoolOptions): EngineBackend;
  /** A training for their self-test, where the usual one with a few units a layer would not come to what is theirs alone. */
  readonly testCase?: (spec: NetworkSpec) => TestCase;
  /** Asked once they have passed their self-test: what still speaks against them, without a full stop, or `null`. */
  readonly objection?: () => Notice | null;
}

/** A training that the reference does in a moment. */
export interface TestCase {
  readonly spec: NetworkSpec;
  readonly m: number;
  readonly batchSize: number;
}
