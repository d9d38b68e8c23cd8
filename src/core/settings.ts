/** What steers a training: the optimiser and its numbers, batches, stopping. All may change between two steps. */

export const optimizers = ['gradientDescent', 'momentum', 'rmsProp', 'adam'] as const;
export type OptimizerName = (typeof optimizers)[number];

export interface TrainingSettings {
  readonly optimizer: OptimizerName;
  /** α > 0. */
  readonly learningRate: number;
  /** Examples a step; "full" is all m. The last batch of an epoch may be smaller and counts with its own m. */
  readonly batchSize: number | 'full';
  readonly epochs: number;
  /** λ ≥ 0 of (λ/2m) Σ‖W‖². */
  readonly l2: number;
  /** β of momentum (v ← βv + (1−β)dW) and of RMSProp's mean square when the optimiser is rmsProp: see `beta2`. */
  readonly momentum: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Seeds the order of examples in mini-batches. */
  readonly shuffleSeed: number;
  readonly earlyStopping?: { readonly patience: number; readonly minDelta: number } | undefined;
}

export const initializationSchemes = ['scaled', 'he', 'xavier', 'zeros', 'constant'] as const;
export type InitializationScheme = (typeof initializationSchemes)[number];

export interface InitializationSpec {
  readonly scheme: InitializationScheme;
  /** Factor of the standard normal draw for "scaled". */
  readonly scale: number;
  /** Every weight, for "constant" (biases are 0). */
  readonly value: number;
  readonly seed: number;
}
