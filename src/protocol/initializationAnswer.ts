/** The answer to "initialization": what became of the network from those initial weights. */
import type { Metric } from '../core/evaluation/metrics.ts';
import type { InitializationScheme } from '../core/network/initializers.ts';

/** A network at one step of that training. */
export interface StartState {
  /** J over the examples, `null` when it is not finite. */
  readonly cost: number | null;
  /** Right answers, or R². */
  readonly metric: Metric | null;
  /** Hidden layers. */
  readonly layers: readonly {
    readonly layer: number;
    readonly units: number;
    /** Units that differ, to the last bit, in what comes in or what goes out. */
    readonly distinct: number;
    /** Share of the activations of tanh above 0.99 in size (of σ at the same places); 0 for other functions. */
    readonly saturated: number;
  }[];
}

export interface InitializationAnswer {
  readonly scheme: InitializationScheme;
  /** Scale of "scaled", value of "constant". */
  readonly factor: number;
  /** The run's own seed. */
  readonly seed: number;
  /** Examples trained on: fewer than the run's when that would take too long. */
  readonly m: number;
  /** Steps done. */
  readonly steps: number;
  readonly start: StartState;
  readonly end: StartState;
  readonly curve: { readonly steps: Float64Array; readonly cost: Float64Array };
  /** A cost well below that of a network of zeros, and the first step that had less; `null`: none. */
  readonly below: number;
  readonly reached: number | null;
  /** Steps between the look at the cost that found `reached` and the one before: 1 when it is exact. */
  readonly reachedEvery: number;
  readonly diverged: boolean;
}
