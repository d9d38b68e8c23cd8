/** Beside the update of gradient descent: how large a learning rate the cost bears with these weights, and a way down where α is above. */
import { html, nothing, type TemplateResult } from 'lit';
import { factorButtons } from '../controls/hyperparameters.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatSetting, formatValue } from '../kit/text/number.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { ViewState } from '../state/store.ts';

/** Milliseconds between two measurements: each takes some hundred passes. */
const pause = 1500;

export class StableRate {
  readonly #query: LiveQuery<'curvature'>;
  readonly #send: ViewContext['send'];

  constructor(context: ViewContext) {
    this.#query = new LiveQuery(context, 'step curvature', pause);
    this.#send = context.send;
  }

  of(learningRate: number, state: ViewState, now: number): TemplateResult | typeof nothing {
    const rate = this.#query.get({ kind: 'curvature' }, state, now)?.largestStableRate ?? null;
    if (rate === null) return nothing;
    const isBeyond = learningRate > rate;
    return html`<p class=${isBeyond ? 'flag' : 'quiet'} data-stable-rate=${rate}>${rateSentence(learningRate, rate)}
      ${isBeyond ? factorButtons(this.#send) : nothing}</p>`;
  }
}

export function rateSentence(learningRate: number, rate: number): string {
  const [alpha, largest] = [formatSetting(learningRate), formatValue(rate)];
  return learningRate > rate
    ? localize(
        'α = {0} is above 2/λmax = {1} with these weights: steps over all training examples can make the cost rise.',
        alpha,
        largest,
      )
    : localize(
        'α = {0} is below 2/λmax = {1} with these weights: while the cost curves no more than here, ' +
          'steps over all training examples lower it.',
        alpha,
        largest,
      );
}
