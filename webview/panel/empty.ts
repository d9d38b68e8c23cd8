/** Nothing to show yet: one sentence, one button, one link. */
import { localize } from '../kit/text/l10n.ts';
import { html, type TemplateResult } from 'lit';
import type { Send } from '../controls/toolbar.ts';

export function emptyState(send: Send): TemplateResult {
  return html`<main class="empty" data-empty>
    <h1 class="visually-hidden">Neural Network Explorer</h1>
    <svg class="empty-picture" viewBox="0 0 120 72" aria-hidden="true">
      <path d="M14 22C40 22 34 12 60 12M14 22C40 22 34 36 60 36M14 22C40 22 34 60 60 60
        M14 50C40 50 34 12 60 12M14 50C40 50 34 36 60 36M14 50C40 50 34 60 60 60
        M60 12C86 12 80 36 106 36M60 36H106M60 60C86 60 80 36 106 36"></path>
      <g><circle cx="14" cy="22" r="6"></circle><circle cx="14" cy="50" r="6"></circle><circle cx="60" cy="12"
        r="6"></circle><circle cx="60" cy="36" r="6"></circle><circle cx="60" cy="60" r="6"></circle><circle
          class="out" cx="106" cy="36" r="8"></circle></g>
    </svg>
    <p>${localize('Pick a CSV and watch a network learn it.')}</p>
    <button class="primary" data-command="trainOnCsv" @click=${() => send('trainOnCsv')}>${localize('Train on a CSV…')}</button>
    <button class="link" data-command="openSamples" @click=${() => send('openSamples')}>${localize('Open the samples')}</button>
  </main>`;
}
