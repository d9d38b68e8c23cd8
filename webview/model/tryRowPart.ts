/** A form with the columns that the network reads, and what it says of the values in it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { OwnModel, TryRow } from '../../src/protocol/modelView.ts';
import type { FromView } from '../../src/protocol/viewMessages.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatPercent, formatValue } from '../kit/text/number.ts';
import { typedNumber } from '../kit/text/typedNumber.ts';
import type { ViewState } from '../state/store.ts';

type ModelInput = OwnModel['inputs'][number];

export class TryRowPart {
  readonly #post: (message: FromView) => void;
  #id = 0;

  constructor(post: (message: FromView) => void) {
    this.#post = post;
  }

  template(model: OwnModel, { triedRow }: Pick<ViewState, 'triedRow'>): TemplateResult {
    const submit = (event: Event): void => {
      event.preventDefault();
      this.#ask(event.currentTarget as HTMLFormElement, model.inputs);
    };
    return html`<section data-part="try"><h2>${localize('Try a row')}</h2>
      <form @submit=${submit} @change=${submit}><div class="try-row">${model.inputs.map(field)}</div>
        <p><button class="primary" type="submit">${localize('What does the network say?')}</button></p></form>
      <div role="status">${triedRow && triedRow.id === this.#id ? answer(model, triedRow) : nothing}</div></section>`;
  }

  #ask(form: HTMLFormElement, inputs: readonly ModelInput[]): void {
    const fields = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[name]')];
    const values = inputs.map((input, k) => writtenIn(input, fields[k]?.value ?? ''));
    this.#post({ type: 'tryRow', id: ++this.#id, values });
  }
}

function writtenIn({ kind }: ModelInput, text: string): TryRow['values'][number] {
  if (text.trim() === '') return null;
  // Whatever is no number, or could be two, is the reader's matter.
  return kind === 'number' ? (typedNumber(text) ?? text) : text;
}

function field(input: ModelInput, k: number): TemplateResult {
  const { column, kind, words, standIn } = input;
  const empty = typeof standIn === 'number' ? formatValue(standIn) : (standIn ?? '');
  const name = `value-${k}`;
  return html`<label><span title=${column}>${column}</span>${
    kind === 'words'
      ? html`<select name=${name}><option value="">${empty === '' ? localize('missing') : localize('missing ({0})', empty)}</option>
          ${words.map((word) => html`<option value=${word}>${word}</option>`)}</select>`
      : html`<input name=${name} inputmode=${kind === 'number' ? 'decimal' : 'text'}
        placeholder=${kind === 'date' ? 'YYYY-MM-DD' : empty}>`
  }</label>`;
}

/** "Adelie 98.2 %" with the other classes behind it; numbers with their column's name. */
function answer({ run }: OwnModel, { header, cells, problem }: NonNullable<ViewState['triedRow']>): TemplateResult {
  if (problem !== '') return html`<p class="problem">${problem}</p>`;
  if (run.task === 'regression')
    return html`<p class="tried" data-answer>${cells.map(
      (cell, k) => html`${k > 0 ? ' · ' : ''}${run.targets[k] ?? header[k]} <b>${formatValue(Number(cell))}</b>`,
    )}</p>`;
  const [predicted = '', ...probabilities] = cells;
  const shown = run.classes.map((name, k) => ({ name, p: Number(probabilities[k]) })).sort((a, b) => b.p - a.p);
  return html`<p class="tried" data-answer><b>${predicted}</b> <span class="quiet">${shown.map(
    ({ name, p }, k) => html`${k > 0 ? ' · ' : ''}${name} ${formatPercent(p)}`,
  )}</span></p>`;
}
