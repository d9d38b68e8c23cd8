/** The figures that a run is spoken of with: the validation part's where there is one, the constant answer's beside it. */
import { percentDigits } from '../../core/evaluation/percent.ts';
import type { Task } from '../../data/columns/summary.ts';
import { localize } from './localize.ts';

export interface HeadlineFacts {
  readonly task: Task;
  readonly classes: readonly string[];
  readonly trainMetric: number | null;
  readonly validationMetric: number | null;
  /** Mean recall where a class is rare. */
  readonly balanced: number | null;
  readonly baseline: { readonly right: number; readonly m: number; readonly answer: number } | null;
}

export interface HeadlinePart {
  readonly key: 'train' | 'validation' | 'balanced' | 'baseline' | 'metric';
  readonly label: string;
  readonly value: string;
}

/**
 * "train 98.6 % · validation 90.3 % · balanced 61.2 % · always "no" 93.8 %"; without a validation part "accuracy 90.5 %".
 * The constant answer is told where the network is no better, and wherever a class is rare.
 */
export function headlineParts(facts: HeadlineFacts): readonly HeadlinePart[] {
  const { task, trainMetric, validationMetric, balanced, baseline, classes } = facts;
  const written = (value: number): string => (task === 'regression' ? figure(value) : percent(value));
  const parts: HeadlinePart[] = [];
  const measure = task === 'regression' ? 'R²' : localize('accuracy');
  if (validationMetric === null) {
    if (trainMetric !== null) parts.push({ key: 'metric', label: measure, value: written(trainMetric) });
  } else {
    if (trainMetric !== null)
      parts.push({
        key: 'train',
        label: `${task === 'regression' ? 'R² ' : ''}${localize('train')}`,
        value: written(trainMetric),
      });
    parts.push({ key: 'validation', label: localize('validation'), value: written(validationMetric) });
  }
  const judged = validationMetric ?? trainMetric;
  if (balanced !== null) parts.push({ key: 'balanced', label: localize('balanced'), value: percent(balanced) });
  if (!baseline || judged === null) return parts;
  const share = baseline.right / baseline.m;
  if (balanced !== null || judged <= share + 1e-6)
    parts.push({
      key: 'baseline',
      label: localize('always "{0}"', classes[baseline.answer] ?? ''),
      value: percent(share),
    });
  return parts;
}

/** The space does not break: a sign never stands alone. */
function percent(share: number): string {
  return `${percentDigits(share).replace('-', '−')}\u00a0%`;
}

function figure(value: number): string {
  return value.toFixed(2).replace('-', '−');
}
