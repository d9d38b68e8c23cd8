/**
 * Which kernels do a training's arithmetic: the first candidate that suits it and passes its self-test, and the readable
 * reference when none does. Never an error: what was left out is told for the log.
 */
import { type Notice, notice } from '../../core/notice.ts';
import type { Backend, Precision } from '../../core/training/backend.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { referenceBackend } from '../../core/training/referenceBackend.ts';
import type { OptimizerName } from '../../core/training/settings.ts';
import { parameterCount } from '../../core/network/shape.ts';
import type { EngineBackend } from './candidate.ts';
import { engineBackend, engineBackend32, fusedBackend, fusedBackend32 } from './engineBackends.ts';
import { fusesHere } from '../kernels/tile.ts';
import { selfTest } from './selfTest.ts';
import type { ThreadPoolOptions } from '../threads/threadPool.ts';

/** "auto" is Float64 up to so many parameters: small networks are fast anyway, and theirs are the digits people compare. */
export const maxFloat64Parameters = 10_000;

export type RequestedPrecision = 'auto' | Precision;

/** What is known of a training before its kernels are chosen. */
export interface Work {
  readonly spec: NetworkSpec;
  /** Examples of the training set. */
  readonly m: number;
  readonly optimizer: OptimizerName;
  readonly precision: RequestedPrecision;
  /** Whether every machine shall come to the same bits; absent: yes. */
  readonly reproducible?: boolean | undefined;
  /** Absent: one thread. */
  readonly threadPool?: ThreadPoolOptions | undefined;
}

export interface BackendChoice {
  /** Best first; the reference is the last. Those after the first are for the case that opening one fails. */
  readonly backends: readonly Backend[];
  /** One for each candidate that failed its test. */
  readonly notes: readonly Notice[];
}

/** Best first. */
let ownCandidates: readonly EngineBackend[] = [fusedBackend, fusedBackend32, engineBackend, engineBackend32];

/** For a process that has others than a thread of the extension host (`wide/wideCandidates.ts`). @param candidates best first */
export function setCandidates(candidates: readonly EngineBackend[]): void {
  ownCandidates = candidates;
}

export function chooseBackend(work: Work, candidates: readonly EngineBackend[] = ownCandidates): BackendChoice {
  const { spec, m, optimizer, reproducible = true } = work;
  const requested = precisionFor(work);
  const notes: Notice[] = [];
  const backends = candidates.filter((candidate) => {
    if (candidate.precision !== requested || !candidate.suits(spec, m)) return false;
    if (candidate.isFused && (reproducible || !fusesHere())) return false;
    const wrong = selfTest(candidate, spec, optimizer) ?? candidate.objection?.() ?? null;
    if (wrong !== null) notes.push(leftOut(candidate, wrong));
    return wrong === null;
  });
  if (!reproducible && !backends[0]?.isFused) notes.push(notice('engine.noFused'));
  if (requested === 'float32' && backends.length === 0) notes.push(notice('engine.noFloat32'));
  const { threadPool } = work;
  const withThreadPool = threadPool
    ? backends.map((candidate) => candidate.withThreads?.(threadPool) ?? candidate)
    : backends;
  return { backends: [...withThreadPool, referenceBackend], notes };
}

/** What "auto" stands for. */
export function precisionFor({ spec, precision }: Pick<Work, 'spec' | 'precision'>): Precision {
  if (precision !== 'auto') return precision;
  return parameterCount(spec) > maxFloat64Parameters ? 'float32' : 'float64';
}

/** @param why a clause */
export function leftOut({ name, precision }: Backend, why: Notice): Notice {
  return notice('engine.leftOut', name, precision, why);
}
