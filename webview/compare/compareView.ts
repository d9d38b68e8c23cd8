/** The page of recorded runs side by side: curves, what differs, what came out, confusion matrices, changed predictions, weights. */
import { html, nothing, render, type TemplateResult } from 'lit';
import { recordStateText } from '../../src/config/wording/recordTexts.ts';
import type { ComparedRuns, ComparePage } from '../../src/protocol/compare/runsComparison.ts';
import { parts } from '../../src/protocol/subjects.ts';
import { confusionTable } from '../evaluation/confusionTable.ts';
import { select } from '../fit/fitHead.ts';
import type { Theme } from '../kit/color/theme.ts';
import { lineKey } from '../kit/plot/series.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount, formatValue } from '../kit/text/number.ts';
import { partName } from '../kit/text/parts.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { ViewState } from '../state/store.ts';
import { ViewSetting } from '../state/viewSetting.ts';
import { changedSection } from './changedSection.ts';
import { CompareCurves, lineOf } from './compareCurves.ts';
import { type CompareUi, initialCompareUi } from './compareUi.ts';
import { differenceSection } from './differenceSection.ts';
import { WeightWindows, weightSection } from './weightSection.ts';

export class CompareView {
  readonly #context: ViewContext;
  readonly #kept: ViewSetting<CompareUi>;
  readonly #curves: CompareCurves;
  readonly #windows: WeightWindows;

  constructor(context: ViewContext) {
    this.#context = context;
    this.#kept = new ViewSetting(context, 'compare', initialCompareUi);
    this.#windows = new WeightWindows(context.redraw);
    this.#curves = new CompareCurves((change) => this.#kept.change(change));
  }

  draw(root: HTMLElement, state: ViewState, theme: Theme): void {
    const { comparison: page, ui } = state;
    root.dataset['comparison'] = stateOf(page);
    if (!page) return;
    const kept = this.#kept.of(ui);
    render(this.#template(page, kept, theme), root);
    if (page.compared) this.#curves.show(page.names, page.compared, kept, theme);
  }

  #template(page: ComparePage, ui: CompareUi, theme: Theme): TemplateResult {
    const { names, compared, problem } = page;
    return html`<main class="compare"><h1>${localize('Compare {0} Runs', names.length)}</h1>
      ${problem === '' ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
      ${compared ? this.#sections(names, compared, ui, theme) : waiting(problem)}</main>`;
  }

  #sections(names: readonly string[], compared: ComparedRuns, ui: CompareUi, theme: Theme): TemplateResult {
    const { comparison } = compared;
    const change = (changed: Partial<CompareUi>): void => this.#kept.change(changed);
    return html`<section data-part="runs">${this.#runs(names, compared, theme)}</section>
      <section data-part="curves">${this.#curves.element}</section>
      <section data-part="differences">${differenceSection(names, comparison)}</section>
      <section data-part="confusion">${confusionSection(names, compared, ui, theme, change)}</section>
      <section data-part="changed">${changedSection(names, comparison)}</section>
      <section data-part="weights">${weightSection(names, comparison.weights, ui, theme, change, this.#windows)}</section>`;
  }

  /** Also the legend of the curves; a name opens the run. */
  #runs(names: readonly string[], { records }: ComparedRuns, theme: Theme): TemplateResult {
    const rows = records.map(({ file, table, state, step, epochs, seconds }, index) => {
      const { color, dash } = lineOf(theme, index);
      return html`<tr><th scope="row" class="words">${lineKey(color, dash)} <button class="link"
          title=${localize('Look at this run in the panel')}
          @click=${() => this.#context.post({ type: 'showCompared', index })}>${names[index]}</button></th>
        <td class="words" title=${file}>${file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)}</td>
        <td class="words">${table}</td><td class="words">${recordStateText(state)}</td>
        <td>${formatCount(step)}</td><td>${formatCount(epochs)}</td><td>${formatValue(seconds)}</td></tr>`;
    });
    return html`<div class="table-scroller" role="region" tabindex="0" aria-label=${localize('Runs')}><table class="rows">
      <thead><tr><th scope="col" class="words">${localize('run')}</th><th scope="col" class="words">${localize('file')}</th>
        <th scope="col" class="words">${localize('table')}</th><th scope="col" class="words">${localize('state')}</th>
        <th scope="col">${localize('steps')}</th><th scope="col">${localize('epochs')}</th>
        <th scope="col">${localize('seconds')}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  }
}

function stateOf(page: ComparePage | null): string {
  if (!page) return 'connecting';
  if (page.problem !== '') return 'problem';
  return page.compared ? 'shown' : 'reading';
}

function waiting(problem: string): TemplateResult | typeof nothing {
  return problem === '' ? html`<p class="quiet" role="status">${localize('Reading the records…')}</p>` : nothing;
}

/** Of the chosen part, one beside another. */
function confusionSection(
  names: readonly string[],
  { comparison: { confusions } }: ComparedRuns,
  ui: CompareUi,
  theme: Theme,
  change: (changed: Partial<CompareUi>) => void,
): TemplateResult | typeof nothing {
  const there = parts.filter((part) => confusions.some((one) => one?.counts[part]));
  const part = there.find((one) => one === ui.part) ?? there.at(-1);
  if (!part) return nothing;
  const options = there.map((one) => ({ value: one, label: partName(one), chosen: one === part }));
  const shown = confusions.flatMap((one, index) => {
    const counts = one?.counts[part];
    return one && counts ? [confusionTable(one.classes, Float64Array.from(counts), theme, null, names[index])] : [];
  });
  return html`<div class="section-head filters"><h2>${localize('Confusion matrices')}</h2>
      ${select('part', localize('Part'), options, (value) => change({ part: value }))}
      <span class="quiet">${localize('rows: truth, columns: predicted')}</span></div>
    <div class="side-by-side">${shown}</div>`;
}
