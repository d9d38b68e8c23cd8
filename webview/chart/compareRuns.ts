/** Another run beside this one: choosing it, its curves behind the run's own, and the keys of the configuration that differ. */
import { html, nothing, type TemplateResult } from 'lit';
import { beforeId, type ComparableRun, type ComparedRun } from '../../src/protocol/comparison.ts';
import type { Matrix } from '../../src/protocol/frame.ts';
import { curveRows } from '../../src/protocol/frameLayout.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCost, formatCount, formatMetric } from '../kit/text/number.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { Series } from './curveChart.ts';
import { type CurveName, curvePoints, figureAt, metricAt, numberAt } from './curveData.ts';
import { smoothed } from './smooth.ts';

export class CompareRuns {
  readonly #context: Pick<ViewContext, 'move' | 'post'>;
  /** What the host was asked for last. */
  #asked: string | null = null;
  #runId = '';

  constructor(context: Pick<ViewContext, 'move' | 'post'>) {
    this.#context = context;
  }

  /** Asks for the run that is wanted, once it is there to be had; no more for one that is gone. */
  follow({ run, ui, comparable }: ViewState): void {
    if (run && run.runId !== this.#runId) {
      this.#runId = run.runId;
      this.#asked = null;
    }
    const requested = comparable.some(({ id }) => id === ui.compare) ? ui.compare : null;
    if (requested === this.#asked) return;
    this.#asked = requested;
    this.#context.post({ type: 'compare', id: requested });
  }

  /** Nothing while there is nothing to compare with. */
  template({ ui, comparable, compared }: ViewState, metricName: string): TemplateResult | typeof nothing {
    if (comparable.length === 0) return nothing;
    const change = (event: Event): void =>
      this.#context.move({ compare: (event.currentTarget as HTMLSelectElement).value });
    const shown = compared?.id === ui.compare ? compared : null;
    return html`<div class="section-head"><h2><label for="compare-run">${localize('Compare')}</label></h2>
      <span class="select small"><select id="compare-run" @change=${change}>
        <option value="" .selected=${ui.compare === ''}>${localize('with another run…')}</option>
        ${comparable.map((run) => html`<option value=${run.id} .selected=${run.id === ui.compare}>${nameOf(run)}</option>`)}
      </select><span class="codicon codicon-chevron-down" aria-hidden="true"></span></span>
      ${shown ? comparedLegend(shown, metricName) : nothing}</div>
      ${shown ? differencesText(shown) : nothing}`;
  }
}

/** "iris.nnconfig"; the run's own past has its name already. */
export function nameOf({ id, title }: ComparableRun): string {
  return id === beforeId ? localize('this run, before it began anew') : title;
}

/** The compared run's curve, if that is the one that is wanted and can be had. */
export function comparedCurve({ ui, compared }: ViewState): Matrix | null {
  if (!compared?.curve || compared.id !== ui.compare) return null;
  return { rows: curveRows, columns: compared.curve.length / curveRows, values: compared.curve };
}

/** Two lines in a colour and with dashes of their own. */
export function comparedSeries(
  state: ViewState,
  kind: 'cost' | 'metric',
  logarithmic: boolean,
  theme: Theme,
): Series[] {
  const curve = comparedCurve(state);
  if (!curve || !state.compared) return [];
  const name = nameOf(state.compared);
  const line = (which: CurveName, label: string, dash: readonly number[]): Series => {
    const points = smoothed(curvePoints(curve, which, logarithmic), state.ui.smoothing);
    return { label, color: theme.negative, dash, faint: false, points };
  };
  const [train, validation]: [CurveName, CurveName] =
    kind === 'cost' ? ['cost', 'validationCost'] : ['trainMetric', 'validationMetric'];
  return [
    line(train, localize('{0}, train', name), [9, 3, 2, 3]),
    line(validation, localize('{0}, validation', name), [2, 3]),
  ];
}

/** The numbers at the end of the compared run. */
function comparedLegend(compared: ComparedRun, metricName: string): TemplateResult {
  const { curve } = compared;
  if (!curve) return html`<p class="quiet">${localize('That run has no curve any more.')}</p>`;
  const whole = { rows: curveRows, columns: curve.length / curveRows, values: curve };
  const last = whole.columns - 1;
  const pair = (cost: CurveName, metric: CurveName): TemplateResult =>
    html`${localize('cost')} <b>${formatCost(figureAt(whole, cost, last))}</b> · ${metricName} <b>${formatMetric(
      metricAt(whole, metric, last),
    )}</b>`;
  return html`<p class="legend"><span>${localize('at step {0}', formatCount(numberAt(whole, 0, last)))}</span> <span
    class="key other">${localize('train')} ${pair('cost', 'trainMetric')}</span>
    ${
      figureAt(whole, 'validationCost', last) === null
        ? nothing
        : html`<span class="key other-validation">${localize('validation')} ${pair('validationCost', 'validationMetric')}</span>`
    }</p>`;
}

function differencesText({ differences }: ComparedRun): TemplateResult {
  if (differences.length === 0)
    return html`<p class="quiet differences">${localize('Both have the same configuration.')}</p>`;
  return html`<p class="differences"><span class="quiet">${localize('What differs:')}</span> ${differences.map(
    ({ label, own, other }) =>
      html`<span class="difference">${localize('{0}: {1} here, {2} there', localize(label), own, other)}</span> `,
  )}</p>`;
}
