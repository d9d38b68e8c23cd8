/** The unit's weights and gradients over the recorded time: a line an input, the step that is looked at, and the same in numbers. */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { UnitHistoryAnswer } from '../../src/protocol/timeAnswers.ts';
import { axisCost } from '../chart/axisText.ts';
import { ChartPointer } from '../chart/chartPointer.ts';
import { CurveChart, type Series } from '../chart/curveChart.ts';
import { pointsOf } from '../chart/curveData.ts';
import { sampleIndices } from '../kit/plot/ticks.ts';
import { inside, type StepRange } from '../chart/stepRange.ts';
import type { Rgb } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { dashOf, lineKey } from '../kit/plot/series.ts';
import { networkKey, type ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount, formatValue } from '../kit/text/number.ts';
import { shortNames } from '../kit/text/shortNames.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { ViewContext } from '../state/panelView.ts';
import { symbolOf } from '../weights/weightEdits.ts';
import { type HistoryKind, type HistoryLine, historyLines, nearestIndex } from './historyLines.ts';

const points = 200;
/** Milliseconds between two questions while the training runs: each goes over the whole run. */
const pause = 1500;
const maxRows = 12;
/** The third to fifth colour of the classes; the first two are those of the signs, the last one is near the negative one. */
const signless = 3;
/** Whose dashes are dots. */
const dotted = 2;
/** Characters of a name in the legend. */
const nameLength = 14;

export class UnitHistory {
  readonly element = document.createElement('section');
  readonly #context: ViewContext;
  readonly #fetched: LiveQuery<'unitHistory'>;
  readonly #chart = new CurveChart({ format: axisCost, max: null, showSteps: true, markLabels: false });
  readonly #head = document.createElement('div');
  readonly #table = document.createElement('div');
  #state: ViewState | null = null;
  #zoom: StepRange | null = null;
  #key = '';

  constructor(context: ViewContext) {
    this.#context = context;
    this.#fetched = new LiveQuery(context, 'unit-history', pause);
    this.element.className = 'unit-history';
    this.#head.className = 'section-head';
    this.#chart.element.className = 'chart chart-layers';
    this.#table.className = 'visually-hidden';
    this.element.append(this.#head, this.#chart.element, this.#table);
    this.#handle();
  }

  /** For an input there is nothing to show: its element is hidden then. `more`: digits that weights have in the card above. */
  update(state: ViewState, theme: Theme, now: number, more: number): void {
    this.#state = state;
    const { run, ui, status } = state;
    const kind = kindOf(ui.unitHistory);
    this.element.hidden = ui.layer === 0;
    if (!run || ui.layer === 0) return;
    const key = `${networkKey(run)} ${ui.layer}:${ui.unit}`;
    if (key !== this.#key) this.#zoom = null;
    this.#key = key;
    const answer = kind === null ? null : this.#answer(state, now);
    const lines = answer && kind ? historyLines(answer, kind) : [];
    render(this.#template(kind, answer, lines, theme, kind === 'weights' ? more : 0), this.#head);
    this.#chart.element.hidden = answer === null;
    render(answer && kind ? table(answer, kind, lines) : nothing, this.#table);
    if (!answer) return;
    const guides =
      state.frame?.live === false ? [{ step: state.frame.step, label: '', color: theme.focus, dashed: false }] : [];
    const series = lines.map((line, index) => seriesOf(answer, line, index, theme));
    this.#chart.update({ series, guides, marks: status?.marks ?? [], range: this.#range(), logarithmic: false }, theme);
  }

  #answer(state: ViewState, now: number): UnitHistoryAnswer | null {
    const { layer, unit } = state.ui;
    const answer = this.#fetched.get({ kind: 'unitHistory', layer, unit, points }, state, now);
    return answer?.layer === layer && answer.unit === unit ? answer : null;
  }

  #template(
    kind: HistoryKind | null,
    answer: UnitHistoryAnswer | null,
    lines: readonly HistoryLine[],
    theme: Theme,
    more: number,
  ): TemplateResult {
    const choose = (chosen: HistoryKind): void => this.#context.move({ unitHistory: chosen === kind ? '' : chosen });
    const one = (name: HistoryKind, label: string): TemplateResult =>
      html`<button class="switch" data-history=${name} aria-pressed=${name === kind ? 'true' : 'false'}
        @click=${() => choose(name)}>${label}</button>`;
    const omitted = answer ? answer.inputs.length + 1 - lines.length : 0;
    const legend = () =>
      answer
        ? html`<p class="legend">${this.#keys(answer, lines, theme, more)}${
            omitted > 0 ? html`<span class="quiet">${localize('{0} smaller ones', omitted)}</span>` : nothing
          }</p>`
        : html`<p class="quiet">${this.#fetched.error || '…'}</p>`;
    return html`<h2>${localize('Over time')}</h2><div class="chart-controls">${one(
      'weights',
      localize('weights'),
    )}${one('gradients', localize('gradients'))}
      ${
        this.#zoom && answer
          ? html`<button class="switch" aria-pressed="true"
        title=${localize('Show the whole run again')} @click=${() =>
          this.#show(null)}>${formatCount(this.#zoom.from)}–${formatCount(this.#zoom.to)} <span
            class="codicon codicon-close" aria-hidden="true"></span></button>`
          : nothing
      }</div>
      ${kind === null ? nothing : legend()}`;
  }

  /** Names as short as in the table of products, and the numbers at the step that is looked at. */
  #keys(
    { steps, inputs }: UnitHistoryAnswer,
    lines: readonly HistoryLine[],
    theme: Theme,
    more: number,
  ): readonly TemplateResult[] {
    const at = nearestIndex(steps, this.#cursor());
    const names = lines.map(({ input }) => (input === null ? '' : (inputs[input] ?? '')));
    const short = shortNames(names, nameLength);
    return lines.map((line, index) => {
      const { input, values } = line;
      const { color, dash } = styleOf(line, index, theme);
      const name = input === null ? html`<i>b</i>` : short[index];
      const number = html`<b>${formatValue(values[at] ?? Number.NaN, more)}</b>`;
      return html`<span class="line-key" title=${names[index] || nothing}>${lineKey(color, dash)}<span>${name} ${number}</span></span>`;
    });
  }

  #handle(): void {
    new ChartPointer(this.#chart.element, {
      stepAt: (clientX) => this.#chart.stepAt(clientX),
      range: () => this.#range(),
      whole: () => this.#whole(),
      cursor: () => this.#cursor(),
      show: (range) => this.#show(range),
      look: (step) => this.#context.seek(step >= this.#whole().to ? 'live' : step),
    });
  }

  #show(range: StepRange | null): void {
    this.#zoom = range && inside(range, this.#whole());
    this.#context.redraw();
  }

  #range(): StepRange {
    return this.#zoom ?? this.#whole();
  }

  #whole(): StepRange {
    const { first, last } = this.#state?.status?.recording ?? { first: 0, last: 0 };
    return { from: first, to: Math.max(first + 10, last) };
  }

  #cursor(): number {
    const { frame, status } = this.#state ?? {};
    return frame && !frame.live ? frame.step : (status?.recording.last ?? 0);
  }
}

function kindOf(text: string): HistoryKind | null {
  return text === 'weights' || text === 'gradients' ? text : null;
}

/** Lines come in the colours that stand for no sign, each with dashes of its own; the bias is dotted. */
function styleOf(
  { input }: HistoryLine,
  index: number,
  theme: Theme,
): { readonly color: Rgb; readonly dash: readonly number[] } {
  if (input === null) return { color: theme.foreground, dash: dashOf(dotted) };
  return {
    color: theme.lines[2 + (index % signless)] ?? theme.foreground,
    dash: dashOf(index < dotted ? index : index + 1),
  };
}

function seriesOf({ steps, inputs }: UnitHistoryAnswer, line: HistoryLine, index: number, theme: Theme): Series {
  const label = line.input === null ? 'b' : (inputs[line.input] ?? '');
  return { label, ...styleOf(line, index, theme), faint: false, points: pointsOf(steps, line.values, false) };
}

function table(
  { layer, unit, steps, inputs }: UnitHistoryAnswer,
  kind: HistoryKind,
  lines: readonly HistoryLine[],
): TemplateResult {
  const caption =
    kind === 'weights'
      ? localize('The weights of the unit over the training so far')
      : localize('The gradients of the unit over the training so far');
  return html`<table data-unit-history=${kind}><caption>${caption}</caption>
    <thead><tr><th scope="col">${localize('step')}</th>${lines.map(
      ({ input }) =>
        html`<th scope="col">${symbolOf({ layer, unit, input })} ${input === null ? '' : inputs[input]}</th>`,
    )}</tr></thead>
    <tbody>${sampleIndices(steps.length, maxRows).map(
      (index) =>
        html`<tr><th scope="row">${formatCount(steps[index])}</th>${lines.map(
          ({ values }) => html`<td data-value=${values[index] ?? ''}>${formatValue(values[index] ?? Number.NaN)}</td>`,
        )}</tr>`,
    )}</tbody></table>`;
}
