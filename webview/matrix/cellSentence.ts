/** One cell of Z in its own arithmetic: its row of W times its column of the inputs, plus the bias. */
import { localize } from '../kit/text/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { MatrixAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { digitsFor, equalsSign, maxMore, sumOfProducts } from '../kit/text/equationDigits.ts';
import { formatFactor, formatValue } from '../kit/text/number.ts';
import { indexed } from '../kit/text/notation.ts';
import { inputOf, type MatrixTerm } from './expressions.ts';
import { inputWithoutNoise } from './matrixTable.ts';

/** Products that are written out. */
const written = 4;

export function cellSentence(
  run: RunDescription,
  l: number,
  { unit, example }: { readonly unit: number; readonly example: number },
  answer: (term: MatrixTerm) => MatrixAnswer | null,
): TemplateResult | typeof nothing {
  const z = at(answer({ which: 'Z', layer: l }), unit, example);
  const b = at(answer({ which: 'b', layer: l }), unit, 0);
  const W = answer({ which: 'W', layer: l });
  const input = answer(inputOf(l));
  if (z === null || b === null || !W || !input) return nothing;
  const shown = Array.from({ length: W.columns.count }, (_, k) => ({
    w: at(W, unit, W.columns.from + k),
    x: at(input, W.columns.from + k, example),
  }))
    .filter((product): product is { w: number; x: number } => product.w !== null && product.x !== null)
    .map(({ w, x }) => ({ w, x: l === 1 ? inputWithoutNoise(x, input) : x }))
    .slice(0, written);
  const sum = shown.reduce((total, { w, x }) => total + w * x, 0);
  const rest = z - b - sum;
  const others = W.shape[1] - shown.length;
  const factors = shown.flatMap(({ w, x }) => [w, x]);
  const equation = {
    operands: [...factors, ...(others > 0 ? [rest, b] : [b])],
    result: z,
    compute: sumOfProducts(factors.length),
  };
  const more = digitsFor([equation]) ?? maxMore;
  return html`<p class="equation cell-sentence" data-cell="${unit}:${example}">
    ${indexed('z', `${unit + 1}`, l)} (${localize('line {0}', run.shownExamples[example]?.line ?? '–')}) =
    ${shown.map(
      ({ w, x }, k) =>
        html`<span class="term">${k > 0 ? '+ ' : ''}${
          k > 0 ? formatFactor(w, more) : formatValue(w, more)
        }·${formatFactor(x, more)}</span> `,
    )}
    ${
      others > 0
        ? html`<span class="term">+ ${formatFactor(rest, more)} <span class="quiet">(${localize(
            '{0} more',
            others,
          )})</span></span> `
        : nothing
    }
    <span class="term">${b < 0 ? '−' : '+'} ${formatValue(Math.abs(b), more)}</span> ${equalsSign(
      equation,
      more,
    )} <b data-number="z">${formatValue(z)}</b></p>`;
}

/** The cell in the whole matrix, `null` when it is outside the window. */
function at(answer: MatrixAnswer | null, row: number, column: number): number | null {
  if (!answer) return null;
  const r = row - answer.rows.from;
  const c = column - answer.columns.from;
  if (r < 0 || c < 0 || r >= answer.rows.count || c >= answer.columns.count) return null;
  return answer.values[r * answer.columns.count + c] ?? null;
}
