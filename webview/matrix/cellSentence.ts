/** One cell of a matrix in its own arithmetic: its equation in letters, the same with numbers, and what is beside it. */
import { html, nothing, type TemplateResult } from 'lit';
import { evaluate, type Values } from '../../src/equations/evaluate.ts';
import { type Expression, number } from '../../src/equations/expression.ts';
import { cellOf, scalarOf } from '../../src/equations/matrix.ts';
import { type Leaf, leavesOf, withNumbers } from '../../src/equations/sentence.ts';
import type { CellAnswer } from '../../src/protocol/answers.ts';
import { variableOf } from '../../src/protocol/subjects.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { digitsFor, equalsSign, maxMore, type WrittenEquation } from '../kit/text/equationDigits.ts';
import { inlineExpression } from '../kit/text/equationMarkup.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount, formatPower, formatSetting, formatValue, writtenValue } from '../kit/text/number.ts';

export function cellSentence(run: RunDescription, answer: CellAnswer): TemplateResult {
  const { which, layer, row, column, value, right } = answer;
  const left = inlineExpression({ kind: 'element', variable: variableOf(which, layer), row, column });
  const result = html`<b data-number=${which.toLowerCase()} title=${String(value)}>${
    value === null ? '–' : formatValue(value, 1)
  }</b>`;
  const isLeaf = right?.kind === 'element';
  return html`<div class="cell-sentence" data-cell="${row}:${column}" data-which="${which}:${layer}">
    <p class="equation">${left} = ${right ? html`${inlineExpression(right)} ` : result}${isLeaf ? html`= ${result}` : nothing}</p>
    ${right && !isLeaf && value !== null ? numericLine(run, answer, right, result) : nothing}
    ${right && value === null ? html`<p class="quiet">${localize('It has left the range of numbers.')}</p>` : nothing}
    <p class="quiet">${notesOf(answer).join(' ')}</p></div>`;
}

function numericLine(
  run: RunDescription,
  answer: CellAnswer,
  right: Expression,
  result: TemplateResult,
): TemplateResult {
  const { equation, write } = writtenSentence(run, answer, right);
  const more = digitsFor([equation]) ?? maxMore;
  return html`<p class="equation indent">= ${inlineExpression(write(more))} ${equalsSign(equation, more)} ${result}</p>`;
}

/** The sentence as an equation that one can reckon again, and how it is written with so many digits more. */
export function writtenSentence(
  { leakySlope }: Pick<RunDescription, 'leakySlope'>,
  { leaves: numbers, value }: Pick<CellAnswer, 'leaves' | 'value'>,
  right: Expression,
): { readonly equation: WrittenEquation; readonly write: (more: number) => Expression } {
  const leaves = leavesOf(right);
  const values: Values = () => scalarOf(leakySlope);
  const build = (each: readonly Expression[], ofRest: (value: number) => Expression | null): Expression =>
    withNumbers(right, each, values, (rest) => ofRest(rest.value) ?? rest);
  const measured = leaves.flatMap((leaf, index) => (leaf.kind === 'element' ? [index] : []));
  const rest = restOf(right);
  const compute = (operands: readonly number[]): number => {
    const each = Array.from(numbers, (given) => number(given));
    measured.forEach((index, at) => {
      each[index] = number(operands[at] ?? Number.NaN);
    });
    const last = operands[measured.length];
    return cellOf(
      evaluate(
        build(each, (given) => number(last ?? given)),
        values,
      ),
      0,
      0,
    );
  };
  const operands = [...measured.map((index) => numbers[index] ?? Number.NaN), ...(rest ? [rest.value] : [])];
  const write = (more: number): Expression => {
    const each = leaves.map((leaf, index) => writtenNumber(leaf, numbers[index] ?? Number.NaN, more));
    return build(each, (given) =>
      rest ? { ...rest, value: given, text: formatValue(Math.abs(writtenValue(given, more)), more) } : null,
    );
  };
  return { equation: { operands, result: value ?? Number.NaN, compute, resultMore: 1 }, write };
}

function restOf(right: Expression): (Expression & { readonly kind: 'rest' }) | null {
  let found: (Expression & { readonly kind: 'rest' }) | null = null;
  withNumbers(
    right,
    [],
    () => scalarOf(0),
    (rest) => {
      found = rest;
      return rest;
    },
  );
  return found;
}

/** Counts and settings as one knows them, measured numbers with the digits of the sentence. */
function writtenNumber(leaf: Leaf, value: number, more: number): Expression {
  if (leaf.kind === 'element') return number(value, formatValue(Math.abs(value), more));
  const isCount = leaf.variable.kind === 'scalar' && ['m', 'mTrain', 't'].includes(leaf.variable.letter);
  return number(value, isCount ? formatCount(value) : formatSetting(value));
}

function notesOf({ which, value, right, lines, difference }: CellAnswer): readonly string[] {
  const notes = lines.length === 0 ? [] : [linesText(lines)];
  if (difference && value !== null) {
    const scale = Math.abs(difference.value) + Math.abs(value);
    const error = scale === 0 ? 0 : Math.abs(difference.value - value) / scale;
    const letter = which === 'dW' ? 'w' : 'b';
    notes.push(
      localize(
        'By finite difference: (J({0} + ε) − J({0} − ε)) / 2ε = {1} with ε = {2}, a relative difference of {3}.',
        letter,
        formatValue(difference.value, 4),
        formatPower(difference.epsilon, 1),
        error === 0 ? '0' : formatPower(error, 2),
      ),
    );
  }
  return right ? notes : [...notes, originOf(which)];
}

/** An example's number is no line number. */
function linesText(lines: CellAnswer['lines']): string {
  const [columns, numbers] = [
    lines.map(({ column }) => formatCount(column + 1)),
    lines.map(({ line }) => formatCount(line)),
  ];
  return lines.length === 1
    ? localize('Example {0} is line {1} of the file.', columns[0] ?? '', numbers[0] ?? '')
    : localize('Examples {0} are lines {1} of the file.', columns.join(', '), numbers.join(', '));
}

/** Where a number comes from that no equation of the step gives. */
function originOf(which: CellAnswer['which']): string {
  switch (which) {
    case 'X':
      return localize('An input of the example, as the network takes it.');
    case 'Y':
      return localize('What the file says of the example.');
    case 'W':
    case 'b':
      return localize('A parameter: only updates change it. The Step tab shows one with its numbers.');
    case 'dW':
    case 'db':
      return localize('Its sum is not written: it has too many terms, or its step was not done phase by phase.');
    default:
      return localize('What it was computed from is not known any more: do a step phase by phase.');
  }
}
