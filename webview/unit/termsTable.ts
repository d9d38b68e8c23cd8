/** What each input adds to z: weight, input, product and the product as a bar; the gradient beside. Weights and bias can be set here. */
import { localize } from '../kit/text/l10n.ts';
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RunDescription } from '../../src/protocol/run.ts';
import { formatKnown, formatValue } from '../kit/text/number.ts';
import { unitSymbol } from '../kit/text/symbol.ts';
import type { WeightEdits } from '../weights/weightEdits.ts';
import { weightCell } from '../weights/weightField.ts';
import { signClass } from './equation.ts';
import { namesOf } from './termsWidths.ts';
import type { Listing, SumDigits } from './unitDigits.ts';
import type { Term, UnitNumbers } from './unitNumbers.ts';

const maxRows = 8;
/** In a row, above what sizes deserve: where there is little room they take that of the bars. */
const manyDigits = 4;

export interface ListingOptions {
  readonly layer: number;
  readonly unit: number;
  readonly numbers: UnitNumbers;
  readonly edits: WeightEdits;
  /** Whether the terms that add little are listed, too. */
  readonly all: boolean;
}

export interface TermsOptions extends ListingOptions {
  readonly run: RunDescription;
  readonly listing: TermsListing;
  readonly digits: SumDigits;
  /** CSS pixels there are, for the names of inputs. */
  readonly width: number;
  readonly showAll: (all: boolean) => void;
}

export interface TermsListing extends Listing {
  /** What the terms come to that are not listed. */
  readonly left: number;
}

/** What the table lists, and what it sums up in one row each: terms that add little, and units that frames leave out. */
export function listingOf(options: ListingOptions): TermsListing {
  const { terms, rest } = options.numbers;
  const listed = options.all ? terms : strongest(terms, maxRows, (from) => isEdited(options, from));
  const left = sumWithout(terms, listed);
  return { listed, left, others: [...(listed.length < terms.length ? [left] : []), ...(rest === null ? [] : [rest])] };
}

export function termsTable(options: TermsOptions): TemplateResult {
  const { run, layer, unit, numbers, listing, digits, width, edits } = options;
  const products = [numbers.bias, ...numbers.terms.map(({ product }) => product)];
  const largest = Math.max(1e-12, ...products.filter(Number.isFinite).map(Math.abs));
  const names = namesOf(run, layer, listing.listed, width, digits);
  const bias = weightCell(edits, { layer, unit, input: null }, numbers.bias, signClass(numbers.bias), digits.factors);
  return html`<table class="terms ${2 * digits.factors + digits.products >= manyDigits ? 'of-many-digits' : ''}">
    <caption class="visually-hidden">${localize('What each input adds to z')}</caption>
    <thead><tr><th scope="col">${localize('input')}</th><th scope="col">w</th><th scope="col">${
      layer === 1 ? 'x' : 'a'
    }</th><th scope="col">w·${layer === 1 ? 'x' : 'a'}</th><th scope="col" class="bar-cell"><span
        class="visually-hidden">${localize('size')}</span></th><th scope="col" class="gradient">dw</th></tr></thead>
    <tbody>
      ${repeat(
        listing.listed,
        ({ from }) => from,
        (term) => termRow(options, term, names.get(term.from), largest),
      )}
      ${moreRow(options)}
      ${
        numbers.rest === null
          ? nothing
          : restRow(restLabel(options), Number.isNaN(numbers.rest) ? '–' : formatValue(numbers.rest, digits.products))
      }
      ${row({
        label: html`<i>b</i>`,
        weight: bias,
        input: '',
        product: numbers.bias,
        largest,
        gradient: numbers.biasGradient,
        more: digits.factors,
      })}
    </tbody>
  </table>`;
}

/** Each frame brings some of the layer below only; what the others add is known where a tells z. */
function restLabel({ run, layer, numbers }: TermsOptions): string {
  const count = (layer === 1 ? run.inputs.length : (run.layers[layer - 2]?.units ?? 0)) - numbers.terms.length;
  if (!Number.isNaN(numbers.rest))
    return layer === 1 ? localize('{0} inputs not shown', count) : localize('{0} units not shown', count);
  return layer === 1
    ? localize('{0} inputs not shown: their sum is not known', count)
    : localize('{0} units not shown: their sum is not known', count);
}

function isEdited({ layer, unit, edits }: ListingOptions, input: number): boolean {
  return edits.textOf({ layer, unit, input }, 'card') !== null;
}

function termRow(
  { run, layer, unit, edits, digits }: TermsOptions,
  term: Term,
  name: string | undefined,
  largest: number,
): TemplateResult {
  const { from, weight, input, product, gradient } = term;
  const label = inputLabel(run, layer - 1, from, name);
  const cell = weightCell(edits, { layer, unit, input: from }, weight, signClass(weight), digits.factors);
  return row({
    label,
    weight: cell,
    input: formatValue(input, digits.factors),
    product,
    largest,
    gradient,
    more: digits.products,
  });
}

/** What the terms that are not listed come to, and a way to see them. */
function moreRow({ numbers, listing, digits, all, showAll }: TermsOptions): TemplateResult | typeof nothing {
  const count = numbers.terms.length - listing.listed.length;
  if (count === 0 && numbers.terms.length <= maxRows) return nothing;
  // Where a product is not a number none is smaller.
  const isOrdered = numbers.terms.every(({ product }) => !Number.isNaN(product));
  const others = isOrdered ? localize('{0} smaller ones', count) : localize('{0} others', count);
  const label = all ? localize('Fewer rows') : others;
  const button = html`<button class="link" aria-expanded=${all ? 'true' : 'false'} @click=${() => showAll(!all)}>${label}</button>`;
  return restRow(button, count > 0 ? formatValue(listing.left, digits.products) : '');
}

function restRow(label: TemplateResult | string, sum: string): TemplateResult {
  return html`<tr class="more"><th scope="row" colspan="3">${label}</th><td>${sum}</td><td class="bar-cell"></td><td
    class="gradient"></td></tr>`;
}

interface Row {
  readonly label: TemplateResult;
  readonly weight: TemplateResult;
  readonly input: string;
  readonly product: number;
  readonly largest: number;
  readonly gradient: number | null;
  /** Digits that the product has above what its size deserves. */
  readonly more: number;
}

function row({ label, weight, input, product, largest, gradient, more }: Row): TemplateResult {
  return html`<tr><th scope="row">${label}</th><td>${weight}</td><td>${input}</td><td>${formatValue(product, more)}</td>
    <td class="bar-cell"><span class="term-bar ${signClass(product)}" ${bar(product / largest)}></span></td><td
      class="gradient">${formatKnown(gradient)}</td></tr>`;
}

function inputLabel(run: RunDescription, layer: number, unit: number, short: string | undefined): TemplateResult {
  const name = layer === 0 ? (run.inputs[unit]?.name ?? '') : '';
  return html`<i>${unitSymbol(run, layer, unit)}</i>${name ? html` <span class="name" title=${name}>${short ?? name}</span>` : nothing}`;
}

/** The terms of largest |product| and those that are wanted anyway, in the order of the layer below. */
function strongest(terms: readonly Term[], most: number, isRequired: (from: number) => boolean): readonly Term[] {
  if (terms.length <= most) return terms;
  const chosen = new Set([...terms].sort((a, b) => Math.abs(b.product) - Math.abs(a.product)).slice(0, most - 1));
  return terms.filter((term) => chosen.has(term) || isRequired(term.from));
}

function sumWithout(terms: readonly Term[], shown: readonly Term[]): number {
  const without = new Set(shown);
  return terms.reduce((sum, term) => (without.has(term) ? sum : sum + term.product), 0);
}

/**
 * A bar from the middle, to the right for positive and to the left for negative, none for what is not a number: width
 * set through the style object.
 */
class Bar extends Directive {
  render(_share: number): symbol {
    return noChange;
  }

  override update(part: ElementPart, [share]: [number]): symbol {
    const { style } = part.element as HTMLElement;
    const size = Math.min(1, Math.abs(share || 0)) * 50;
    style.width = `${size}%`;
    style.marginLeft = share < 0 ? `${50 - size}%` : '50%';
    return noChange;
  }
}

const bar = directive(Bar);
