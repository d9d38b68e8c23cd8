/**
 * What a training is worth once it has ended: findings as data, the gravest first, for whoever has words. An end with no
 * finding of severity "failure" or "warning" is a success. It speaks of the validation part where there is one.
 */
import type { ConstantAnswer } from './constantAnswer.ts';
import type { Evaluation } from './metrics.ts';
import { predictedClass } from './predictedClass.ts';

/** A rise or fall of the cost by less than this share of its start is none. */
export const learnedShare = 0.01;
/** A class with a smaller share of the examples than this is a minority: accuracy alone says little. */
export const minorityShare = 0.1;
/** The best epoch's cost must lie below the last one's by this share before it is worth telling. */
const betterShare = 0.02;

export interface VerdictFacts {
  readonly reason: 'epochs' | 'earlyStopping' | 'diverged' | 'user';
  /** Where the numbers stopped being finite or sensible; with the reason "diverged". */
  readonly diverged:
    | { readonly step: number; readonly matrix: string }
    | { readonly step: number; readonly cost: number }
    | null;
  /** J of the training part before the first step; `null` when nobody measured it, or the weights came from elsewhere. */
  readonly startCost: number | null;
  readonly epoch: number;
  readonly train: Evaluation;
  readonly validation: Evaluation | null;
  /** The best answer without inputs, on the validation part, or on the training part when there is none. */
  readonly constant: ConstantAnswer | null;
  /** Logistic or linear regression on the same part; `null` when it was not fitted. */
  readonly linear: Pick<Evaluation, 'correct' | 'r2'> | null;
  /** Least validation cost and its epoch; `null` when nobody watched, or its weights are those in force. */
  readonly best: { readonly epoch: number; readonly cost: number } | null;
}

export type Severity = 'failure' | 'warning' | 'information';

/**
 * `values` by code; `part` is "train" or "validation", shares are 0…1, counts are of examples:
 * - diverged {step, matrix}, or {step, cost} where the numbers are still finite
 * - costRose {start, end}: the training's cost is more than 1 % above its start
 * - nothingLearned {start, end}: it is not 1 % below it
 * - noBetterThanConstant {part, right, constantRight, m, answer}: `answer` is the code of the class that the constant answer
 *   names; only a warning where the counts are equal and the cost is better
 * - rSquaredNotPositive {part, r2}: a target is predicted no better than by its mean
 * - noBetterThanLinear {part, right, linearRight, m} or {part, r2, linearR2}
 * - bestWasEarlier {epoch, cost, end}: the validation cost has risen since
 * - minority {part, class, support, m, recall, balanced}: balanced accuracy is the mean recall
 */
export type VerdictCode =
  | 'diverged'
  | 'costRose'
  | 'nothingLearned'
  | 'noBetterThanConstant'
  | 'rSquaredNotPositive'
  | 'noBetterThanLinear'
  | 'bestWasEarlier'
  | 'minority';

export interface Verdict {
  readonly code: VerdictCode;
  readonly severity: Severity;
  readonly values: Readonly<Record<string, number | string>>;
}

/** All findings that hold, the gravest first. A divergence says it all, and a training that its user ended is not judged. */
export function verdict(facts: VerdictFacts): Verdict[] {
  const { diverged } = facts;
  if (diverged) return [finding('diverged', 'failure', { ...diverged })];
  if (facts.reason === 'user') return [];
  const found = [
    ofTheCost(facts),
    againstConstant(facts),
    againstLinear(facts),
    bestWasEarlier(facts),
    minority(facts),
  ];
  return found.filter((one) => one !== null).toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

const rank: Readonly<Record<Severity, number>> = { failure: 0, warning: 1, information: 2 };

/** Whether nothing found speaks against the training. */
export function isSuccess(findings: readonly Verdict[]): boolean {
  return findings.every(({ severity }) => severity === 'information');
}

function finding(code: VerdictCode, severity: Severity, values: Verdict['values']): Verdict {
  return { code, severity, values };
}

function ofTheCost({ startCost: start, train }: VerdictFacts): Verdict | null {
  const end = train.cost;
  if (start === null || !Number.isFinite(start) || !Number.isFinite(end)) return null;
  if (end > (1 + learnedShare) * start) return finding('costRose', 'failure', { start, end });
  return end > (1 - learnedShare) * start ? finding('nothingLearned', 'failure', { start, end }) : null;
}

/** The part that is spoken of. */
function judged({ train, validation }: VerdictFacts): { part: string; own: Evaluation } {
  return validation ? { part: 'validation', own: validation } : { part: 'train', own: train };
}

/** Counts where there are classes; R² where there are numbers. */
function againstConstant(facts: VerdictFacts): Verdict | null {
  const { part, own } = judged(facts);
  const { constant } = facts;
  if (own.correct && constant?.correct) {
    const { right, m } = own.correct;
    const { right: constantRight } = constant.correct;
    if (right > constantRight || right === m) return null;
    const severity = right < constantRight || own.cost >= (1 - learnedShare) * constant.cost ? 'failure' : 'warning';
    const answer = predictedClass(constant.output, constant.output.length, 1, 0);
    return finding('noBetterThanConstant', severity, { part, right, m, constantRight, answer });
  }
  const r2 = meanOf(own.r2);
  return r2 !== null && r2 <= 0 ? finding('rSquaredNotPositive', 'failure', { part, r2 }) : null;
}

function againstLinear(facts: VerdictFacts): Verdict | null {
  const { part, own } = judged(facts);
  const { linear } = facts;
  if (!linear) return null;
  if (own.correct && linear.correct) {
    const { right, m } = own.correct;
    const linearRight = linear.correct.right;
    return right < linearRight ? finding('noBetterThanLinear', 'warning', { part, right, m, linearRight }) : null;
  }
  const [r2, linearR2] = [meanOf(own.r2), meanOf(linear.r2)];
  if (r2 === null || linearR2 === null || r2 >= linearR2) return null;
  return finding('noBetterThanLinear', 'warning', { part, r2, linearR2 });
}

function bestWasEarlier({ best, epoch, validation }: VerdictFacts): Verdict | null {
  if (!best || !validation || best.epoch >= epoch) return null;
  const end = validation.cost;
  if (!(best.cost < (1 - betterShare) * end)) return null;
  return finding('bestWasEarlier', 'warning', { epoch: best.epoch, cost: best.cost, end });
}

/** The rarest class, where it is a minority of the part. */
function minority(facts: VerdictFacts): Verdict | null {
  const { part, own } = judged(facts);
  const perClass = own.perClass?.map((scores, code) => ({ ...scores, code })) ?? [];
  const present = perClass.filter(({ support }) => support > 0);
  const [rarest] = present.toSorted((a, b) => a.support - b.support);
  if (!rarest || present.length < 2 || rarest.support >= minorityShare * own.m) return null;
  const { code, support, recall } = rarest;
  const balanced = present.reduce((sum, one) => sum + one.recall, 0) / present.length;
  return finding('minority', 'information', { part, class: code, support, m: own.m, recall, balanced });
}

function meanOf(values: readonly number[] | null): number | null {
  if (!values || values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Number.isFinite(mean) ? mean : null;
}
