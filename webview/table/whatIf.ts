/** One row's values to play with: change some, and see what the network would say and how every unit answers. */
import { noticeText } from '../../src/config/wording/notice.ts';
import { rich, localize } from '../kit/text/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { superscript } from '../../src/core/network/shape.ts';
import type { RawCell, Prediction, WhatIfAnswer } from '../../src/protocol/answers.ts';
import type { RawValues } from '../../src/protocol/subjects.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { ViewState } from '../state/store.ts';
import { formatCost, formatPercent, formatValue } from '../kit/text/number.ts';
import { unitSymbol } from '../kit/text/symbol.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { ViewContext } from '../state/panelView.ts';
import { cellText, type RowAddress } from './rowsTable.ts';

/** Units of a layer that are listed. */
const maxUnits = 12;

export class WhatIf {
  readonly #context: ViewContext;
  readonly #answer: LiveQuery<'whatIf'>;
  #changes: RawValues = {};
  /** What the file says, from the answer without changes. */
  #own: ReadonlyMap<string, RawCell['value']> = new Map();

  constructor(context: ViewContext) {
    this.#context = context;
    this.#answer = new LiveQuery(context, 'what-if');
  }

  /** Another row is looked at: its own values come first. */
  forget(): void {
    this.#changes = {};
  }

  template(run: RunDescription, address: RowAddress, state: ViewState, now: number): TemplateResult {
    const answer = this.#answer.get(
      { kind: 'whatIf', part: address.part, index: address.index, changes: this.#changes },
      state,
      now,
    );
    if (!answer) return html`<p class="quiet">${this.#answer.error || localize('The row comes in a moment.')}</p>`;
    const changed = Object.keys(this.#changes).length > 0;
    if (!changed) this.#own = new Map(answer.cells.map(({ column, value }) => [column, value]));
    return html`<div class="section-head"><h2>${localize('What if')}</h2>
        <p class="facts"><button class="link" title=${localize('Open the data file at this line')}
            @click=${() => this.#context.post({ type: 'reveal', line: answer.line })}>${localize('line {0}', answer.line)}</button>
          ${changed ? this.#back() : nothing}</p></div>
      <div class="what-if-cells">${answer.cells.filter(({ role }) => role === 'input').map((cell) => this.#field(cell))}</div>
      ${answer.problems.map((problem) => html`<p class="flag">${noticeText(problem)}</p>`)}
      ${verdictTable(run, answer, changed)}
      ${activations(run, answer)}`;
  }

  #field(cell: RawCell): TemplateResult {
    const { column, categories } = cell;
    const value = column in this.#changes ? this.#changes[column] : cell.value;
    const isChanged = column in this.#changes;
    const set = (next: number | string | null): void => this.#change({ ...this.#changes, [column]: next });
    const control = categories.length > 0 ? wordField(cell, value, set) : numberField(cell, value, set);
    const was = html`<small>${rich('was {0}', cellText(this.#own.get(column) ?? null))}</small>`;
    return html`<label class=${isChanged ? 'changed' : ''}><span title=${column}>${column}</span>${control}
      ${isChanged ? was : filledText(cell)}</label>`;
  }

  #back(): TemplateResult {
    const label = localize('Back to the file’s values');
    return html` · <button class="link" @click=${() => this.#change({})}>${label}</button>`;
  }

  #change(changes: RawValues): void {
    this.#changes = changes;
    this.#context.redraw();
  }
}

type Setter = (next: number | string | null) => void;

function wordField({ categories }: RawCell, value: RawCell['value'] | undefined, set: Setter): TemplateResult {
  return html`<select @change=${(event: Event) => set((event.target as HTMLSelectElement).value || null)}>
    <option value="" .selected=${value === null}>${localize('missing')}</option>
    ${categories.map((word) => html`<option value=${word} .selected=${word === value}>${word}</option>`)}</select>`;
}

function numberField({ range }: RawCell, value: RawCell['value'] | undefined, set: Setter): TemplateResult {
  const title = range ? localize('from {0} to {1} in the training examples', range[0], range[1]) : '';
  return html`<input type="number" step="any" .value=${String(value ?? '')} title=${title}
    @input=${(event: Event) => set(numberIn(event.target as HTMLInputElement))}>`;
}

/** What stands in for a cell without a value. */
function filledText({ filled }: RawCell): TemplateResult | typeof nothing {
  if (filled === null) return nothing;
  const text = typeof filled === 'number' ? formatValue(filled) : filled;
  return html`<small>${rich('missing, taken as {0}', text)}</small>`;
}

function numberIn({ value, valueAsNumber }: HTMLInputElement): number | null {
  return value.trim() === '' || !Number.isFinite(valueAsNumber) ? null : valueAsNumber;
}

function verdictTable(run: RunDescription, { verdict, before }: WhatIfAnswer, changed: boolean): TemplateResult {
  const isRegression = run.task === 'regression';
  const names = isRegression ? run.targets : run.classes;
  const text = ({ output }: Prediction, index: number): string =>
    isRegression ? formatValue(output[index] ?? Number.NaN) : formatPercent(output[index] ?? null);
  const mark = (index: number): string => (verdict.truth === index ? '✓' : '');
  const truth = (index: number): string =>
    isRegression ? formatValue(verdict.target[index] ?? Number.NaN) : mark(index);
  const head = (label: string) => html`<th scope="col">${label}</th>`;
  const row = (name: string, index: number) => html`<tr class=${verdict.predicted === index ? 'chosen' : ''}>
    <th scope="row">${name}</th><td>${text(verdict, index)}</td>
    ${changed ? html`<td class="quiet">${text(before.verdict, index)}</td>` : nothing}<td>${truth(index)}</td></tr>`;
  const loss = changed
    ? localize('loss {0} (before {1})', formatCost(verdict.loss), formatCost(before.verdict.loss))
    : localize('loss {0}', formatCost(verdict.loss));
  return html`<table class="verdict"><caption class="visually-hidden">${localize('What the network says')}</caption>
    <thead><tr>${head(isRegression ? localize('target') : localize('class'))}${head('ŷ')}
      ${changed ? head(localize('before')) : nothing}${head(localize('in the file'))}</tr></thead>
    <tbody>${names.map(row)}</tbody>
  </table>
  <p class="quiet">${loss}</p>`;
}

function activations(run: RunDescription, { a }: WhatIfAnswer): TemplateResult {
  const one = (layer: number) => (value: number, j: number) =>
    html`<span class="unit-value"><i>${unitSymbol(run, layer, j)}</i> ${formatValue(value)}</span>`;
  return html`<div class="what-if-layers">${run.layers.map(({ layer }) => {
    const values = a[layer] ?? new Float64Array(0);
    const left = values.length - maxUnits;
    const more = left > 0 ? html`<span class="quiet">${localize('and {0} more', left)}</span>` : nothing;
    return html`<p><b>a${superscript(layer)}</b> ${Array.from(values.subarray(0, maxUnits), one(layer))}${more}</p>`;
  })}</div>`;
}
