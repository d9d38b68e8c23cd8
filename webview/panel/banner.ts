/** What the user has to know now: waiting, preparing, diverged, failed; and what can be done about it. */
import { msg, localize } from '../kit/text/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { RunState, RunStatus } from '../../src/protocol/run.ts';
import type { ViewCommand } from '../../src/protocol/viewMessages.ts';
import type { Send } from '../controls/toolbar.ts';

interface Notice {
  readonly kind: 'information' | 'warning' | 'error';
  readonly icon: string;
  readonly fallback: string;
  readonly actions: readonly { readonly command: ViewCommand; readonly label: string }[];
}

const notices: Readonly<Partial<Record<RunState, Notice>>> = {
  waiting: {
    kind: 'information',
    icon: 'watch',
    fallback: msg('Two other runs are training; this one starts when one of them ends.'),
    actions: [{ command: 'stop', label: msg('Stop waiting') }],
  },
  preparing: {
    kind: 'information',
    icon: 'loading codicon-modifier-spin',
    fallback: msg('Reading the data…'),
    actions: [{ command: 'stop', label: msg('Cancel') }],
  },
  diverged: {
    kind: 'error',
    icon: 'error',
    fallback: msg('The training diverged: a number is no longer finite. A smaller learning rate may help.'),
    actions: [
      { command: 'learningRateDown', label: msg('Learning rate ÷3') },
      { command: 'reset', label: msg('Reset') },
    ],
  },
  failed: {
    kind: 'error',
    icon: 'error',
    fallback: msg('The run ended with an error.'),
    actions: [
      { command: 'start', label: msg('Try Again') },
      { command: 'showLog', label: msg('Show Log') },
    ],
  },
};

export function banner(status: RunStatus | null, send: Send): TemplateResult | typeof nothing {
  return status === null ? nothing : html`${stateBanner(status, send)}${noticeBanner(status)}`;
}

/** What holds beside the state: a configuration that is not in force, a table that changed on disk. */
function noticeBanner({ notice }: RunStatus): TemplateResult | typeof nothing {
  if (notice === '') return nothing;
  return html`<div class="banner information" role="status" data-banner="notice">
    <span class="codicon codicon-info" aria-hidden="true"></span>
    <p>${notice}</p>
  </div>`;
}

function stateBanner(status: RunStatus, send: Send): TemplateResult | typeof nothing {
  const notice = notices[status.state] ?? messageNotice(status);
  if (!notice) return nothing;
  return html`<div class="banner ${notice.kind}" role=${notice.kind === 'error' ? 'alert' : 'status'} data-banner=${status.state}>
    <span class="codicon codicon-${notice.icon}" aria-hidden="true"></span>
    <p>${status.message || localize(notice.fallback)}</p>
    ${notice.actions.map(({ command, label }) => html`<button class="link" @click=${() => send(command)}>${localize(label)}</button>`)}
    ${status.state === 'preparing' && status.progress !== null ? html`<progress max="1" .value=${status.progress} aria-label=${localize('Progress')}></progress>` : nothing}
  </div>`;
}

/** A message worth showing although all is well, such as why the training ended. */
function messageNotice({ state, message }: RunStatus): Notice | null {
  if (message === '') return null;
  return { kind: 'information', icon: state === 'finished' ? 'pass' : 'info', fallback: message, actions: [] };
}
