/** The figures that a run is spoken of with: the validation part's where there is one, the constant answer's beside it. */
import { percentDigits } from '../../core/evaluation/percent.ts';
import { type Count, type Metric, metricValue } from '../../core/evaluation/metrics.ts';
import type { Task } from '../../data/columns/summary.ts';
import { localize, signed } from './localize.ts';

export interface HeadlineFacts {
  readonly task: Task;
  readonly classes: readonly string[];
  readonly trainMetric: Metric | null;
  readonly validationMetric: Metric | null;
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
  const written = (value: Metric): string =>
    task === 'regression' && typeof value === 'number' ? figure(value) : percent(value);
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
  if (balanced !== null || isNoBetter(judged, baseline))
    parts.push({
      key: 'baseline',
      label: localize('always "{0}"', classes[baseline.answer] ?? ''),
      value: percent(baseline),
    });
  return parts;
}

/** Exactly where both are counts of the same examples; a large part is measured on a sample of it. */
function isNoBetter(own: Metric, constant: Count): boolean {
  if (typeof own !== 'number' && own.m === constant.m) return own.right <= constant.right;
  return metricValue(own) <= constant.right / constant.m;
}

/** The space does not break: a sign never stands alone. */
function percent(share: Metric): string {
  return `${signed(percentDigits(share))}\u00a0%`;
}

function figure(value: number): string {
  return signed(value.toFixed(2));
}
