/** Activations and derivatives with this network's z on them: where g bends, and how many z lie where it is flat. */
import { html, nothing, type TemplateResult } from 'lit';
import { activationNames, lossNames, withSlope } from '../../src/config/schema/wordNames.ts';
import { activationFunctions } from '../../src/core/network/activationFunctions.ts';
import { type HiddenActivation, hiddenActivations } from '../../src/core/network/network.ts';
import type { MatrixAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import { activationOf } from '../state/numbers.ts';
import type { ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatPercent, formatValue } from '../kit/text/number.ts';
import { activationName, nameOf } from '../kit/text/symbol.ts';
import { ActivationPlot } from '../unit/activationPlot.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { Lesson } from './lesson.ts';
import { type SlopeFacts, slopeFacts } from './slopeFacts.ts';

const maxUnits = 32;
const maxExamples = 1000;
/** Marks on an axis: more are one bar. */
const maxMarks = 400;
const gap = 16;

export class ActivationLesson implements Lesson {
  readonly id = 'activations';
  readonly #context: ViewContext;
  readonly #z: LiveQuery<'matrix'>;
  readonly #plots = new Map(hiddenActivations.map((activation) => [activation, new ActivationPlot()]));
  /** `null`: the first one. */
  #layer: number | null = null;
  #answer: MatrixAnswer | null = null;

  constructor(context: ViewContext) {
    this.#context = context;
    this.#z = new LiveQuery(context, 'lesson-z', 500);
  }

  get title(): string {
    return localize('Activations and their derivatives');
  }

  template(state: ViewState, _theme: Theme, _width: number, now: number): TemplateResult {
    const { run } = state;
    if (!run) return html``;
    const layer = Math.min(this.#layer ?? 1, run.layers.length);
    const rows = { from: 0, count: maxUnits };
    const columns = { from: 0, count: maxExamples };
    const answer = this.#z.get({ kind: 'matrix', which: 'Z', layer, examples: 'shown', rows, columns }, state, now);
    this.#answer = answer?.layer === layer ? answer : null;
    const z = this.#answer?.values ?? new Float64Array(0);
    const facts = hiddenActivations.map((activation) => slopeFacts(activation, z, run.leakySlope));
    return html`<p>${localize(
      'Backward, everything that comes to a unit is multiplied by g′(z): where g is flat, nothing passes ' +
        'and nothing is learned. The marks are z of layer {0} as it is now; under another g it would have ' +
        'learned others.',
      layer,
    )}</p>
      ${this.#tabs(run, layer)}
      <p><b>${this.#sentence(run, layer, facts)}</b></p>
      <div class="activation-plots">${hiddenActivations.map((activation) => this.#figure(run, layer, activation))}</div>
      ${factsTable(facts, run.leakySlope, activationOf(run, layer))}`;
  }

  draw({ run }: ViewState, theme: Theme, width: number): void {
    if (!run || width < 60) return;
    const perRow = Math.max(1, Math.floor((width + gap) / (250 + gap)));
    const freeWidth = Math.floor((width - (perRow - 1) * gap) / perRow);
    const every = Math.max(1, Math.ceil((this.#answer?.values.length ?? 0) / maxMarks));
    const z = this.#answer?.values.filter((_, index) => index % every === 0) ?? null;
    const marks = { leakySlope: run.leakySlope, z, colorAt: () => theme.train, here: null };
    for (const [activation, plot] of this.#plots) plot.draw({ activation, ...marks }, theme, freeWidth);
  }

  #tabs(run: RunDescription, layer: number): TemplateResult | typeof nothing {
    if (run.layers.length === 1) return nothing;
    const choose = (chosen: number): void => {
      this.#layer = chosen;
      this.#context.redraw();
    };
    return html`<div class="tabs" role="group" aria-label=${localize('Layer')}>${run.layers.map(
      (one) =>
        html`<button aria-pressed=${one.layer === layer ? 'true' : 'false'} @click=${() =>
          choose(one.layer)}>${localize('Layer {0}', one.layer)}</button>`,
    )}</div>`;
  }

  #sentence(run: RunDescription, layer: number, facts: readonly SlopeFacts[]): string {
    const own = facts.find(({ activation }) => activation === activationOf(run, layer));
    if (!this.#answer) return this.#z.error || '…';
    if (layer === run.layers.length)
      return localize(
        'This is the output layer: with its cost dZ = {0}, and g′ does not enter.',
        lossNames[run.loss].delta,
      );
    if (!own) return activationName(run, layer);
    return localize(
      'Layer {0} has the activation {1}: for {2} of its z the slope is below 0.01; on average it is {3}.',
      layer,
      nameOf(own.activation),
      formatPercent(own.flat),
      formatValue(own.mean),
    );
  }

  #figure(run: RunDescription, layer: number, activation: HiddenActivation): TemplateResult {
    const own = activationOf(run, layer) === activation;
    return html`<figure class="activation-plot ${own ? 'own' : ''}">${this.#plots.get(activation)?.element}
      <figcaption><span class="key solid"><i>g</i> ${nameOf(activation)}</span><span
        class="key dashed"><i>g</i>′</span>${own ? html`<span>${localize('this layer')}</span>` : nothing}</figcaption></figure>`;
  }
}

function factsTable(facts: readonly SlopeFacts[], leakySlope: number, own: string): TemplateResult {
  return html`<table class="scores"><caption>${localize('What these z would get back')}</caption>
    <thead><tr><th scope="col"><i>g</i></th><th scope="col"><i>g</i>′</th><th
      scope="col">${localize('largest g′')}</th><th scope="col">${localize('g′ on average')}</th><th
        scope="col">g′ &lt; 0.01</th></tr></thead>
    <tbody>${facts.map(
      ({ activation, largest, mean, flat }) =>
        html`<tr class=${activation === own ? 'chosen' : ''}><th scope="row">${nameOf(activation)}</th><td>${withSlope(
          activationNames[activation].slope,
          leakySlope,
        )}</td><td>${formatValue(largest)}</td><td>${formatValue(mean)}</td><td>${formatPercent(flat)}</td></tr>`,
    )}</tbody></table>
    <p class="quiet">${localize('At z = 0 the derivative of ReLU is taken as {0}.', activationFunctions.relu.gPrime(0, 0, 0))}</p>`;
}
