/** What each input adds to z: weight, input, product and the product as a bar; the gradient beside. Weights and bias can be set here. */
import { t } from '../text/l10n.ts';
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RunDescription } from '../../src/protocol/run.ts';
import { mostMore } from '../text/equationDigits.ts';
import { formatValue } from '../text/number.ts';
import { shortNames } from '../text/shortNames.ts';
import { unitSymbol } from '../text/symbol.ts';
import type { WeightEdits } from '../weights/weightEdits.ts';
import { weightCell } from '../weights/weightField.ts';
import { signClass } from './equation.ts';
import { type SteadyDigits, tableDigits, type UnitDigits } from './unitDigits.ts';
import type { Term, UnitNumbers } from './unitNumbers.ts';

const mostRows = 8;
/** CSS pixels. */
const digitWidth = 7.5;
/** Below this there is no room for all the digits that the equations want. */
const tight = 290;

export interface TermsOptions {
  readonly run: RunDescription;
  readonly layer: number;
  readonly unit: number;
  readonly numbers: UnitNumbers;
  readonly digits: UnitDigits;
  readonly steady: SteadyDigits;
  /** CSS pixels there are, for the names of inputs. */
  readonly width: number;
  readonly edits: WeightEdits;
  /** Whether the terms that add little are listed, too. */
  readonly all: boolean;
  readonly showAll: (all: boolean) => void;
}

export function termsTable(options: TermsOptions): TemplateResult {
  const { run, layer, unit, numbers, width, edits } = options;
  const largest = Math.max(1e-12, Math.abs(numbers.bias), ...numbers.terms.map(({ product }) => Math.abs(product)));
  const shown = options.all ? numbers.terms : strongest(numbers.terms, mostRows, (from) => isEdited(options, from));
  const left = sumWithout(numbers.terms, shown);
  const digits = digitsOf(options, shown, left);
  const room = width - digitWidth * (2 * digits.factors + digits.products);
  const names = layer === 1 ? namesOf(run, shown, room) : new Map<number, string>();
  const bias = weightCell(edits, { layer, unit, input: null }, numbers.bias, signClass(numbers.bias), digits.products);
  return html`<table class="terms">
    <caption class="visually-hidden">${t('What each input adds to z')}</caption>
    <thead><tr><th scope="col">${t('input')}</th><th scope="col">w</th><th scope="col">${layer === 1 ? 'x' : 'a'}</th><th scope="col">w·${layer === 1 ? 'x' : 'a'}</th><th scope="col" class="bar-cell"><span class="visually-hidden">${t('size')}</span></th><th scope="col" class="gradient">dw</th></tr></thead>
    <tbody>
      ${repeat(
        shown,
        ({ from }) => from,
        (term) => termRow(options, term, names.get(term.from), largest, digits),
      )}
      ${moreRow(options, shown, left, digits.products)}
      ${numbers.rest === null ? nothing : restRow(restLabel(options), Number.isNaN(numbers.rest) ? '–' : formatValue(numbers.rest, digits.products))}
      ${row({ label: html`<i>b</i>`, weight: bias, input: '', product: numbers.bias, largest, gradient: numbers.biasGradient, more: digits.products })}
    </tbody>
  </table>`;
}

/** Each frame brings some of the layer below only; what the others add is known where a tells z. */
function restLabel({ run, layer, numbers }: TermsOptions): string {
  const count = (layer === 1 ? run.inputs.length : (run.layers[layer - 2]?.units ?? 0)) - numbers.terms.length;
  if (!Number.isNaN(numbers.rest)) return layer === 1 ? t('{0} inputs not shown', count) : t('{0} units not shown', count);
  return layer === 1
    ? t('{0} inputs that frames leave out: not known here', count)
    : t('{0} units that frames leave out: not known here', count);
}

type TableDigits = ReturnType<typeof tableDigits>;

function digitsOf({ numbers, digits, steady, width }: TermsOptions, shown: readonly Term[], left: number): TableDigits {
  const others = shown.length < numbers.terms.length ? [left] : [];
  if (numbers.rest !== null) others.push(numbers.rest);
  const { factors, products } = tableDigits(shown, numbers, others, digits.z);
  const most = width < tight ? 1 : mostMore;
  return {
    factors: Math.min(most, steady.atLeast('factors', factors)),
    products: Math.min(most - 1, steady.atLeast('products', products)),
  };
}

function isEdited({ layer, unit, edits }: TermsOptions, input: number): boolean {
  return edits.textOf({ layer, unit, input }, 'card') !== null;
}

function termRow(
  { run, layer, unit, edits }: TermsOptions,
  term: Term,
  name: string | undefined,
  largest: number,
  digits: TableDigits,
): TemplateResult {
  const { from, weight, input, product, gradient } = term;
  const label = inputLabel(run, layer - 1, from, name);
  const cell = weightCell(edits, { layer, unit, input: from }, weight, signClass(weight), digits.factors);
  return row({ label, weight: cell, input: formatValue(input, digits.factors), product, largest, gradient, more: digits.products });
}

/** What the terms that are not listed come to, and a way to see them. */
function moreRow(
  { numbers, all, showAll }: TermsOptions,
  shown: readonly Term[],
  left: number,
  more: number,
): TemplateResult | typeof nothing {
  const count = numbers.terms.length - shown.length;
  if (count === 0 && numbers.terms.length <= mostRows) return nothing;
  // Where a product is not a number none is smaller.
  const isOrdered = numbers.terms.every(({ product }) => !Number.isNaN(product));
  const label = all ? t('Fewer rows') : isOrdered ? t('{0} smaller ones', count) : t('{0} others', count);
  const button = html`<button class="link" aria-expanded=${all ? 'true' : 'false'} @click=${() => showAll(!all)}>${label}</button>`;
  return restRow(button, count > 0 ? formatValue(left, more) : '');
}

function restRow(label: TemplateResult | string, sum: string): TemplateResult {
  return html`<tr class="more"><th scope="row" colspan="3">${label}</th><td>${sum}</td><td class="bar-cell"></td><td class="gradient"></td></tr>`;
}

interface Row {
  readonly label: TemplateResult;
  readonly weight: TemplateResult;
  readonly input: string;
  readonly product: number;
  readonly largest: number;
  readonly gradient: number;
  /** Digits that the product has above what its size deserves. */
  readonly more: number;
}

function row({ label, weight, input, product, largest, gradient, more }: Row): TemplateResult {
  return html`<tr><th scope="row">${label}</th><td>${weight}</td><td>${input}</td><td>${formatValue(product, more)}</td>
    <td class="bar-cell"><span class="term-bar ${signClass(product)}" ${bar(product / largest)}></span></td><td class="gradient">${formatValue(gradient)}</td></tr>`;
}

/** Short names of the inputs in the table, by unit. `width`: what there is but for digits that the numbers have beyond the usual ones. */
function namesOf(run: RunDescription, shown: readonly Term[], width: number): ReadonlyMap<number, string> {
  const room = width < 230 ? 5 : width < 265 ? 6 : width < 290 ? 8 : width < 330 ? 9 : width < 360 ? 12 : width < 420 ? 14 : 24;
  const short = shortNames(
    shown.map(({ from }) => run.inputs[from]?.name ?? ''),
    room,
  );
  return new Map(shown.map(({ from }, place) => [from, short[place] ?? '']));
}

function inputLabel(run: RunDescription, layer: number, unit: number, short: string | undefined): TemplateResult {
  const name = layer === 0 ? (run.inputs[unit]?.name ?? '') : '';
  return html`<i>${unitSymbol(run, layer, unit)}</i>${name ? html` <span class="name" title=${name}>${short ?? name}</span>` : nothing}`;
}

/** The terms of largest |product| and those that are wanted anyway, in the order of the layer below. */
function strongest(terms: readonly Term[], most: number, isWanted: (from: number) => boolean): readonly Term[] {
  if (terms.length <= most) return terms;
  const chosen = new Set([...terms].sort((a, b) => Math.abs(b.product) - Math.abs(a.product)).slice(0, most - 1));
  return terms.filter((term) => chosen.has(term) || isWanted(term.from));
}

function sumWithout(terms: readonly Term[], shown: readonly Term[]): number {
  const without = new Set(shown);
  return terms.reduce((sum, term) => (without.has(term) ? sum : sum + term.product), 0);
}

/** A bar from the middle, to the right for positive and to the left for negative: width set through the style object. */
class Bar extends Directive {
  render(_share: number): symbol {
    return noChange;
  }

  override update(part: ElementPart, [share]: [number]): symbol {
    const { style } = part.element as HTMLElement;
    const size = Math.min(1, Math.abs(share)) * 50;
    style.width = `${size}%`;
    style.marginLeft = share < 0 ? `${50 - size}%` : '50%';
    return noChange;
  }
}

const bar = directive(Bar);
