/**
 * What the user has to know now: waiting, preparing, diverged, failed; and what can be done about it. It is a banner where no
 * network stands.
 */
import { msg, localize } from '../kit/text/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { RunDescription, RunState, RunStatus } from '../../src/protocol/run.ts';
import type { ViewCommand } from '../../src/protocol/viewMessages.ts';
import { verdictActions, verdictKind, verdictSentences } from './verdictBanner.ts';
import type { Send } from '../controls/toolbar.ts';

export interface StateNotice {
  readonly kind: 'information' | 'warning' | 'error';
  readonly icon: string;
  readonly fallback: string;
  readonly actions: readonly { readonly command: ViewCommand; readonly label: string }[];
}

const notices: Readonly<Partial<Record<RunState, StateNotice>>> = {
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

/** What there is to say of how a run stands. */
export interface Said {
  readonly kind: StateNotice['kind'];
  readonly icon: string;
  readonly text: string;
  readonly isVerdict: boolean;
  readonly actions: StateNotice['actions'];
}

/** The state's own words and the verdict; `null`: nothing. */
export function saidOf(run: RunDescription | null, status: RunStatus): Said | null {
  const notice = notices[status.state] ?? messageNotice(status);
  if (!notice) return null;
  const sentences = verdictSentences(status, run);
  const isVerdict = sentences.length > 0;
  const kind = isVerdict ? verdictKind(status) : notice.kind;
  return {
    kind,
    icon: { error: 'error', warning: 'warning', information: notice.icon }[kind],
    text: [status.message || localize(notice.fallback), ...sentences].join(' '),
    isVerdict,
    actions: [...notice.actions, ...verdictActions(status)],
  };
}

export function banner(
  run: RunDescription | null,
  status: RunStatus | null,
  send: Send,
): TemplateResult | typeof nothing {
  return status === null ? nothing : html`${stateBanner(run, status, send)}${noticeBanner(status)}`;
}

/** What must not be missed, however little room there is. */
export function errorBanner(
  run: RunDescription | null,
  status: RunStatus,
  send: Send,
): TemplateResult | typeof nothing {
  return saidOf(run, status)?.kind === 'error' ? stateBanner(run, status, send) : nothing;
}

export function copyButton(text: string): TemplateResult {
  const label = localize('Copy this text');
  return html`<button class="link" title=${label} aria-label=${label}
    @click=${() => void navigator.clipboard.writeText(text)}><span class="codicon codicon-copy" aria-hidden="true"></span></button>`;
}

/** The extension ended: what the page shows is the last that it heard, and its buttons lead nowhere. */
export function cutBanner(): TemplateResult {
  return html`<div class="banner error" role="alert" data-banner="cut">
    <span class="codicon codicon-debug-disconnect" aria-hidden="true"></span>
    <p>${localize(
      'The extension does not answer any more; these are the last numbers that it sent. Run "Developer: ' +
        'Reload Window": the run comes back at its step.',
    )}</p>
  </div>`;
}

/** What holds beside the state: a configuration that is not in force, a table that changed on disk. */
function noticeBanner({ notice }: RunStatus): TemplateResult | typeof nothing {
  if (notice === '') return nothing;
  return html`<div class="banner information" role="status" data-banner="notice">
    <span class="codicon codicon-info" aria-hidden="true"></span>
    <p>${notice}</p>
  </div>`;
}

function stateBanner(run: RunDescription | null, status: RunStatus, send: Send): TemplateResult | typeof nothing {
  const said = saidOf(run, status);
  if (!said) return nothing;
  const { kind, icon, text, isVerdict, actions } = said;
  return html`<div class="banner ${kind}" role=${kind === 'error' ? 'alert' : 'status'} data-banner=${status.state}>
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
    <p>${text}</p>
    ${actions.map(
      ({ command, label }) => html`<button class="link"
      data-command=${command} @click=${() => send(command)}>${localize(label)}</button>`,
    )}
    ${isVerdict ? copyButton(text) : nothing}
    ${
      status.state === 'preparing' && status.progress !== null
        ? html`<progress max="1" .value=${status.progress}
      aria-label=${localize('Progress')}></progress>`
        : nothing
    }
  </div>`;
}

/** A message worth showing although all is well, such as why the training ended. */
function messageNotice({ state, message }: RunStatus): StateNotice | null {
  if (message === '') return null;
  return { kind: 'information', icon: state === 'finished' ? 'pass' : 'info', fallback: message, actions: [] };
}
