/** The partial dependence of one column: the mean answer over many examples when it is set to each of its values, and the spread. */
import { html, nothing, render, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { PartialDependenceAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount, formatValue } from '../kit/text/number.ts';
import { Unchanged } from '../kit/unchanged.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { ViewContext } from '../state/panelView.ts';
import { type CurveSeries, drawCurves, hasBands } from './curvePicture.ts';
import { curveSeries, dependenceInput } from './curveScene.ts';
import type { Chosen, FitChoice } from './fitChoice.ts';
import { select } from './fitHead.ts';
import { curveParts, outputAt } from '../kit/plot/outcomes.ts';
import { dependencePause, dependencePoints } from './pace.ts';
import { Plot, plotHeight, type PlotPicture } from '../kit/plot/plot.ts';
import { legend } from '../kit/plot/series.ts';
import { curveRows, positionText } from './tables.ts';

export class DependencePart {
  readonly element = document.createElement('section');
  readonly #choose: (chosen: Chosen) => void;
  readonly #head = document.createElement('div');
  readonly #below = document.createElement('div');
  readonly #plot: Plot;
  readonly #answer: LiveQuery<'partialDependence'>;
  readonly #made = new Unchanged();
  #shown: PlotPicture | null = null;

  constructor(context: ViewContext, run: RunDescription, choose: (chosen: Chosen) => void) {
    this.#choose = choose;
    this.#answer = new LiveQuery(context, 'dependence', dependencePause(run));
    this.#plot = new Plot(() => undefined, context.redraw);
    this.element.className = 'fit-part';
    this.element.append(this.#head, this.#plot.element, this.#below);
  }

  update(state: ViewState, theme: Theme, choice: FitChoice, width: number, now: number): void {
    const { run, ui } = state;
    if (!run) return;
    const query = { kind: 'partialDependence', column: choice.column, points: dependencePoints(run) } as const;
    const answer = this.#answer.get(query, state, now);
    render(this.#headTemplate(choice), this.#head);
    if (!this.#made.is(answer, this.#answer.error, choice.target, theme, ui.example, width)) {
      const series = answer && curveSeries(run, answer, choice.target, theme, { ...answer, values: answer.mean });
      this.#shown = answer && this.#picture(run, answer, choice, ui.example, width);
      const waiting = html`<p class="quiet">${this.#answer.error || localize('The picture comes in a moment.')}</p>`;
      render(answer && series ? below(run, answer, series) : waiting, this.#below);
    }
    this.#plot.element.hidden = this.#shown === null;
    if (this.#shown) this.#plot.update(this.#shown, theme, width);
  }

  #headTemplate({ columns, column }: FitChoice): TemplateResult {
    const choices = (): TemplateResult =>
      select(
        'column',
        localize('Column'),
        columns.map((name) => ({ value: name, label: name, chosen: name === column })),
        (name) => this.#choose(() => ({ column: name })),
      );
    return html`<div class="section-head"><h2>${localize('Partial dependence')}</h2></div>
      <div class="filters">${guard([columns.join('\n'), column], choices)}</div>`;
  }

  #picture(
    run: RunDescription,
    answer: PartialDependenceAnswer,
    { target }: FitChoice,
    example: number,
    width: number,
  ): PlotPicture {
    const { column, outputs, mean, low, high, m } = answer;
    const band = (index: number): readonly string[] => {
      if (run.task !== 'regression') return [];
      const at = (values: Float64Array): string => formatValue(outputAt(values, outputs, index)[target] ?? Number.NaN);
      return [localize('{0} to {1}', at(low), at(high))];
    };
    return {
      label: localize('Partial dependence on {0}, the mean over {1} examples', column, formatCount(m)),
      height: plotHeight(width),
      inputs: [answer, target, example],
      draw: (context, full, height, theme) =>
        drawCurves(context, full, height, theme, dependenceInput(run, answer, target, example, theme)),
      reading: ({ column: index }) => ({
        position: [`${column} ${positionText(answer, index)}`],
        answer: [...curveParts(run, outputAt(mean, outputs, index), target), ...band(index)],
      }),
      exampleCard: () => html``,
    };
  }
}

function below(run: RunDescription, answer: PartialDependenceAnswer, series: readonly CurveSeries[]): TemplateResult {
  const { column } = answer;
  return html`${
    run.task === 'multiclass' ? legend(series, answer.categories.length > 0 ? 'shapes' : 'lines', null) : nothing
  }<p class="quiet">${sentence(run, answer, series)}</p>
    ${curveRows(run, answer, series, localize('Partial dependence on {0}', column))}`;
}

function sentence(
  { m: all }: RunDescription,
  { column, m, categories }: PartialDependenceAnswer,
  series: readonly CurveSeries[],
): string {
  const examples =
    m < all
      ? localize('{0} of the m = {1} training examples (fewer, to be quick)', formatCount(m), formatCount(all))
      : localize('m = {0} training examples', formatCount(m));
  if (categories.length > 0)
    return `${localize(
      'Mean answer over {0} with {1} set to each category; whiskers: the middle 80 % of the answers.',
      examples,
      column,
    )} ${localize('Shaded: the chosen example’s category.')}`;
  const mean = hasBands(series)
    ? localize(
        'Mean answer over {0} with {1} set to each value; band: the middle 80 % of the answers.',
        examples,
        column,
      )
    : localize('Mean answer over {0} with {1} set to each value.', examples, column);
  return `${mean} ${localize('Marks below: values that examples have; dashed: the chosen example’s.')}`;
}
