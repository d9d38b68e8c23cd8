/** How the weights, activations and gradients of each layer are spread, and how that changes: a ridge a moment, the newest in front. */
import { html, nothing, render, svg, type TemplateResult } from 'lit';
import { superscript } from '../../src/core/network/shape.ts';
import type { HistogramsAnswer } from '../../src/protocol/timeAnswers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount, formatValue } from '../kit/text/number.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { PanelView, ViewContext } from '../state/panelView.ts';
import { ridgePaths } from './ridges.ts';

const kinds = ['W', 'A', 'dW'] as const;
const times = 24;
const bins = 48;
const width = 320;
/** Three beside one another have the whole height of a page. */
const heights = { stacked: 220, beside: 340 };
const widest = 960;
const bottom = 18;
const left = 46;
/** Of the numbers at the ends of the axis. */
const endMargin = 50;

export class HistogramsView implements PanelView {
  readonly id = 'histograms';
  readonly icon = 'graph';
  readonly element = document.createElement('div');
  readonly #fetched: Record<(typeof kinds)[number], LiveQuery<'histograms'>>;
  readonly #context: ViewContext;

  constructor(context: ViewContext) {
    this.#context = context;
    const make = (which: string): LiveQuery<'histograms'> => new LiveQuery(context, `histogram ${which}`, 1000);
    this.#fetched = { W: make('W'), A: make('A'), dW: make('dW') };
    this.element.className = 'histograms-view';
  }

  get title(): string {
    return localize('Histograms');
  }

  update(state: ViewState, _theme: Theme, width: number, now: number): void {
    const { run, ui } = state;
    if (!run) return;
    const layer = Math.max(1, ui.layer);
    const answers = kinds.map((which) =>
      this.#fetched[which].get({ kind: 'histograms', which, layer, times, bins }, state, now),
    );
    render(
      html`${this.#head(run, layer)}<div class="ridges">${answers.map((answer, index) => {
        const which = kinds[index] ?? 'W';
        return answer?.layer === layer
          ? this.#ridge(answer, width < widest ? heights.stacked : heights.beside)
          : html`<p class="quiet">${this.#fetched[which].error || '…'}</p>`;
      })}</div>`,
      this.element,
    );
  }

  #head(run: RunDescription, layer: number): TemplateResult {
    const choose = (chosen: number): void =>
      this.#context.move({ layer: chosen, unit: run.shownUnits[chosen]?.[0] ?? 0 });
    return html`<div class="section-head"><h2>${localize('Layer {0}', layer)}</h2>
      <p class="quiet">${localize('Each ridge is the distribution at one step; the newest is in front.')}</p>
      <div class="tabs" role="group" aria-label=${localize('Layer')}>${run.layers.map(
        (one) =>
          html`<button aria-pressed=${one.layer === layer ? 'true' : 'false'} title=${localize(
            'Layer {0}',
            one.layer,
          )} @click=${() => choose(one.layer)}>${one.layer}</button>`,
      )}</div></div>`;
  }

  #ridge(answer: HistogramsAnswer, height: number): TemplateResult {
    const { which, layer, steps, edges, moments } = answer;
    const last = steps.length - 1;
    const name = `${which}${superscript(layer)}`;
    const moment = (line: number, index: number): string => formatValue(moments[line * 4 + index] ?? Number.NaN);
    const paths = ridgePaths(answer, { left, top: 4, right: width - 4, bottom: height - bottom });
    const [low, high] = [edges[0] ?? 0, edges.at(-1) ?? 0];
    const zero = left + (-low / (high - low)) * (width - 4 - left);
    const seek = (line: number): void => this.#context.seek(line === last ? 'live' : (steps[line] ?? 'live'));
    return html`<figure class="ridge" data-histogram=${`${which}:${layer}`}><figcaption><i>${name}</i>
        <span class="quiet">${
          last >= 0 ? localize('mean {0}, deviation {1}', moment(last, 0), moment(last, 1)) : nothing
        }</span></figcaption>
      <svg viewBox="0 0 ${width} ${height}" role="img"
        aria-label=${localize(
          'Distribution of {0} over {1} moments; at the last one mean {2}, deviation {3}',
          name,
          steps.length,
          moment(last, 0),
          moment(last, 1),
        )}>
        ${low < 0 && high > 0 ? svg`<path class="ridge-zero" d="M${zero} 4V${height - bottom}"></path>` : nothing}
        ${paths.map(
          ({ path, baseline }, line) => svg`<path class="ridge-line ${line === last ? 'newest' : ''}"
          d=${path} @click=${() => seek(line)}><title>${localize('step {0}', formatCount(steps[line]))}</title></path>${
            line % 6 === 0 || line === last
              ? svg`<text class="tick" x=${left - 5}
              y=${baseline} text-anchor="end">${formatCount(steps[line])}</text>`
              : nothing
          }`,
        )}
        <text class="tick" x=${left - 5} y=${Math.max(9, (paths[0]?.baseline ?? 0) - 14)} text-anchor="end">${localize('step')}</text>
        <text class="tick" x=${left} y=${height - 4}>${formatValue(low)}</text>
        ${
          zero > left + endMargin && zero < width - endMargin
            ? svg`<text class="tick" x=${zero} y=${height - 4}
          text-anchor="middle">0</text>`
            : nothing
        }
        <text class="tick" x=${width - 4} y=${height - 4} text-anchor="end">${formatValue(high)}</text>
      </svg></figure>`;
  }
}
