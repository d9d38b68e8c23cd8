/** Members of a made-up sweep over α and the activation, for the tests of the page's lists and plots. */
import type { SweptFigures, SweptMember } from '../../../../src/protocol/sweep/sweepPage.ts';

const none: SweptFigures = {
  ...{ cost: null, validationCost: null, testCost: null },
  ...{ trainAccuracy: null, validationAccuracy: null, testAccuracy: null, r2: null, validationR2: null, testR2: null },
};

export const plan = {
  varied: ['training.learningRate', 'network.layers.0.activation'],
  folds: null,
  until: 'cost < 0.1',
};

export function member(
  place: number,
  values: readonly unknown[],
  figures: Partial<SweptFigures>,
  more: Partial<SweptMember> = {},
): SweptMember {
  return {
    ...{ place, values, seed: 7 + place, fold: null, stopReason: 'epochs', stepReached: null },
    ...{ steps: 100, epochs: 50, seconds: 0.5, figures: { ...none, ...figures }, ...more },
  };
}

export const members: readonly SweptMember[] = [
  member(0, [0.01, 'tanh'], { cost: 0.4, trainAccuracy: 0.5 }),
  member(1, [1, 'tanh'], { cost: 0.05, trainAccuracy: 1 }, { stopReason: 'until', stepReached: 20, steps: 20 }),
  member(2, [1, 'relu'], {}, { stopReason: 'diverged' }),
  member(3, [0.01, 'relu'], { cost: 0.2, trainAccuracy: 0.75 }),
];
