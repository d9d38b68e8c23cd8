/**
 * The gradient check as a page: backpropagation beside finite differences for each parameter of a layer, ε as a slider on the V
 * of the error.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { parameterSymbol } from '../../src/core/network/parameterName.ts';
import type { GradientsAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { plot } from '../evaluation/plot.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount, formatPower, formatValue } from '../kit/text/number.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { ViewState } from '../state/store.ts';

/** Milliseconds between two checks while the network learns. */
const pause = 2000;
/** Below it a gradient is called right, as by the command. */
const tolerance = 1e-7;
/** Errors of 0 have no logarithm: rounding alone is larger than this. */
const least = 1e-17;

export class CheckPart {
  readonly #query: LiveQuery<'gradients'>;
  readonly #redraw: () => void;
  /** Index of the chosen ε; `null`: where the error is least. */
  #chosen: number | null = null;

  constructor(context: ViewContext) {
    this.#query = new LiveQuery(context, 'gradients', pause);
    this.#redraw = context.redraw;
  }

  of(run: RunDescription, layer: number, state: ViewState, now: number): TemplateResult {
    const answer = this.#query.get({ kind: 'gradients', layer }, state, now);
    if (answer?.layer !== layer)
      return html`<p class="quiet">${this.#query.error || localize('The check comes in a moment.')}</p>`;
    const at = this.#chosen ?? bestOf(answer.errors);
    return html`<div class="gradient-check">
      <p>${localize(
        'dJ/dθ by backpropagation, and ĝ = (J(θ + ε) − J(θ − ε)) / 2ε by two ' +
          'forward passes, over {0} training examples.',
        formatCount(answer.m),
      )}</p>
      <p data-check=${isRight(answer, at) ? 'right' : 'wrong'}>${sentenceOf(answer, at)}</p>
      <div class="check-parts"><div>${this.#slider(answer, at)}${curveOf(answer, at)}
        <p class="quiet">${localize(
          'A large ε bends: its error falls with ε². A small one drowns in the ' +
            'rounding of J: its error grows with 1/ε. The check is sharpest between them.',
        )}</p></div>
      ${tableOf(run, answer, at)}</div></div>`;
  }

  #slider({ epsilons }: GradientsAnswer, at: number): TemplateResult {
    const last = epsilons.length - 1;
    const written = epsilonText(epsilons[at]);
    const choose = (event: Event): void => {
      this.#chosen = last - Number((event.target as HTMLInputElement).value);
      this.#redraw();
    };
    return html`<label class="check-epsilon">ε <input type="range" min="0" max=${last} step="1" .value=${String(last - at)}
      aria-valuetext=${written} @input=${choose}> <output data-number="epsilon">${written}</output></label>`;
  }
}

export function bestOf(errors: Float64Array): number {
  return errors.reduce(
    (best, error, index) => (error < (errors[best] ?? 0) || isUnknown(errors[best]) ? index : best),
    0,
  );
}

function isRight({ errors }: GradientsAnswer, at: number): boolean {
  return (errors[at] ?? 1) < tolerance;
}

export function sentenceOf(answer: GradientsAnswer, at: number): string {
  const { errors, epsilons, total, cells } = answer;
  const error = errors[at] ?? Number.NaN;
  if (Number.isNaN(error))
    return localize('A kink of the activation lies within ±ε of every parameter: no difference tells the slope.');
  const best = bestOf(errors);
  const values = [written(error), formatCount(cells.length), formatCount(total), epsilonText(epsilons[at])] as const;
  if (error < tolerance)
    return localize(
      '‖g − ĝ‖ / (‖g‖ + ‖ĝ‖) = {0} over {1} of {2} parameters with ε = {3}: the gradients are right.',
      ...values,
    );
  const apart = localize('‖g − ĝ‖ / (‖g‖ + ‖ĝ‖) = {0} over {1} of {2} parameters with ε = {3}.', ...values);
  return (errors[best] ?? 1) < tolerance
    ? `${apart} ${localize('It is this ε that errs: with {0} the gradients agree.', epsilonText(epsilons[best]))}`
    : `${apart} ${localize(
        'No ε makes them agree to 10⁻⁷: near a minimum, where the gradients ' +
          'are as small as the rounding of J, that is no error.',
      )}`;
}

function curveOf({ errors, epsilons }: GradientsAnswer, at: number): TemplateResult {
  const known = Array.from(errors.keys()).filter((index) => !Number.isNaN(errors[index]));
  const x = known.map((index) => Math.log10(epsilons[index] ?? 1));
  const y = known.map((index) => logOf(errors[index] ?? 1));
  const here = Math.log10(epsilons[at] ?? 1);
  const range = [-12, -1] as const;
  const limit = Math.log10(tolerance);
  return plot({
    title: localize('Relative error over ε'),
    summary: localize(
      'The relative error is least at ε = {0}: {1}',
      epsilonText(epsilons[bestOf(errors)]),
      written(errors[bestOf(errors)] ?? Number.NaN),
    ),
    ...{ xLabel: 'ε', yLabel: localize('relative error'), x: range, y: [Math.min(-12, ...y), 0], powers: true },
    series: [
      { kind: 'reference', x: range, y: [limit, limit] },
      { kind: 'curve', x, y },
      { kind: 'points', x, y },
      { kind: 'points', x: [here], y: [logOf(errors[at] ?? 1)], weights: [1] },
    ],
  });
}

function logOf(error: number): number {
  return Number.isNaN(error) ? 0 : Math.log10(Math.max(least, error));
}

function tableOf(run: RunDescription, answer: GradientsAnswer, at: number): TemplateResult {
  const { cells, analytic, layer } = answer;
  const [numeric, relative] = [rowOf(answer.numeric, at, cells.length), rowOf(answer.relative, at, cells.length)];
  const worst = worstOf(relative);
  return html`<table class="scores" aria-label=${localize('Gradient check of layer {0}', layer)}>
    <thead><tr><th scope="col">θ</th><th scope="col">${localize('backpropagation')}</th>
      <th scope="col">${localize('finite difference')}</th>
      <th scope="col">${localize('relative error')}</th></tr></thead>
    <tbody>${cells.map(({ row, column }, index) => {
      const name = parameterSymbol({ layer, unit: row, input: column });
      const from = column !== null && layer === 1 ? run.inputs[column]?.name : nothing;
      return html`<tr class=${index === worst ? 'worst' : ''} title=${from}><th scope="row">${name}${
        index === worst ? html` <span class="quiet">${localize('largest')}</span>` : nothing
      }</th><td title=${String(analytic[index])}>${formatValue(analytic[index] ?? 0, 4)}</td><td
        title=${String(numeric[index])}>${Number.isNaN(numeric[index]) ? localize('kink') : formatValue(numeric[index] ?? 0, 4)}</td><td
        >${written(relative[index] ?? Number.NaN)}</td></tr>`;
    })}</tbody></table>`;
}

/** Where the relative error is largest; parameters without a difference do not count. */
export function worstOf(relative: Float64Array): number {
  return relative.reduce(
    (worst, error, index) => (error > (relative[worst] ?? 0) || isUnknown(relative[worst]) ? index : worst),
    0,
  );
}

function isUnknown(error: number | undefined): boolean {
  return error === undefined || Number.isNaN(error);
}

function rowOf(values: Float64Array, at: number, count: number): Float64Array {
  return values.subarray(at * count, (at + 1) * count);
}

/** "10⁻⁴", "3.2·10⁻⁵" */
function epsilonText(epsilon = 0): string {
  return formatPower(epsilon, 2).replace(/^1·/, '');
}

function written(error: number): string {
  if (Number.isNaN(error)) return '–';
  return error === 0 ? '0' : formatPower(error, 2);
}
