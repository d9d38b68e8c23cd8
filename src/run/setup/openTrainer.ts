/** A trainer on the fastest kernels that work here. */
import { Trainer, type TrainerOptions } from '../../core/training/trainer.ts';
import { referenceKernels } from '../../core/training/referenceKernels.ts';
import { chooseKernels, leftOut, type WantedPrecision } from '../../engine/runtime/chooseKernels.ts';
import type { CrewOptions } from '../../engine/threads/threadPool.ts';

export interface OpenedTrainer {
  readonly trainer: Trainer;
  /** For the log: engines that were left out, and why. */
  readonly engineNotes: readonly string[];
}

/** @param crew absent: one thread @throws what `new Trainer` throws on the reference: the training itself makes no sense */
export function openTrainer(
  options: Omit<TrainerOptions, 'kernels'>,
  precision: WantedPrecision,
  crew?: CrewOptions,
): OpenedTrainer {
  const { spec, train, settings } = options;
  const { kernels, notes } = chooseKernels({ spec, m: train.m, optimizer: settings.optimizer, precision, crew });
  const engineNotes = [...notes];
  for (const candidate of kernels) {
    if (candidate === referenceKernels) break;
    try {
      return { trainer: new Trainer({ ...options, kernels: candidate }), engineNotes };
    } catch (error) {
      engineNotes.push(leftOut(candidate, error instanceof Error ? error.message : String(error)));
    }
  }
  return { trainer: new Trainer(options), engineNotes };
}
