/** The numbers of an answer as the network says them: the most probable class, or the value of the shown target. */
import { html, type TemplateResult } from 'lit';
import type { ShownOutcomes } from '../../../src/protocol/answers.ts';
import type { RunDescription } from '../../../src/protocol/run.ts';
import { localize } from '../text/l10n.ts';
import { formatPercent, formatValue } from '../text/number.ts';
import { className } from '../text/symbol.ts';

/** Classes that a short text names. */
const maxNamed = 3;

/** Column `at` of outputs × points. */
export function outputAt(values: ArrayLike<number>, outputs: number, at: number): readonly number[] {
  const points = values.length / outputs;
  return Array.from({ length: outputs }, (_, j) => values[j * points + at] ?? Number.NaN);
}

/** "setosa 93.1 %", "virginica 6.2 %"; in regression "yield_kg 21.26". */
export function outcomeParts(run: RunDescription, output: readonly number[], target: number): readonly string[] {
  if (run.task === 'regression') return [`${run.targets[target] ?? ''} ${formatValue(output[target] ?? Number.NaN)}`];
  const order = output.map((_, code) => code).sort((a, b) => (output[b] ?? 0) - (output[a] ?? 0));
  const named =
    run.task === 'binary'
      ? order.slice(0, 1)
      : order.slice(0, maxNamed).filter((code, index) => index === 0 || (output[code] ?? 0) >= 0.0005);
  return named.map((code) => `${className(run, code)} ${formatPercent(output[code] ?? null)}`);
}

/** The same beside a curve: of a yes/no answer the class that the axis names, so that the number is the curve's height. */
export function curveParts(run: RunDescription, output: readonly number[], target: number): readonly string[] {
  if (run.task !== 'binary') return outcomeParts(run, output, target);
  return [`${className(run, 1)} ${formatPercent(output[1] ?? null)}`];
}

/** What is read off a picture at a place. */
export interface Reading {
  /** "x1 0.25", a column each. */
  readonly position: readonly string[];
  readonly answer: readonly string[];
}

/** "x1 0.25, x2 −1.00: label 1 93.1 %". */
export function readingText({ position, answer }: Reading): string {
  return `${position.join(', ')}: ${answer.join(', ')}`;
}

/** A line each, the place first. */
export function readingCard({ position, answer }: Reading): TemplateResult {
  return html`${position.map((text) => html`<small>${text}</small>`)}${answer.map((text) => html`<div>${text}</div>`)}`;
}

/** The class of a shown example as the network has it; −1 in regression. */
export function predictedClass(run: RunDescription, { output }: ShownOutcomes, example: number): number {
  if (run.task === 'regression') return -1;
  const own = outputAt(output, run.classes.length, example);
  return own.reduce((best, value, code) => (value > (own[best] ?? 0) ? code : best), 0);
}

export function isWrong(run: RunDescription, shown: ShownOutcomes, example: number): boolean {
  return run.task !== 'regression' && predictedClass(run, shown, example) !== run.shownExamples[example]?.target;
}

export function countWrong(run: RunDescription, shown: ShownOutcomes): number {
  return run.shownExamples.filter((_, example) => isWrong(run, shown, example)).length;
}

/** What the file says of the target that is shown. */
export function targetOf(run: RunDescription, shown: ShownOutcomes, target: number, example: number): number {
  return outputAt(shown.target, Math.max(1, run.targets.length), example)[target] ?? Number.NaN;
}

/** "400 examples, 38 of them wrong". */
export function examplesText(run: RunDescription, shown: ShownOutcomes): string {
  const count = run.shownExamples.length;
  return run.task === 'regression'
    ? localize('{0} examples', count)
    : localize('{0} examples, {1} of them wrong', count, countWrong(run, shown));
}
