/** What each phase of a step does, in a sentence and as equations. */
import { optimizerNames } from '../../src/config/schema/wordNames.ts';
import type { Phase } from '../../src/core/training/phases.ts';
import type { Equation } from '../../src/equations/equation.ts';
import { phaseEquations, type StepRule } from '../../src/equations/step.ts';
import { updateEquations } from '../../src/equations/update.ts';
import { superscript } from '../../src/core/network/shape.ts';
import type { PhaseAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { withPenalty } from '../matrix/expressions.ts';
import { hasElementwise, specOf } from '../kit/text/equationMarkup.ts';
import { formatCount } from '../kit/text/number.ts';
import { nameOf } from '../kit/text/symbol.ts';
import { localize } from '../kit/text/l10n.ts';

/**
 * How each phase of the step stands: done, the one that is explained, the one to come.
 * @param over all are done: after an update, or in the past
 */
export function phaseMarks(
  { phases, position }: Pick<PhaseAnswer, 'phases' | 'position'>,
  explained: Phase | null,
  over: boolean,
): readonly string[] {
  return phases.map((phase, index) => {
    const isExplained = explained !== null && phaseLabel(phase) === phaseLabel(explained);
    const marks = [
      over || index < position ? 'done' : '',
      isExplained ? 'explained' : '',
      index === position ? 'next' : '',
    ];
    return marks.filter((mark) => mark !== '').join(' ');
  });
}

/** "A¹", "J", "dW²", "W, b": short enough for a row of phases. */
export function phaseLabel(phase: Phase): string {
  switch (phase.kind) {
    case 'forward':
      return `A${superscript(phase.layer)}`;
    case 'cost':
      return 'J';
    case 'backward':
      return `dW${superscript(phase.layer)}`;
    case 'update':
      return 'W ← …';
  }
}

/** Before the first phase. */
export function introduction(): string {
  return localize(
    'A step goes forward through the layers, looks at the cost, goes backward for the gradients, and ' +
      'updates the weights. Do its phases one by one.',
  );
}

export function phaseName(phase: Phase): string {
  switch (phase.kind) {
    case 'forward':
      return localize('Forward through layer {0}', phase.layer);
    case 'cost':
      return localize('Cost');
    case 'backward':
      return localize('Backward through layer {0}', phase.layer);
    case 'update':
      return localize('Update');
  }
}

/** The equations of a phase; of an update, which does the same in every layer, those of the first. */
export function equationsOf(run: RunDescription, phase: Phase, rule: StepRule): readonly Equation[] {
  return phase.kind === 'update' ? updateEquations(rule.optimizer, 1) : phaseEquations(specOf(run), phase, rule);
}

/** What a phase is over: the batch of the step that is done, or all training examples where a past step is looked at. */
export interface PhaseExamples {
  readonly count: number;
  readonly isBatch: boolean;
}

function meanOver({ count, isBatch }: PhaseExamples): string {
  const m = formatCount(count);
  return isBatch
    ? localize('m = {0}: the training examples of this batch.', m)
    : localize('m = {0}: all training examples.', m);
}

function examplesText({ count, isBatch }: PhaseExamples): string {
  if (count === 1) return localize('the one example');
  return isBatch
    ? localize('all {0} examples of the batch at once', formatCount(count))
    : localize('all {0} training examples at once', formatCount(count));
}

/** What the letters and signs of the equations mean where it is not said elsewhere. */
export function notesOf(
  run: RunDescription,
  phase: Phase,
  equations: readonly Equation[],
  examples: PhaseExamples,
): readonly string[] {
  const hasMean = phase.kind === 'cost' || phase.kind === 'backward';
  return [
    ...(hasMean && examples.count > 0 ? [meanOver(examples)] : []),
    ...(equations.some(({ right }) => hasElementwise(right)) ? [localize('⊙ multiplies cell by cell.')] : []),
    ...(phase.kind === 'update' && run.layers.length > 1 ? [localize('The other layers do the same.')] : []),
  ];
}

/** One sentence for people who see this for the first time. */
export function phaseSentence(run: RunDescription, phase: Phase, over: PhaseExamples, rule: StepRule): string {
  switch (phase.kind) {
    case 'forward': {
      const layer = run.layers[phase.layer - 1];
      const activation = nameOf(layer?.activation ?? 'linear');
      return localize(
        'The {0} units of layer {1} weigh their inputs, add their bias and apply {2}, for {3}.',
        layer?.units ?? '–',
        phase.layer,
        activation,
        examplesText(over),
      );
    }
    case 'cost':
      return localize(
        'The predictions are compared with the truth: one number says how wrong the network is on average.',
      );
    case 'backward': {
      const says = localize(
        'How much does each weight of layer {0} add to the cost? The error comes down from above and meets the inputs of the layer.',
        phase.layer,
      );
      return withPenalty(says, rule.l2);
    }
    case 'update': {
      const says = localize(
        'Every weight and bias moves a little against its gradient; how far, the learning rate and the optimizer say.',
      );
      const { averages } = optimizerNames[rule.optimizer];
      return averages === '' ? says : `${says} ${localize(averages)}`;
    }
  }
}
