/** The strip of hyperparameters under the toolbar: the learning rate with ÷3 and ×3 first, the others beside it. */
import { localize } from '../kit/text/l10n.ts';
import { html, type nothing, type TemplateResult } from 'lit';
import type { RunDescription, RunStatus } from '../../src/protocol/run.ts';
import { field, isPending, type SetValue } from './field.ts';
import type { Send } from './toolbar.ts';
import { controlsOf } from './values.ts';

export interface StripInput {
  readonly run: RunDescription;
  readonly status: RunStatus;
  /** Whether more than the learning rate is shown. */
  readonly open: boolean;
  readonly set: SetValue;
  readonly send: Send;
  /** What is said beside the learning rate. */
  readonly voice: TemplateResult | typeof nothing;
}

export function hyperparameterStrip({ run, status, open, set, send, voice }: StripInput): TemplateResult {
  const [rate, ...others] = controlsOf(run, status);
  return html`<section class="strip ${open ? '' : 'closed'}" aria-label=${localize('Hyperparameters')}>
    <div class="rate">${rate ? field(rate, set) : ''}${factorButtons(send)}</div>${voice}
    <div class="fields" id="hyperparameters" ?hidden=${!open}>${others.map((control) => field(control, set))}</div>
  </section>`;
}

/** ÷3 and ×3: the steps one tries learning rates in. */
export function factorButtons(send: Send): TemplateResult {
  return html`<button class="factor" title=${localize('Divide the learning rate by 3')}
    aria-label=${localize('Divide the learning rate by 3')}
      data-command="learningRateDown" @click=${() => send('learningRateDown')}>÷3</button>
    <button class="factor" title=${localize('Multiply the learning rate by 3')} aria-label=${localize('Multiply the learning rate by 3')}
      data-command="learningRateUp" @click=${() => send('learningRateUp')}>×3</button>`;
}

/** Opens and closes the strip; marked while a change waits behind it. */
export function stripSwitch(run: RunDescription, status: RunStatus, open: boolean, toggle: () => void): TemplateResult {
  const [, ...folded] = open ? [] : controlsOf(run, status);
  const waiting = folded.filter(isPending).map(({ label }) => label);
  const name = open ? localize('Fewer hyperparameters') : localize('All hyperparameters');
  const label = waiting.length > 0 ? localize('{0}. Not yet in force: {1}', name, waiting.join(', ')) : name;
  return html`<button class="icon-button disclosure ${waiting.length > 0 ? 'waiting' : ''}" aria-expanded=${
    open ? 'true' : 'false'
  } aria-controls="hyperparameters"
    title=${label} aria-label=${label} @click=${toggle}><span class="codicon codicon-settings" aria-hidden="true"></span></button>`;
}
