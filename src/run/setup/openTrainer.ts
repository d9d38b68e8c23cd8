/** A trainer on the fastest kernels that work here. */
import type { Notice } from '../../core/notice.ts';
import { Trainer } from '../../core/training/trainer.ts';
import type { TrainerOptions } from '../../core/training/trainerOptions.ts';
import { referenceBackend } from '../../core/training/referenceBackend.ts';
import { chooseBackend, leftOut, type RequestedPrecision } from '../../engine/runtime/chooseBackend.ts';
import { failureOf } from '../../engine/runtime/selfTest.ts';
import type { ThreadPoolOptions } from '../../engine/threads/threadPool.ts';

export interface OpenedTrainer {
  readonly trainer: Trainer;
  /** For the log: engines that were left out, and why. */
  readonly engineNotes: readonly Notice[];
}

/** @param threadPool absent: one thread @throws what `new Trainer` throws on the reference: the training itself makes no sense */
export function openTrainer(
  options: Omit<TrainerOptions, 'backend'>,
  precision: RequestedPrecision,
  threadPool?: ThreadPoolOptions,
  reproducible = true,
): OpenedTrainer {
  const { spec, train, settings } = options;
  const { optimizer } = settings;
  const { backends, notes } = chooseBackend({ spec, m: train.m, optimizer, precision, threadPool, reproducible });
  const engineNotes = [...notes];
  for (const candidate of backends) {
    if (candidate === referenceBackend) break;
    try {
      return { trainer: new Trainer({ ...options, backend: candidate }), engineNotes };
    } catch (error) {
      engineNotes.push(leftOut(candidate, failureOf(error)));
    }
  }
  return { trainer: new Trainer(options), engineNotes };
}
