/** The keys of the panel as a list that `?` opens; the editor binds them, so that users can bind others. */
import { html, type TemplateResult } from 'lit';
import { localize, msg } from '../kit/text/l10n.ts';

interface KeyRow {
  readonly keys: readonly string[];
  readonly does: string;
}

const rows: readonly KeyRow[] = [
  { keys: ['Space'], does: msg('Start, pause, go on') },
  { keys: ['→'], does: msg('One step') },
  { keys: ['Shift', '→'], does: msg('One epoch') },
  { keys: ['Home'], does: msg('Look at the first step') },
  { keys: ['End'], does: msg('Look at the present again') },
  { keys: ['1', '…', '8'], does: msg('The tabs') },
  { keys: ['R'], does: msg('Reset to the same initial weights') },
  { keys: ['P'], does: msg('Presentation mode: controls away, formulas larger') },
  { keys: ['?'], does: msg('This list') },
];

const id = 'keys-help';

export function openKeysHelp(): void {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** @param present turns presentation mode on or off */
export function keysHelp(present: () => void): TemplateResult {
  const close = (event: Event): void => (event.currentTarget as HTMLElement).closest('dialog')?.close();
  return html`<dialog id=${id} class="keys-help" aria-labelledby="keys-help-title">
    <h2 id="keys-help-title">${localize('Keys of the panel')}</h2>
    <dl>${rows.map(
      ({ keys, does }) => html`<dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${localize(does)}</dd>`,
    )}</dl>
    <p class="quiet">${localize(
      'They work while the panel has the keyboard and no field has. Change them under Keyboard Shortcuts: "Neural Network".',
    )}</p>
    <div class="keys-acts"><button class="offer" @click=${(event: Event) => {
      close(event);
      present();
    }}>${localize('Presentation mode')}</button><button class="primary" @click=${close}>${localize('Close')}</button></div>
  </dialog>`;
}

/** `?` opens the list wherever that sign lies on the keyboard, unless something is being typed. */
export function onQuestionMark(isTyping: (element: Element | null) => boolean): void {
  document.addEventListener('keydown', ({ key, target }) => {
    if (key === '?' && !(target instanceof Element && isTyping(target))) openKeysHelp();
  });
}
