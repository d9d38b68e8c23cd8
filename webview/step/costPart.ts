/** The cost in its own arithmetic: ℒ of each example from ŷ and y, their mean as a formula with numbers, J with all its digits. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatShape } from '../../src/core/network/shape.ts';
import { evaluate } from '../../src/equations/evaluate.ts';
import { costEquations } from '../../src/equations/forward.ts';
import type { Matrix } from '../../src/equations/matrix.ts';
import type { MatrixAnswer, PhaseAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { specOf } from '../kit/text/equationMarkup.ts';
import { localize } from '../kit/text/l10n.ts';
import { allDigits, formatCount, formatValue } from '../kit/text/number.ts';

export interface CostMatrices {
  readonly Z: MatrixAnswer;
  readonly A: MatrixAnswer;
  readonly Y: MatrixAnswer;
}

/** ℒ of the examples in the window, or `null` where the window has not all rows: every output counts. */
export function lossesOf(run: RunDescription, { Z, A, Y }: CostMatrices): Float64Array | null {
  if ([Z, A, Y].some(({ rows, shape }) => rows.from > 0 || rows.count < shape[0])) return null;
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

function asMatrix({ rows, columns, values }: MatrixAnswer): Matrix {
  return { rows: rows.count, columns: columns.count, values: Float64Array.from(values) };
}

/** ℒ as a matrix of one row below ŷ and y, with the same columns. */
export function lossTable(losses: Float64Array, { lines, shape }: MatrixAnswer): TemplateResult {
  const isCut = losses.length < shape[1];
  const more = isCut ? html`<td class="more">…</td>` : nothing;
  const heads = Array.from(lines, (line) => html`<th scope="col">${line}</th>`);
  return html`<figure class="matrix" data-matrix="loss">
    <figcaption><span class="matrix-name"><i>ℒ</i></span> <span class="shape-name">${formatShape([1, shape[1]])}</span></figcaption>
    <table aria-label=${localize('The loss of each example')} tabindex="0">
      <thead><tr><td class="corner">${localize('line')}</td>${heads}${more}</tr></thead>
      <tbody><tr><th scope="row">ℒ</th>${Array.from(
        losses,
        (loss) => html`<td title=${String(loss)}>${formatValue(loss)}</td>`,
      )}${more}</tr></tbody>
    </table></figure>`;
}

/** J = (1/m)(ℒ + ℒ + … ) and what it comes to. @param m examples of the batch */
export function costSum(
  losses: Float64Array,
  m: number,
  { cost, penalty }: Pick<PhaseAnswer, 'cost' | 'penalty'>,
): TemplateResult | typeof nothing {
  if (cost === null) return nothing;
  const mean = fraction('1', formatCount(m));
  const others = m - losses.length;
  const ofPenalty = penalty ? html` <span class="term">+ ${formatValue(penalty, 2)}</span>` : nothing;
  return html`<p class="equation"><i>J</i> = ${mean} (${Array.from(
    losses,
    (loss, index) => html`<span class="term">${index > 0 ? '+ ' : ''}${formatValue(loss)}</span> `,
  )}${
    others > 0
      ? html`<span class="term">+ … <span class="quiet">(${localize('{0} more', others)})</span></span>`
      : nothing
  })${ofPenalty}</p>
  <p class="equation indent">= ${mean} · ${allDigits((cost - (penalty ?? 0)) * m)}${ofPenalty}
    = <b data-number="J">${allDigits(cost)}</b></p>
  ${penalty ? html`<p class="quiet">${localize('Of this {0} is the L2 penalty.', formatValue(penalty, 2))}</p>` : nothing}`;
}

function fraction(over: string, under: string): TemplateResult {
  return html`<span class="fraction"><span>${over}</span><span>${under}</span></span>`;
}
