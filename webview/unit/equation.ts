/** The two lines of a unit's arithmetic, typeset: z = Σ w·a + b with real numbers, then a = g(z) and g′. */
import { html, nothing, type TemplateResult } from 'lit';
import { activationTexts, withSlope } from '../../src/config/schema/explanations.ts';
import { activationFunction } from '../../src/core/network/activations.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { formatFactor, formatValue } from '../kit/text/number.ts';
import { localize } from '../kit/text/l10n.ts';
import { indexed } from '../kit/text/notation.ts';
import { isWrittenOut, type SumDigits, sumSign, type UnitDigits } from './unitDigits.ts';
import type { Term, UnitNumbers } from './unitNumbers.ts';

/** What a sum runs over. */
const k = html`<i>k</i>`;

export interface EquationOptions {
  readonly run: RunDescription;
  readonly layer: number;
  readonly unit: number;
  readonly numbers: UnitNumbers;
  readonly digits: UnitDigits & SumDigits;
}

export function equationTemplate(options: EquationOptions): TemplateResult {
  const { run, layer, unit, numbers, digits } = options;
  const j = unit + 1;
  const z = indexed('z', j, layer);
  const output = layer === run.layers.length;
  const answer = output
    ? html`<i>ŷ</i>${run.layers[layer - 1]?.units === 1 ? nothing : html`<sub>${j}</sub>`} = `
    : nothing;
  return html`
    <p class="equation">${z} = ${symbolicSum(run, layer, j, numbers)}</p>
    ${hasSum(numbers) ? numericSum(options) : unknownSum(numbers)}
    <p class="equation">${answer}${indexed('a', j, layer)} = ${applied(run, numbers, layer, j)} = <b
      data-number="a">${formatValue(numbers.a, digits.a)}</b>${slopeTemplate(numbers)}</p>`;
}

/** Whether z is known, and is the sum of what is known. */
function hasSum({ terms, bias, rest, z }: UnitNumbers): boolean {
  return !Number.isNaN(terms.reduce((sum, { product }) => sum + product, bias + (rest ?? 0) + z));
}

/**
 * Training has diverged; or not all of the layer below is in the frame, and a does not tell z: of a ReLU that is off,
 * only that z is not above 0.
 */
function unknownSum({ activation, a, rest }: UnitNumbers): TemplateResult {
  if (rest === null)
    return html`<p class="quiet">${localize('z cannot be worked out here: the weights have left the range of numbers.')}</p>`;
  if (activationFunction(activation)?.canDie && a === 0)
    return html`<p class="equation indent">≤ <b data-number="z">0</b></p>`;
  return html`<p class="quiet">${localize('The sum is not known here: not all units of the layer below are shown.')}</p>`;
}

function symbolicSum(run: RunDescription, layer: number, j: number, numbers: UnitNumbers): TemplateResult {
  const { terms } = numbers;
  const input = (index: number | TemplateResult): TemplateResult =>
    layer === 1 ? html`<i>x</i><sub>${index}</sub>` : indexed('a', index, layer - 1);
  const bias = indexed('b', j, layer);
  if (!isWrittenOut(numbers)) {
    const count = layer === 1 ? run.inputs.length : (run.layers[layer - 2]?.units ?? terms.length);
    return html`<span class="sum">Σ<span
      class="scripts"><sup>${count}</sup><sub>${k}=1</sub></span></span> ${indexed('w', html`${j}${k}`, layer)}·${input(k)} + ${bias}`;
  }
  return html`${terms.map(
    (term) => html`<span class="term">${indexed('w', pair(j, term.from + 1), layer)}·${input(term.from + 1)} +</span> `,
  )}${bias}`;
}

function numericSum({ numbers, digits }: EquationOptions): TemplateResult {
  const { terms, bias, z } = numbers;
  const more = digits.factors;
  const sum = isWrittenOut(numbers)
    ? terms.map((term, index) => productTemplate(term, index === 0, more))
    : formatValue(z - bias, digits.sum);
  return html`<p class="equation indent">= ${sum} ${plus(bias, more)} <span class="term">${sumSign(
    numbers,
    digits,
    digits.z,
  )} <b data-number="z">${formatValue(z, digits.z)}</b></span></p>`;
}

function productTemplate({ weight, input }: Term, first: boolean, more: number): TemplateResult {
  const sign = first ? '' : '+ ';
  return html`<span class="term">${sign}<span class=${signClass(weight)}>${
    first ? formatValue(weight, more) : formatFactor(weight, more)
  }</span>·${formatFactor(input, more)}</span> `;
}

/** "+ 0.37" or "− 0.37". */
function plus(value: number, more: number): TemplateResult {
  return html`<span class="term">${value < 0 ? '−' : '+'} <span
    class=${signClass(value)}>${formatValue(Math.abs(value), more)}</span></span>`;
}

/** g as it stands before its argument, as in "tanh z"; the number of z is in the line above. */
function applied(run: RunDescription, { activation }: UnitNumbers, layer: number, j: number): TemplateResult {
  const z = indexed('z', j, layer);
  if (activation === 'softmax')
    return html`<span class="fraction"><span>e<sup>z<sub>${j}</sub></sup></span><span>Σ e<sup>z<sub>${k}</sub></sup></span></span>`;
  const parts = withSlope(activationTexts[activation].applied, run.leakySlope).split('{z}');
  return html`${parts.map((part, index) => (index === 0 ? part : html`${z}${part}`))}`;
}

function slopeTemplate({ slope, activation }: UnitNumbers): TemplateResult | typeof nothing {
  if (slope === null) return nothing;
  const text = activationTexts[activation];
  const formula = text.slopeOfOutput ? `${text.slope} = ` : '';
  return html` <span class="slope"><i>g</i>′ = ${formula}<b>${formatValue(slope)}</b></span>`;
}

export function signClass(value: number): string {
  if (value > 0) return 'positive';
  return value < 0 ? 'negative' : '';
}

/** The indices of a weight: apart where one of them has two digits. */
export function pair(j: number, k: number): string {
  return j > 9 || k > 9 ? `${j},${k}` : `${j}${k}`;
}
