/** One hyperparameter as a field: shows what is in force, marks what was asked for, keeps out of the way while one types. */
import { localize } from '../kit/text/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { type Control, parseControl } from './values.ts';

export type SetValue = (path: string, value: number | string | boolean) => void;

/** Whether a change was asked for that is not yet in force. */
export function isPending({ pending, effective }: Control): boolean {
  return pending !== null && pending !== effective;
}

export function field(control: Control, set: SetValue): TemplateResult {
  const pending = isPending(control);
  const id = `control-${control.path.replaceAll('.', '-')}`;
  return html`<div class="field ${pending ? 'pending' : ''}" data-path=${control.path}
    data-effective=${control.effective} data-pending=${pending ? control.pending : nothing}>
    <label for=${id} title=${plainText(control.description)}>${control.label}${
      control.symbol ? html` <i class="math">${control.symbol}</i>` : nothing
    }</label>
    ${control.kind === 'enum' ? select(control, id, set) : input(control, id, set)}
    ${
      pending
        ? html`<span class="asked" role="status"
      title=${localize('Takes effect at the next step')}>→ ${control.pending}</span>`
        : nothing
    }
  </div>`;
}

function select(control: Control, id: string, set: SetValue): TemplateResult {
  const change = (event: Event): void => {
    const element = event.currentTarget as HTMLSelectElement;
    const value = element.value;
    element.value = control.effective;
    set(control.path, value);
  };
  return html`<span class="select"><select id=${id} @change=${change}>
    ${control.effective === '' ? html`<option value="" selected>${localize('mixed')}</option>` : nothing}
    ${control.options.map(({ value, label }) => html`<option value=${value} .selected=${value === control.effective}>${label}</option>`)}
  </select><span class="codicon codicon-chevron-down" aria-hidden="true"></span></span>`;
}

function input(control: Control, id: string, set: SetValue): TemplateResult {
  const commit = (element: HTMLInputElement): void => {
    const value = parseControl(control, element.value);
    if (typeof value === 'object') refuse(element, value.problem);
    else {
      accept(element);
      if (element.value !== control.effective) set(control.path, value);
    }
  };
  const keyed = (event: KeyboardEvent): void => {
    const element = event.currentTarget as HTMLInputElement;
    if (event.key === 'Enter') commit(element);
    if (event.key === 'Escape') {
      element.value = control.effective;
      accept(element);
    }
  };
  return html`<input id=${id} type="text" autocomplete="off" spellcheck="false" .value=${shownValue(id, control.effective)}
    inputmode=${control.kind === 'batch' ? 'text' : 'decimal'} @keydown=${keyed} @change=${(event: Event) =>
      commit(event.currentTarget as HTMLInputElement)}
    @input=${(event: Event) => accept(event.currentTarget as HTMLInputElement)} @blur=${(event: Event) => {
      const element = event.currentTarget as HTMLInputElement;
      // What was refused is not in force: a field that is left never goes on showing it, only why.
      element.value = control.effective;
      element.removeAttribute('aria-invalid');
      element.setCustomValidity('');
    }}>`;
}

/** What the user is typing must not be overwritten by what the worker reports. */
function shownValue(id: string, effective: string): string {
  const element = document.getElementById(id);
  const busy = element instanceof HTMLInputElement && element === document.activeElement;
  return busy ? element.value : effective;
}

function refuse(element: HTMLInputElement, problem: string): void {
  element.setAttribute('aria-invalid', 'true');
  element.title = problem;
  element.setCustomValidity(problem);
  if (element.parentElement) element.parentElement.dataset['refused'] = problem;
}

function accept(element: HTMLInputElement): void {
  element.removeAttribute('aria-invalid');
  element.title = '';
  element.setCustomValidity('');
  if (element.parentElement) delete element.parentElement.dataset['refused'];
}

/** Descriptions are written in Markdown; a title shows plain text. */
function plainText(markdown: string): string {
  return markdown.replaceAll('`', '');
}
