/**
 * The row below the header: what is to be known now, and what one may want to do next. It has the same room whatever it
 * says, so that nothing below it moves; a text that is longer opens over the page.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { RunDescription, RunState, RunStatus } from '../../src/protocol/run.ts';
import type { ViewCommand } from '../../src/protocol/viewMessages.ts';
import type { Send } from '../controls/toolbar.ts';
import { localize, msg } from '../kit/text/l10n.ts';
import { copyButton, saidOf } from './banner.ts';

/** Where an offer leads, beside commands: a page of the panel, or the run played again. */
export type Destination = 'oneStep' | 'howGood' | 'whereWrong' | 'ownRow' | 'playAgain';

export interface NextActs {
  readonly send: Send;
  readonly go: (destination: Destination) => void;
}

interface Offer {
  readonly label: string;
  readonly title: string;
  readonly to: Destination | { readonly command: ViewCommand };
  /** States in which it leads somewhere; all of them when absent. */
  readonly states?: readonly RunState[];
}

/** In the order of what one most likely wants. */
const offers: readonly Offer[] = [
  {
    label: msg('Train On'),
    title: msg('Train on from here: as many epochs again'),
    to: { command: 'trainOn' },
    states: ['finished', 'stopped'],
  },
  {
    label: msg('Look at One Step'),
    title: msg('Pause, and go through the next step phase by phase'),
    to: 'oneStep',
    states: ['ready', 'running', 'paused'],
  },
  { label: msg('How Good Is It?'), title: msg('Against simple models, class by class'), to: 'howGood' },
  { label: msg('Where Is It Wrong?'), title: msg('The rows with the largest loss'), to: 'whereWrong' },
  { label: msg('Try a Row of Your Own'), title: msg('Type values and see what the network says'), to: 'ownRow' },
  { label: msg('Keep It'), title: msg('Save the network as a file'), to: { command: 'saveNetwork' } },
  {
    label: msg('Play It Again'),
    title: msg('The training from its beginning'),
    to: 'playAgain',
    states: ['paused', 'finished', 'stopped', 'diverged'],
  },
];

/** What is said where nothing has to be. */
const hints: Readonly<Partial<Record<RunState, string>>> = {
  ready: msg('Not trained yet. Start, or look at one step first.'),
  running: msg('It learns. Point at a unit, pause and look at one step, or change a number while it runs.'),
  paused: msg('Paused. It goes on from here, or step by step.'),
};

/** The labels of what is offered, in their order. */
export function offersOf(state: RunState): readonly Offer[] {
  return offers.filter(({ states }) => states?.includes(state) ?? true);
}

export function nextRow(run: RunDescription, status: RunStatus, acts: NextActs): TemplateResult {
  const said = saidOf(run, status);
  const kind = said?.kind ?? 'information';
  const hint = !said && status.notice === '' ? localize(hints[status.state] ?? '') : '';
  return html`<div class="banner next ${kind}" data-banner=${said ? status.state : nothing}>
    <div class="next-text"><span class="codicon codicon-${said?.icon ?? 'lightbulb'}" aria-hidden="true"></span>
      <p role=${kind === 'error' ? 'alert' : 'status'} ${ref((element) => watchLength(element))}>${said?.text} ${
        status.notice === '' ? nothing : html`<span data-banner="notice">${status.notice}</span>`
      }${hint}</p>
      <button class="link more" aria-expanded="false" @click=${openText}><span
        class="when-closed">${localize('More')}</span><span class="when-open">${localize('Less')}</span></button>
      ${said?.isVerdict ? copyButton(said.text) : nothing}</div>
    <div class="offers" role="region" aria-label=${localize('What to do next')}>
      ${(said?.actions ?? []).map(
        ({ command, label }) => html`<button class="offer" data-command=${command}
          @click=${() => acts.send(command)}>${localize(label)}</button>`,
      )}
      ${offersOf(status.state).map((offer) => offerButton(offer, acts))}
    </div>
  </div>`;
}

function offerButton({ label, title, to }: Offer, { send, go }: NextActs): TemplateResult {
  const act = (): void => (typeof to === 'string' ? go(to) : send(to.command));
  return html`<button class="offer" title=${localize(title)} data-offer=${typeof to === 'string' ? to : to.command}
    @click=${act}>${localize(label)}</button>`;
}

const watched = new WeakSet<Element>();

/** Says whether the text is longer than its room: only then is there something to open. */
function watchLength(element: Element | undefined): void {
  if (!element || watched.has(element)) return;
  watched.add(element);
  const measure = (): void => {
    const row = element.parentElement;
    if (row && !row.classList.contains('open'))
      row.classList.toggle('long', element.scrollHeight > element.clientHeight + 2);
  };
  new ResizeObserver(measure).observe(element);
  new MutationObserver(measure).observe(element, { childList: true, characterData: true, subtree: true });
}

function openText(event: Event): void {
  const button = event.currentTarget as HTMLElement;
  const isOpen = button.parentElement?.classList.toggle('open') ?? false;
  button.setAttribute('aria-expanded', String(isOpen));
}
