/** What each phase of a step does, in a sentence and as an equation. */
import { lossTexts, optimizerTexts } from '../../src/config/schema/explanations.ts';
import type { Phase } from '../../src/core/training/phases.ts';
import type { TrainingSettings } from '../../src/core/training/settings.ts';
import { superscript } from '../../src/core/network/shape.ts';
import type { PhaseAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { withPenalty } from '../matrix/expressions.ts';
import { nameOf } from '../kit/text/symbol.ts';
import { localize } from '../kit/text/l10n.ts';

/** What of the settings decides how a step is done. */
export type StepRule = Pick<TrainingSettings, 'optimizer' | 'l2'>;

/** How each phase of the step stands: done, the one that is explained, the one to come. After an update all are done. */
export function phaseMarks(
  { phases, position }: Pick<PhaseAnswer, 'phases' | 'position'>,
  explained: Phase | null,
): readonly string[] {
  const over = position === 0 && explained?.kind === 'update';
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

export function phaseEquation(run: RunDescription, phase: Phase, { optimizer, l2 }: StepRule): string {
  switch (phase.kind) {
    case 'forward': {
      const l = superscript(phase.layer);
      const input = phase.layer === 1 ? 'X' : `A${superscript(phase.layer - 1)}`;
      return `Z${l} = W${l} ${input} + b${l},  A${l} = g(Z${l})`;
    }
    case 'cost':
      return `J = 1/m Σ ℒ(ŷ, y)${l2 > 0 ? ' + λ/2m_train Σ W²' : ''}`;
    case 'backward': {
      const l = superscript(phase.layer);
      const above = superscript(phase.layer + 1);
      const input = phase.layer === 1 ? 'X' : `A${superscript(phase.layer - 1)}`;
      const error =
        phase.layer === run.layers.length
          ? `dZ${l} = ${lossTexts[run.loss].delta.replace('A', `A${l}`)}`
          : `dZ${l} = W${above}ᵀ dZ${above} ∘ g′(Z${l})`;
      const penalty = l2 > 0 ? ` + λ/m_train W${l}` : '';
      return `${error},  dW${l} = 1/m dZ${l} ${input}ᵀ${penalty},  db${l} = 1/m Σ dZ${l}`;
    }
    case 'update':
      return optimizerTexts[optimizer].rule.join(',  ');
  }
}

/** One sentence for people who see this for the first time. */
export function phaseSentence(run: RunDescription, phase: Phase, batch: number, rule: StepRule): string {
  const examples = batch === 1 ? localize('the one example') : localize('all {0} examples of the batch at once', batch);
  switch (phase.kind) {
    case 'forward': {
      const layer = run.layers[phase.layer - 1];
      const activation = nameOf(layer?.activation ?? 'linear');
      return localize(
        'The {0} units of layer {1} weigh their inputs, add their bias and apply {2}, for {3}.',
        layer?.units ?? '–',
        phase.layer,
        activation,
        examples,
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
      const { averages } = optimizerTexts[rule.optimizer];
      return averages === '' ? says : `${says} ${localize(averages)}`;
    }
  }
}
