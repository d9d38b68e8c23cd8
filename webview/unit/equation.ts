/** The two lines of a unit's arithmetic, of `src/equations`: z = Σ w·a + b with real numbers, then a = g(z) and g′. */
import { html, nothing, type TemplateResult } from 'lit';
import { cellExpression } from '../../src/equations/cell.ts';
import { type Expression, number, partsOf, sum } from '../../src/equations/expression.ts';
import { forwardEquations } from '../../src/equations/forward.ts';
import { softmaxDefinition } from '../../src/equations/functions.ts';
import { scalarOf } from '../../src/equations/matrix.ts';
import { withNumbers } from '../../src/equations/sentence.ts';
import type { Variable } from '../../src/equations/symbols.ts';
import { activationNames } from '../../src/config/schema/wordNames.ts';
import { activationFunction } from '../../src/core/network/activations.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { definitionMarkup, inlineExpression } from '../kit/text/equationMarkup.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatValue } from '../kit/text/number.ts';
import { isWrittenOut, type SumDigits, sumSign, type UnitDigits } from './unitDigits.ts';
import type { UnitNumbers } from './unitNumbers.ts';

/** Of a longer sum, so many terms and how many more there are. */
const maxLetters = 2;
const maxClasses = 4;

export interface EquationOptions {
  readonly run: RunDescription;
  readonly layer: number;
  readonly unit: number;
  readonly example: number;
  readonly numbers: UnitNumbers;
  readonly digits: UnitDigits & SumDigits;
}

export function equationTemplate(options: EquationOptions): TemplateResult {
  const { run, layer, unit, numbers, digits } = options;
  const { units = 0, activation = 'linear' } = run.layers[layer - 1] ?? {};
  const [sums, outputs] = forwardEquations(layer, { units, activation });
  if (!sums || !outputs) return html``;
  const isOne = units === 1 ? nothing : html`<sub>${unit + 1}</sub>`;
  const answer = layer === run.layers.length ? html`<i>ŷ</i>${isOne} = ` : nothing;
  const z = weighted(options, sums.right);
  return html`
    <p class="equation">${letterOf(options, sums.left)} = ${inlineExpression(z)}</p>
    ${hasSum(numbers) ? numericSum(options, z) : unknownSum(numbers)}
    <p class="equation">${answer}${letterOf(options, outputs.left)} = ${applied(options, outputs.right, units)} = <b
      data-number="a" title=${String(numbers.a)}>${formatValue(numbers.a, digits.a)}</b>${slopeTemplate(run, numbers)}</p>`;
}

/** The letter of the unit and the example. */
function letterOf({ unit, example }: EquationOptions, of: Variable): TemplateResult {
  return inlineExpression({ kind: 'element', variable: of, row: unit, column: example });
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

/** Σ w·a + b, of which not all products are written where there are many. */
export function weighted(options: Omit<EquationOptions, 'digits'>, right: Expression): Expression {
  const { run, layer, numbers } = options;
  const count = layer === 1 ? run.inputs.length : (run.layers[layer - 2]?.units ?? 0);
  const shown = isWrittenOut(numbers) ? count : Math.min(count, maxLetters);
  const [products = right, ...others] = partsOf(right);
  return cellOf(options, sum(...shortened(products, count, shown), ...others), shown);
}

/** The sum of so many units, and how many more there are. */
function shortened(units: Expression, count: number, shown: number): readonly Expression[] {
  return shown < count ? [units, { kind: 'rest', count: count - shown, value: 0 }] : [units];
}

/** @param most units that a sum runs over */
function cellOf(
  { unit, example }: Pick<EquationOptions, 'unit' | 'example'>,
  right: Expression,
  most: number,
): Expression {
  return cellExpression(right, unit, example, (of) => {
    if (of.kind !== 'matrix') return [1, 1];
    if (of.letter === 'W') return [Infinity, most];
    return of.letter === 'b' ? [Infinity, 1] : [most, Infinity];
  });
}

function numericSum(options: EquationOptions, z: Expression): TemplateResult {
  const { numbers, digits } = options;
  return html`<p class="equation indent">= ${inlineExpression(weightedNumbers(options, z))} <span class="term">${sumSign(
    numbers,
    digits,
    digits.z,
  )} <b data-number="z" title=${String(numbers.z)}>${formatValue(numbers.z, digits.z)}</b></span></p>`;
}

/** The same with numbers, all products as one where there are many. */
export function weightedNumbers(
  { numbers, digits }: Pick<EquationOptions, 'numbers' | 'digits'>,
  z: Expression,
): Expression {
  const { terms, bias } = numbers;
  const known = (value: number, more: number): Expression => number(value, formatValue(Math.abs(value), more));
  if (!isWrittenOut(numbers)) return sum(known(numbers.z - bias, digits.sum), known(bias, digits.factors));
  const factors = [...terms.flatMap(({ weight, input }) => [weight, input]), bias];
  const written = factors.map((value) => known(value, digits.factors));
  return withNumbers(z, written, () => scalarOf(0));
}

/** g of z, as in "tanh(z)"; the number of z is in the line above. Softmax is the quotient that it is. */
function applied(options: EquationOptions, right: Expression, units: number): TemplateResult {
  if (right.kind !== 'apply' || right.name !== 'softmax') return inlineExpression(cellOf(options, right, Infinity));
  const quotient = softmaxDefinition(right.to);
  if (quotient.kind !== 'fraction') return inlineExpression(quotient);
  const shown = Math.min(units, maxClasses);
  const under = sum(...shortened(quotient.under, units, shown));
  return inlineExpression(cellOf(options, { ...quotient, under }, shown));
}

function slopeTemplate(
  { leakySlope }: RunDescription,
  { slope, activation }: UnitNumbers,
): TemplateResult | typeof nothing {
  if (slope === null) return nothing;
  const { name, gPrime } = definitionMarkup(activation, leakySlope);
  const formula = activationNames[activation].slopeOfOutput ? html`${gPrime} = ` : nothing;
  return html` <span class="slope">${name} = ${formula}<b>${formatValue(slope)}</b></span>`;
}

export function signClass(value: number): string {
  if (value > 0) return 'positive';
  return value < 0 ? 'negative' : '';
}
