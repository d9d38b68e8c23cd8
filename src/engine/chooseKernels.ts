/**
 * Which kernels do a training's arithmetic: the first candidate that suits it and passes its self-test, and the readable
 * reference when none does. Never an error: what was left out is told in a sentence for the log.
 */
import type { Kernels } from '../core/kernels.ts';
import type { NetworkSpec } from '../core/network.ts';
import { referenceKernels } from '../core/referenceKernels.ts';
import type { OptimizerName } from '../core/settings.ts';
import type { EngineKernels } from './candidate.ts';
import { engineKernels } from './engineKernels.ts';
import { selfTest } from './selfTest.ts';

/** What is known of a training before its kernels are chosen. */
export interface Work {
  readonly spec: NetworkSpec;
  /** Examples of the training set. */
  readonly m: number;
  readonly optimizer: OptimizerName;
}

export interface KernelChoice {
  /** Best first; the reference is the last. Those after the first are for the case that opening one fails. */
  readonly kernels: readonly Kernels[];
  /** A sentence for each candidate that failed its test. */
  readonly notes: readonly string[];
}

/** Best first. */
const allCandidates: readonly EngineKernels[] = [engineKernels];

export function chooseKernels({ spec, m, optimizer }: Work, candidates: readonly EngineKernels[] = allCandidates): KernelChoice {
  const notes: string[] = [];
  const kernels = candidates.filter((candidate) => {
    if (!candidate.suits(spec, m)) return false;
    const wrong = selfTest(candidate, spec, optimizer);
    if (wrong !== null) notes.push(leftOut(candidate, wrong));
    return wrong === null;
  });
  return { kernels: [...kernels, referenceKernels], notes };
}

/** The sentence for the log. @param why without a full stop */
export function leftOut({ name, precision }: Kernels, why: string): string {
  return `The engine ${name} (${precision}) is not used here: ${why}.`;
}
