/** What the page of a comparison keeps: what its chart shows, and which two networks are laid upon each other. */
import type { Part } from '../../src/protocol/subjects.ts';

export const compareAxes = ['step', 'epoch', 'seconds'] as const;
export const compareFigures = ['cost', 'validationCost', 'trainMetric', 'validationMetric'] as const;

export interface CompareUi {
  readonly x: (typeof compareAxes)[number];
  readonly y: (typeof compareFigures)[number];
  readonly logX: boolean;
  readonly logY: boolean;
  readonly part: Part;
  /** Places of the two whose weights are shown. */
  readonly pair: readonly [number, number];
}

export const initialCompareUi: CompareUi = {
  ...{ x: 'step', y: 'cost', logX: false, logY: false },
  ...{ part: 'validation', pair: [0, 1] },
};
