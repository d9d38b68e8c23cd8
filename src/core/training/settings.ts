/** What steers a training: the optimiser and its numbers, batches, stopping. All may change between two steps. */
import { TrainingError } from '../network/errors.ts';
import { optimizerRules, type UpdateNumbers } from './optimizers.ts';
import type { Schedule } from './schedule.ts';

export type OptimizerName = keyof typeof optimizerRules;
/** In the order of the table. */
export const optimizers = Object.keys(optimizerRules) as readonly OptimizerName[];

export interface TrainingSettings extends UpdateNumbers {
  readonly optimizer: OptimizerName;
  /** What becomes of α in the course of the training. */
  readonly schedule: Schedule;
  /** Examples a step; "full" is all m. The last batch of an epoch may be smaller and counts with its own m. */
  readonly batchSize: number | 'full';
  readonly epochs: number;
  /** λ ≥ 0 of (λ/2m) Σ‖W‖². */
  readonly l2: number;
  /** Seeds the order of examples in mini-batches. */
  readonly shuffleSeed: number;
  /** `false` is the same as none. */
  readonly earlyStopping?: { readonly patience: number; readonly minDelta: number } | false | undefined;
}

/** What holds where a configuration says nothing. */
export const defaultSettings: TrainingSettings = {
  optimizer: 'adam',
  learningRate: 0.001,
  schedule: { kind: 'constant', warmUp: 0, every: 100, factor: 0.5, to: 0 },
  batchSize: 32,
  epochs: 2000,
  l2: 0,
  momentum: 0.9,
  rho: 0.9,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
  shuffleSeed: 1,
};

/**
 * Refuses settings that mean nothing.
 * @throws TrainingError (reason "settings") naming the setting, what is allowed and what was found
 */
export function requireSettings(settings: TrainingSettings): void {
  const { earlyStopping } = settings;
  require('learningRate', settings.learningRate, settings.learningRate > 0 &&
    settings.learningRate < Number.POSITIVE_INFINITY, 'a number above 0');
  require('batchSize', settings.batchSize, settings.batchSize === 'full' ||
    isCount(settings.batchSize), '"full" or a whole number from 1');
  require('epochs', settings.epochs, isCount(settings.epochs), 'a whole number from 1');
  require('l2', settings.l2, settings.l2 >= 0 && settings.l2 < Number.POSITIVE_INFINITY, 'a number from 0');
  for (const name of ['momentum', 'rho', 'beta1', 'beta2'] as const) {
    require(name, settings[name], settings[name] >= 0 && settings[name] < 1, 'a number from 0, below 1');
  }
  require('epsilon', settings.epsilon, settings.epsilon > 0, 'a number above 0');
  require('weightDecay', settings.weightDecay, settings.weightDecay >= 0 &&
    settings.weightDecay < Number.POSITIVE_INFINITY, 'a number from 0');
  requireSchedule(settings.schedule);
  if (!earlyStopping) return;
  require('earlyStopping.patience', earlyStopping.patience, isCount(earlyStopping.patience), 'a whole number from 1');
  require('earlyStopping.minDelta', earlyStopping.minDelta, earlyStopping.minDelta >= 0, 'a number from 0');
}

function requireSchedule({ warmUp, every, factor, to }: Schedule): void {
  const isShare = (value: number): boolean => value >= 0 && value <= 1;
  require('schedule.warmUp', warmUp, Number.isInteger(warmUp) && warmUp >= 0, 'a whole number from 0');
  require('schedule.every', every, isCount(every), 'a whole number from 1');
  require('schedule.factor', factor, isShare(factor) && factor > 0, 'a number above 0, at most 1');
  require('schedule.to', to, isShare(to), 'a number from 0 to 1');
}

function require(name: string, found: number | string, allowed: boolean, expected: string): void {
  if (!allowed) throw new TrainingError('settings', `${name}: expected ${expected}, found ${found}`);
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}
