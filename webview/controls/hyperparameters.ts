/** The strip of hyperparameters under the toolbar: the learning rate with ÷3 and ×3 first, the others beside it. */
import { html, type TemplateResult } from 'lit';
import type { RunDescription, RunStatus } from '../../src/protocol/run.ts';
import { field, type SetValue } from './field.ts';
import type { Send } from './toolbar.ts';
import { controlsOf } from './values.ts';

export interface StripInput {
  readonly run: RunDescription;
  readonly status: RunStatus;
  readonly open: boolean;
  readonly toggle: () => void;
  readonly set: SetValue;
  readonly send: Send;
}

export function hyperparameterStrip({ run, status, open, toggle, set, send }: StripInput): TemplateResult {
  const [rate, ...others] = controlsOf(run, status);
  return html`<section class="strip ${open ? 'open' : ''}" aria-label="Hyperparameters">
    <div class="rate">
      ${rate ? field(rate, set) : ''}
      <button class="factor" title="Divide the learning rate by 3" aria-label="Divide the learning rate by 3" data-command="learningRateDown" @click=${() => send('learningRateDown')}>÷3</button>
      <button class="factor" title="Multiply the learning rate by 3" aria-label="Multiply the learning rate by 3" data-command="learningRateUp" @click=${() => send('learningRateUp')}>×3</button>
    </div>
    <div class="fields" id="hyperparameters" ?hidden=${!open}>${others.map((control) => field(control, set))}</div>
    <button class="disclosure" aria-expanded=${open ? 'true' : 'false'} aria-controls="hyperparameters" title=${open ? 'Fewer hyperparameters' : 'All hyperparameters'}
      aria-label=${open ? 'Fewer hyperparameters' : 'All hyperparameters'} @click=${toggle}><span class="codicon codicon-${open ? 'chevron-up' : 'settings'}" aria-hidden="true"></span></button>
  </section>`;
}
