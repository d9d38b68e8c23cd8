/** All equations of one training step in the order in which they are computed. */
import type { NetworkSpec } from '../core/network/network.ts';
import type { Phase } from '../core/training/phases.ts';
import { phasesOf } from '../core/training/phases.ts';
import type { TrainingSettings } from '../core/training/settings.ts';
import { backwardEquations } from './backward.ts';
import type { Equation } from './equation.ts';
import { costEquations, forwardEquations } from './forward.ts';
import { updateEquations } from './update.ts';

/** What of the settings the equations of a step depend on. */
export type StepRule = Pick<TrainingSettings, 'optimizer' | 'l2'>;

export function stepEquations(spec: NetworkSpec, rule: StepRule): Equation[] {
  return phasesOf(spec).flatMap((phase) => phaseEquations(spec, phase, rule));
}

/** Those of one phase. */
export function phaseEquations(spec: NetworkSpec, phase: Phase, { optimizer, l2 }: StepRule): Equation[] {
  switch (phase.kind) {
    case 'forward': {
      const layer = spec.layers[phase.layer - 1];
      return layer ? forwardEquations(phase.layer, layer) : [];
    }
    case 'cost':
      return costEquations(spec, l2);
    case 'backward':
      return backwardEquations(spec, phase.layer, l2);
    case 'update':
      return spec.layers.flatMap((_, index) => updateEquations(optimizer, index + 1));
    default:
      return phase satisfies never;
  }
}
