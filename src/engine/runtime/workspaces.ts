/** Makes the workspaces of one training: in memory that its threads share, where they are worth it and such memory can be had. */
import { notice } from '../../core/notice.ts';
import type { ExampleSet } from '../../core/network/examples.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { stepCost } from '../../core/training/stepCost.ts';
import type { BatchCapacity } from '../memory/layout.ts';
import type { BuildOptions } from '../program/buildOptions.ts';
import type { ThreadPool } from '../threads/threadPool.ts';
import { Workspace } from '../program/workspace.ts';

export class Workspaces {
  readonly #spec: NetworkSpec;
  readonly #train: ExampleSet;
  readonly #making: BuildOptions;
  readonly #threadPool: ThreadPool | null;

  constructor(spec: NetworkSpec, train: ExampleSet, making: BuildOptions, threadPool: ThreadPool | null) {
    this.#spec = spec;
    this.#train = train;
    this.#making = making;
    this.#threadPool = threadPool;
  }

  /** @throws when this machine's WebAssembly cannot run the module, or has no memory for it */
  make(capacity: BatchCapacity): Workspace {
    const threadPool = this.#threadPool;
    if (!threadPool?.wants(this.operations(capacity.whole ? this.#train.m : capacity.gathered)))
      return this.#workspace(capacity, false);
    try {
      return this.#workspace(capacity, true);
    } catch (error) {
      threadPool.dismiss(notice('thread.noMemory', error instanceof Error ? error.message : String(error)));
      return this.#workspace(capacity, false);
    }
  }

  /** Additions and multiplications of a step of so many examples. */
  operations(examples: number): number {
    return stepCost(this.#spec.inputs, this.#spec.layers, examples, 'gradientDescent').operations;
  }

  #workspace(capacity: BatchCapacity, wantsThreads: boolean): Workspace {
    const make = () => new Workspace(this.#spec, this.#train, capacity, this.#making, wantsThreads);
    return this.#making.compiling?.(make) ?? make();
  }
}
