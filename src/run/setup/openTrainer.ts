/** A trainer on the fastest kernels that work here. */
import { Trainer, type TrainerOptions } from '../../core/training/trainer.ts';
import { referenceBackend } from '../../core/training/referenceKernels.ts';
import { chooseBackend, leftOut, type RequestedPrecision } from '../../engine/runtime/chooseKernels.ts';
import type { ThreadPoolOptions } from '../../engine/threads/threadPool.ts';

export interface OpenedTrainer {
  readonly trainer: Trainer;
  /** For the log: engines that were left out, and why. */
  readonly engineNotes: readonly string[];
}

/** @param threadPool absent: one thread @throws what `new Trainer` throws on the reference: the training itself makes no sense */
export function openTrainer(
  options: Omit<TrainerOptions, 'kernels'>,
  precision: RequestedPrecision,
  threadPool?: ThreadPoolOptions,
): OpenedTrainer {
  const { spec, train, settings } = options;
  const { kernels, notes } = chooseBackend({ spec, m: train.m, optimizer: settings.optimizer, precision, threadPool });
  const engineNotes = [...notes];
  for (const candidate of kernels) {
    if (candidate === referenceBackend) break;
    try {
      return { trainer: new Trainer({ ...options, kernels: candidate }), engineNotes };
    } catch (error) {
      engineNotes.push(leftOut(candidate, error instanceof Error ? error.message : String(error)));
    }
  }
  return { trainer: new Trainer(options), engineNotes };
}
