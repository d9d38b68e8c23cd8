/** The header: buttons, state, hyperparameters, tabs and time; in a window that is too low for them one row, and the rest on demand. */
import { html, nothing, type TemplateResult } from 'lit';
import { hyperparameterStrip, stripSwitch } from '../controls/hyperparameters.ts';
import type { SetValue } from '../controls/field.ts';
import { stateLine } from '../controls/stateLine.ts';
import { type Send, toolbar } from '../controls/toolbar.ts';
import { type Tab, tabBar } from '../kit/tabBar.ts';
import { localize } from '../kit/text/l10n.ts';
import { cursorNumbers } from '../state/shownNumbers.ts';
import type { ViewState } from '../state/store.ts';
import type { UiChange } from '../state/uiState.ts';
import { openKeysHelp } from './keysHelp.ts';

/** Below this width the hyperparameters beside the learning rate are folded away at first. */
const wideFrom = 640;
/** Below this height the header is one row. */
const low = 500;

export interface HeadInput {
  readonly state: ViewState;
  readonly tabs: readonly Tab[];
  readonly tab: string;
  readonly time: TemplateResult | typeof nothing;
  readonly voice: TemplateResult | typeof nothing;
  readonly send: Send;
  readonly set: SetValue;
  readonly move: (change: UiChange) => void;
}

export function isFolded({ ui, run }: ViewState): boolean {
  return run !== null && window.innerHeight < low && !ui.headOpen;
}

export function head(input: HeadInput): TemplateResult {
  const { state, tabs, tab, time, voice, send, set, move } = input;
  const { run, status, isCut, ui } = state;
  const folded = isFolded(state);
  const open = ui.controlsOpen ?? document.body.clientWidth >= wideFrom;
  const hasRest = window.innerHeight < low && run !== null;
  return html`<header class="${folded ? 'folded' : ''} ${hasRest && !folded ? 'unfolded' : ''}">
    <div class="bar">
      ${status && !isCut ? toolbar(status, send) : nothing}
      ${status ? stateLine(run, status, cursorNumbers(state)) : nothing}
      ${folded && run ? html`<h1 class="visually-hidden">${run.title}</h1>${tabChoice(tabs, tab, move)}` : nothing}
      ${run && !folded ? title(run.title, send) : nothing}
      ${run && !folded ? iconButton('question', localize('Keys of the panel (?)'), openKeysHelp) : nothing}
      ${run && status && !folded ? stripSwitch(run, status, open, () => move({ controlsOpen: !open })) : nothing}
      ${hasRest ? restSwitch(folded, move) : nothing}
    </div>
    ${run && status && !folded ? hyperparameterStrip({ run, status, open, send, set, voice }) : nothing}
    ${run && !folded ? tabBar(tabs, tab, (id) => move({ tab: id })) : nothing}
    ${folded ? nothing : time}
  </header>`;
}

function title(name: string, send: Send): TemplateResult {
  return html`<h1 class="title"><button class="link" title=${localize('Open the configuration')}
    @click=${() => send('openConfiguration')}>${name}</button></h1>`;
}

/** The tabs where a row of them would take too much of the height. */
function tabChoice(tabs: readonly Tab[], tab: string, move: HeadInput['move']): TemplateResult {
  return html`<span class="select small tab-choice"><select aria-label=${localize('Views')} @change=${(event: Event) =>
    move({ tab: (event.currentTarget as HTMLSelectElement).value })}>${tabs.map(
    ({ id, title: name }) => html`<option value=${id} .selected=${id === tab}>${name}</option>`,
  )}</select><span class="codicon codicon-chevron-down" aria-hidden="true"></span></span>`;
}

function restSwitch(folded: boolean, move: HeadInput['move']): TemplateResult {
  const label = folded ? localize('Show all of the header') : localize('Fold the header to one row');
  return iconButton(folded ? 'chevron-down' : 'chevron-up', label, () => move({ headOpen: folded }), !folded);
}

function iconButton(icon: string, label: string, act: () => void, expanded?: boolean): TemplateResult {
  return html`<button class="icon-button" title=${label} aria-label=${label}
    aria-expanded=${expanded === undefined ? nothing : String(expanded)} @click=${act}><span
      class="codicon codicon-${icon}" aria-hidden="true"></span></button>`;
}
