/** What each input adds to z: weight, input, product and the product as a bar; the gradient beside. */
import { t } from '../text/l10n.ts';
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import type { RunDescription } from '../../src/protocol/run.ts';
import { formatValue } from '../text/number.ts';
import { shortNames } from '../text/shortNames.ts';
import { unitSymbol } from '../text/symbol.ts';
import { signClass } from './equation.ts';
import type { Term, UnitNumbers } from './unitNumbers.ts';

const mostRows = 8;

/** `width`: CSS pixels there are, for the names of inputs. */
export function termsTable(run: RunDescription, layer: number, numbers: UnitNumbers, width: number): TemplateResult {
  const largest = Math.max(1e-12, Math.abs(numbers.bias), ...numbers.terms.map(({ product }) => Math.abs(product)));
  const shown = strongest(numbers.terms, mostRows);
  const names = layer === 1 ? namesOf(run, shown, width) : new Map<number, string>();
  const left = numbers.terms.length - shown.length;
  return html`<table class="terms">
    <caption class="visually-hidden">${t('What each input adds to z')}</caption>
    <thead><tr><th scope="col">${t('input')}</th><th scope="col">w</th><th scope="col">${layer === 1 ? 'x' : 'a'}</th><th scope="col">w·${layer === 1 ? 'x' : 'a'}</th><th scope="col" class="bar-cell"><span class="visually-hidden">${t('size')}</span></th><th scope="col" class="gradient">dw</th></tr></thead>
    <tbody>
      ${shown.map((term) => row(inputLabel(run, layer - 1, term.from, names.get(term.from)), formatValue(term.weight), formatValue(term.input), term.product, largest, formatValue(term.gradient), signClass(term.weight)))}
      ${left > 0 ? html`<tr class="more"><th scope="row" colspan="3">${t('{0} smaller ones', left)}</th><td>${formatValue(sumWithout(numbers.terms, shown))}</td><td></td><td class="gradient"></td></tr>` : nothing}
      ${numbers.rest === null ? nothing : html`<tr class="more"><th scope="row" colspan="3">${t('units not shown')}</th><td>${Number.isNaN(numbers.rest) ? '–' : formatValue(numbers.rest)}</td><td></td><td class="gradient"></td></tr>`}
      ${row(html`<i>b</i>`, '', '', numbers.bias, largest, '', '')}
    </tbody>
  </table>`;
}

function row(
  label: TemplateResult,
  weight: string,
  input: string,
  product: number,
  largest: number,
  gradient: string,
  weightClass: string,
): TemplateResult {
  return html`<tr><th scope="row">${label}</th><td class=${weightClass}>${weight}</td><td>${input}</td><td>${formatValue(product)}</td>
    <td class="bar-cell"><span class="term-bar ${signClass(product)}" ${bar(product / largest)}></span></td><td class="gradient">${gradient}</td></tr>`;
}

/** Short names of the inputs in the table, by unit. */
function namesOf(run: RunDescription, shown: readonly Term[], width: number): ReadonlyMap<number, string> {
  const room = width < 260 ? 7 : width < 330 ? 10 : width < 420 ? 14 : 24;
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

/** The terms of largest |product|, in the order of the layer below. */
function strongest(terms: readonly Term[], most: number): readonly Term[] {
  if (terms.length <= most) return terms;
  const chosen = new Set([...terms].sort((a, b) => Math.abs(b.product) - Math.abs(a.product)).slice(0, most - 1));
  return terms.filter((term) => chosen.has(term));
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
