/** The cost in its own arithmetic: ℒ of each example from ŷ and y, their mean as a formula with numbers, J with all its digits. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatShape } from '../../src/core/network/shape.ts';
import { evaluate } from '../../src/equations/evaluate.ts';
import { costEquations } from '../../src/equations/forward.ts';
import type { Matrix } from '../../src/equations/matrix.ts';
import type { MatrixAnswer } from '../../src/protocol/answers.ts';
import type { Answer } from '../../src/protocol/query.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { equalsSign } from '../kit/text/equationDigits.ts';
import { inlineExpression, specOf } from '../kit/text/equationMarkup.ts';
import { type Expression, fraction, number, scaled, sum, variable } from '../../src/equations/expression.ts';
import { scalar } from '../../src/equations/symbols.ts';
import { localize } from '../kit/text/l10n.ts';
import { allDigits, formatCount, formatValue } from '../kit/text/number.ts';
import type { StepCost } from './stepProgress.ts';

export interface CostMatrices {
  readonly Z: Answer<'matrix'>;
  readonly A: Answer<'matrix'>;
  readonly Y: Answer<'matrix'>;
}

/** ℒ of the examples in the window, or `null` where it has not all rows (every output counts), or matrices of different steps. */
export function lossesOf(run: RunDescription, { Z, A, Y }: CostMatrices): Float64Array | null {
  if ([Z, A, Y].some(({ rows, shape }) => rows.from > 0 || rows.count < shape[0])) return null;
  if (!isOfOneMoment(Z, A) || !isOfOneMoment(Z, Y)) return null;
  const [loss] = costEquations(specOf(run), 0);
  if (!loss) return null;
  const known: Readonly<Record<string, MatrixAnswer>> = { Z, A, Y };
  const { values } = evaluate(loss.computed ?? loss.right, (of) => {
    const answer = of.kind === 'matrix' ? known[of.letter] : undefined;
    if (!answer) throw new RangeError(`a loss reads ${of.kind}`);
    return asMatrix(answer);
  });
  return values;
}

/** Whether two matrices hold numbers of the same examples at the same step, column by column. */
function isOfOneMoment(a: Answer<'matrix'>, b: Answer<'matrix'>): boolean {
  return (
    a.step === b.step &&
    a.live === b.live &&
    a.examples === b.examples &&
    String(a.shape) === String(b.shape) &&
    a.columns.from === b.columns.from &&
    String(a.lines) === String(b.lines)
  );
}

function asMatrix({ rows, columns, values }: MatrixAnswer): Matrix {
  return { rows: rows.count, columns: columns.count, values: Float64Array.from(values) };
}

/** ℒ as a matrix of one row below ŷ and y, with the same columns. */
export function lossTable(
  losses: Float64Array,
  { lines, shape }: MatrixAnswer,
  chosen: number | null,
  choose: (column: number) => void,
): TemplateResult {
  const isCut = losses.length < shape[1];
  const more = isCut ? html`<td class="more">…</td>` : nothing;
  const heads = Array.from(lines, (line) => html`<th scope="col">${line}</th>`);
  return html`<figure class="matrix" data-matrix="loss">
    <figcaption><span class="matrix-name"><i>ℒ</i></span> <span class="shape-name">${formatShape([1, shape[1]])}</span></figcaption>
    <table aria-label=${localize('The loss of each example')} tabindex="0"
      @keydown=${(event: KeyboardEvent) => keyed(event, losses.length, chosen, choose)}>
      <thead><tr><td class="corner">${localize('line')}</td>${heads}${more}</tr></thead>
      <tbody><tr><th scope="row">ℒ</th>${Array.from(
        losses,
        (loss, column) => html`<td class="choosable ${column === chosen ? 'marked' : ''}" title=${String(loss)}
          @click=${() => choose(column)}>${formatValue(loss)}</td>`,
      )}${more}</tr></tbody>
    </table></figure>`;
}

function keyed(event: KeyboardEvent, count: number, chosen: number | null, choose: (column: number) => void): void {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  choose(chosen === null ? 0 : Math.min(count - 1, Math.max(0, chosen + by)));
}

/** J = (1/m)(ℒ + ℒ + … ) and what it comes to. @param m examples of the batch */
export function costSum(losses: Float64Array, m: number, { cost, penalty }: StepCost): TemplateResult | typeof nothing {
  if (cost === null) return nothing;
  const mean = fraction(number(1), number(m, formatCount(m)));
  const others = m - losses.length;
  const ofPenalty = penalty ? [number(penalty, allDigits(penalty))] : [];
  const whole = (cost - (penalty ?? 0)) * m;
  const check = {
    operands: [...losses],
    result: whole,
    compute: (all: readonly number[]) => all.reduce((a, b) => a + b, 0),
  };
  const rest: readonly Expression[] = others > 0 ? [{ kind: 'rest', count: others, value: 0 }] : [];
  const each = Array.from(losses, (loss) => number(loss, formatValue(loss)));
  const J = inlineExpression(variable(scalar('J')));
  return html`<p class="equation">${J} = ${inlineExpression(sum(scaled(mean, sum(...each, ...rest)), ...ofPenalty))}</p>
  <p class="equation indent">${others > 0 ? '=' : equalsSign(check, 0)} ${inlineExpression(
    sum(scaled(mean, number(whole, allDigits(whole))), ...ofPenalty),
  )} = <b data-number="J">${allDigits(cost)}</b></p>
  ${penalty ? html`<p class="quiet">${localize('Of this {0} is the L2 penalty.', formatValue(penalty, 2))}</p>` : nothing}`;
}
