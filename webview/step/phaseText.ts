/** What each phase of a step does, in a sentence and as an equation. */
import type { Phase } from '../../src/core/phases.ts';
import { superscript } from '../../src/core/shape.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { activationNames } from '../text/symbol.ts';
import { t } from '../text/l10n.ts';

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
      return 'W := …';
  }
}

export function phaseName(phase: Phase): string {
  switch (phase.kind) {
    case 'forward':
      return t('Forward through layer {0}', phase.layer);
    case 'cost':
      return t('Cost');
    case 'backward':
      return t('Backward through layer {0}', phase.layer);
    case 'update':
      return t('Update');
  }
}

export function phaseEquation(run: RunDescription, phase: Phase): string {
  switch (phase.kind) {
    case 'forward': {
      const l = superscript(phase.layer);
      const input = phase.layer === 1 ? 'X' : `A${superscript(phase.layer - 1)}`;
      return `Z${l} = W${l} ${input} + b${l},  A${l} = g(Z${l})`;
    }
    case 'cost':
      return 'J = 1/m Σ ℒ(ŷ, y)';
    case 'backward': {
      const l = superscript(phase.layer);
      const above = superscript(phase.layer + 1);
      const input = phase.layer === 1 ? 'X' : `A${superscript(phase.layer - 1)}`;
      const error = phase.layer === run.layers.length ? `dZ${l} = A${l} − Y` : `dZ${l} = W${above}ᵀ dZ${above} ∘ g′(Z${l})`;
      return `${error},  dW${l} = 1/m dZ${l} ${input}ᵀ,  db${l} = 1/m Σ dZ${l}`;
    }
    case 'update':
      return 'W := W − α·dW,  b := b − α·db';
  }
}

/** One sentence for people who see this for the first time. */
export function phaseSentence(run: RunDescription, phase: Phase, batch: number): string {
  const examples = batch === 1 ? t('the one example') : t('all {0} examples of the batch at once', batch);
  switch (phase.kind) {
    case 'forward': {
      const layer = run.layers[phase.layer - 1];
      const activation = activationNames[layer?.activation ?? 'linear'];
      return t(
        'The {0} units of layer {1} weigh their inputs, add their bias and apply {2}, for {3}.',
        layer?.units ?? 0,
        phase.layer,
        activation,
        examples,
      );
    }
    case 'cost':
      return t('The predictions are compared with the truth: one number says how wrong the network is on average.');
    case 'backward':
      return t(
        'How much does each weight of layer {0} add to the cost? The error comes down from above and meets the inputs of the layer.',
        phase.layer,
      );
    case 'update':
      return t('Every weight and bias moves a little against its gradient; how far, the learning rate and the optimizer say.');
  }
}
