/** What a trainer is made of. */
import type { ExampleSet } from '../network/examples.ts';
import type { InitializationSpec } from '../network/initializers.ts';
import type { NetworkSpec } from '../network/network.ts';
import type { Backend } from './backend.ts';
import type { TrainingSettings } from './settings.ts';

export interface TrainerOptions {
  readonly spec: NetworkSpec;
  readonly train: ExampleSet;
  readonly validation: ExampleSet | null;
  readonly initialization: InitializationSpec;
  /** Initial parameters in the order of the arena, in place of drawn ones. */
  readonly start?: Float64Array | undefined;
  readonly settings: TrainingSettings;
  /** The readable reference unless told otherwise. */
  readonly backend?: Backend | undefined;
}
