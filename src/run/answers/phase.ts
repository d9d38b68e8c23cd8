/** "phase": step mode. Does the next phase of a step, or tells where the step stands. */
import { penalty } from '../../core/network/forward.ts';
import { type Phase, phasesOf } from '../../core/training/phases.ts';
import type { PhaseAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import type { MatrixName } from '../../protocol/subjects.ts';
import { advanceByHand } from '../inspect/handUpdate.ts';
import type { QueryContext } from '../inspect/queryContext.ts';

export function phase(
  { action }: QueryMap['phase'],
  { runner, spec }: QueryContext,
): PhaseAnswer & { step: number; live: boolean } {
  const { trainer } = runner;
  const { learningRate } = trainer;
  const done = action === 'advance' ? advanceByHand(runner) : null;
  const phases = phasesOf(spec);
  const next = trainer.nextPhase;
  const position = phases.findIndex((candidate) => same(candidate, next));
  const isBehindCost = position > phases.findIndex(({ kind }) => kind === 'cost');
  const costIsKnown = isBehindCost || done?.kind === 'update';
  return {
    done,
    next,
    phases,
    position,
    batch: trainer.batchExamples,
    learningRate,
    cost: costIsKnown && Number.isFinite(trainer.batchCost) ? trainer.batchCost : null,
    penalty: isBehindCost ? penalty(spec, trainer.parameters, trainer.settings.l2 / trainer.train.m) : null,
    changed: done ? changedBy(done, spec.layers.length) : [],
    over: trainer.outcome !== null,
    // The phase may have ended the step.
    step: trainer.step,
    live: runner.time.isLive,
  };
}

function same(a: Phase, b: Phase): boolean {
  return a.kind === b.kind && ('layer' in a ? a.layer : 0) === ('layer' in b ? b.layer : 0);
}

function changedBy(done: Phase, last: number): PhaseAnswer['changed'] {
  const of = (layer: number, ...names: MatrixName[]) => names.map((which) => ({ which, layer }));
  switch (done.kind) {
    case 'forward':
      return of(done.layer, 'Z', 'A');
    case 'cost':
      return [];
    case 'backward':
      return of(done.layer, 'dA', 'dZ', 'dW', 'db');
    case 'update':
      return Array.from({ length: last }, (_, index) => of(index + 1, 'W', 'b')).flat();
  }
}
