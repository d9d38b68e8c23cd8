/** How good the network is: against the simplest models, class by class, at every threshold; for numbers, its errors. */
import { msg, localize } from '../kit/text/l10n.ts';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { EvaluationAnswer } from '../../src/protocol/evaluationAnswer.ts';
import type { PredictionView } from '../../src/protocol/predictionView.ts';
import type { Part } from '../../src/protocol/subjects.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { ViewState } from '../state/store.ts';
import { formatCost, formatCount, formatHundredths, formatMetric } from '../kit/text/number.ts';
import { select } from '../fit/fitHead.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import { ViewSetting } from '../state/viewSetting.ts';
import type { PanelView, ViewContext } from '../state/panelView.ts';
import { partName, partsOf } from '../kit/text/parts.ts';
import { PredictionPart } from '../predictions/predictionPart.ts';
import { predictionTitle } from '../predictions/predictionText.ts';
import { classPlots, classScores } from './classSection.ts';
import { confusionTable } from './confusionTable.ts';
import { regressionSection } from './regressionSection.ts';

const baselineNames = {
  majority: msg('always the most frequent class'),
  mean: msg('always the mean'),
  logistic: msg('logistic regression'),
  linear: msg('linear regression'),
} as const;

export class EvaluationView implements PanelView {
  readonly id = 'evaluation';
  readonly icon = 'checklist';
  readonly element = document.createElement('div');
  readonly #answer: LiveQuery<'evaluation'>;
  readonly #openCell: (part: Part, truth: number, predicted: number) => void;
  readonly #context: ViewContext;
  readonly #own = document.createElement('div');
  readonly #part: PredictionPart;
  readonly #kept: ViewSetting<{ readonly part: Part | null; readonly output: number | null }>;

  /** @param openCell shows the rows of a cell of the confusion matrix */
  constructor(context: ViewContext, openCell: (part: Part, truth: number, predicted: number) => void) {
    this.#context = context;
    this.#part = new PredictionPart(context);
    this.#openCell = openCell;
    this.#kept = new ViewSetting(context, this.id, { part: null, output: null });
    this.#answer = new LiveQuery(context, 'evaluation', 500);
    this.element.className = 'evaluation-view';
  }

  get title(): string {
    return localize('Evaluation');
  }

  update(state: ViewState, theme: Theme, _width: number, now: number): void {
    const { run } = state;
    if (!run) return;
    const prediction = state.predictions.find(({ id }) => id === state.ui.prediction) ?? null;
    render(html`${this.#parts(run, state, prediction)}${prediction ? this.#part.element : this.#own}`, this.element);
    if (prediction) this.#part.update(prediction, state);
    else this.#drawOwn(run, state, theme, now);
  }

  #drawOwn(run: RunDescription, state: ViewState, theme: Theme, now: number): void {
    const part = this.#chosenPart(run, state);
    const kept = this.#kept.of(state.ui);
    const output = kept.output ?? (run.task === 'binary' ? 1 : 0);
    const answer = this.#answer.get({ kind: 'evaluation', part, output, baselines: true }, state, now);
    render(
      html`${this.#head(run, answer)}${answer ? this.#body(run, answer, output, theme) : this.#waiting()}`,
      this.#own,
    );
  }

  #chosenPart(run: RunDescription, state: ViewState): Part {
    const { part } = this.#kept.of(state.ui);
    const own = run.mValidation > 0 ? 'validation' : 'train';
    return part && partsOf(run).includes(part) ? part : own;
  }

  /** The run's own parts, and the tables that its network was applied to under their names. */
  #parts(run: RunDescription, state: ViewState, prediction: PredictionView | null): TemplateResult {
    const chosen = prediction ? null : this.#chosenPart(run, state);
    const { predictions } = state;
    const button = (isChosen: boolean, label: string, choose: () => void): TemplateResult =>
      html`<button aria-pressed=${isChosen ? 'true' : 'false'} @click=${choose}>${label}</button>`;
    const own = (part: Part) => (): void => {
      this.#kept.change({ part });
      this.#context.move({ prediction: null });
    };
    return html`<div class="section-head"><h2>${localize('Evaluation')}</h2>
      ${
        partsOf(run).length + predictions.length > 1
          ? html`<div class="tabs" role="group" aria-label=${localize('Part')}>${partsOf(run).map((part) =>
              button(part === chosen, partName(part), own(part)),
            )}${predictions.map((one) =>
              button(one.id === prediction?.id, predictionTitle(one), () => this.#context.move({ prediction: one.id })),
            )}</div>`
          : nothing
      }
      <button class="link" data-command="predict"
        @click=${() => this.#context.send('predict')}>${localize('Predict another table…')}</button>
    </div>`;
  }

  #waiting(): TemplateResult {
    return html`<p class="quiet">${this.#answer.error || localize('Evaluating…')}</p>`;
  }

  #head(run: RunDescription, answer: EvaluationAnswer | null): TemplateResult {
    return html`<p class="facts">${
      answer
        ? html`${localize(
            '{0} examples',
            formatCount(answer.m),
          )} · ${localize('mean loss')} <b>${formatCost(answer.cost)}</b> · ${
            run.task === 'regression'
              ? html`R² <b>${formatMetric(answer.metric, formatHundredths)}</b>`
              : html`${localize('accuracy')} <b
            data-number="accuracy">${formatMetric(answer.metric)}</b>`
          }`
        : nothing
    }</p>`;
  }

  #body(run: RunDescription, answer: EvaluationAnswer, output: number, theme: Theme): TemplateResult {
    const { classification, regression, part } = answer;
    const outputs = run.task === 'regression' ? run.targets : run.classes;
    const shown = outputs[answer.output] ?? '';
    const open = (truth: number, predicted: number): void => this.#openCell(part, truth, predicted);
    return html`<div class="evaluation-grid">${baselines(run, answer)}
        ${
          classification
            ? html`${confusionTable(run.classes, classification.confusion, theme, open)}${classScores(classification)}`
            : nothing
        }</div>
      ${this.#outputChoice(run.task === 'regression' ? localize('Target') : localize('Class'), outputs, output)}
      ${classification ? html`<div class="plots">${classPlots(classification, shown)}</div>` : nothing}
      ${regression ? regressionSection(regression, shown) : nothing}`;
  }

  /** It is what is below that shows one class or target. */
  #outputChoice(label: string, names: readonly string[], output: number): TemplateResult | typeof nothing {
    if (names.length < 2) return nothing;
    const choices = names.map((name, index) => ({ value: index, label: name, chosen: index === output }));
    return html`<div class="filters">${select('output', label, choices, (chosen) => this.#kept.change({ output: chosen }))}</div>`;
  }
}

/** Their loss has no penalty, and so the network's is shown without it: another number than the cost where λ > 0. */
function baselines(run: RunDescription, answer: EvaluationAnswer): TemplateResult | typeof nothing {
  if (!answer.baselines) return nothing;
  const rows = [
    { name: localize('this network'), metric: answer.metric, cost: answer.cost },
    ...answer.baselines.map((baseline) => ({ ...baseline, name: localize(baselineNames[baseline.name]) })),
  ];
  return html`<table class="scores"><caption>${localize('Against the simplest models')} <span
    class="quiet">${localize('trained on the same split')}</span></caption>
    <thead><tr><th scope="col">${localize('model')}</th><th scope="col">${
      run.task === 'regression' ? 'R²' : localize('accuracy')
    }</th><th scope="col">${localize('mean loss')}</th></tr></thead>
    <tbody>${rows.map(
      (row, index) => html`<tr class=${index === 0 ? 'chosen' : ''}><th
      scope="row">${row.name}</th><td>${formatMetric(row.metric, formatHundredths)}</td><td>${formatCost(row.cost)}</td></tr>`,
    )}</tbody></table>`;
}
