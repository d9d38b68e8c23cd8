/** The unit card: the cursor's unit for the cursor's example, in its own arithmetic. */
import { rich, localize } from '../kit/text/l10n.ts';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { Frame } from '../../src/protocol/frame.ts';
import { activationFunction } from '../../src/core/network/activations.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Rgb } from '../kit/color/oklab.ts';
import { classColor, type Theme } from '../kit/color/theme.ts';
import { activationOf, isComplete, preActivations, rowOf, section, shownIndex } from '../state/numbers.ts';
import { flagOf } from '../state/unitFlags.ts';
import { networkKey, type ViewState } from '../state/store.ts';
import { matrix } from '../../src/equations/symbols.ts';
import { definitionMarkup, inlineExpression } from '../kit/text/equationMarkup.ts';
import { formatKnown, formatValue } from '../kit/text/number.ts';
import { activationName, targetText, unitSymbol } from '../kit/text/symbol.ts';
import type { UiState } from '../state/uiState.ts';
import { Unchanged } from '../kit/unchanged.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { WeightEdits } from '../weights/weightEdits.ts';
import { weightNews } from '../weights/weightField.ts';
import { ActivationPlot } from './activationPlot.ts';
import { classHistograms } from './classHistograms.ts';
import { equationTemplate } from './equation.ts';
import { softmaxTable } from './softmaxTable.ts';
import { maxDigits } from './termsWidths.ts';
import { listingOf, termsTable } from './termsTable.ts';
import { UnitHistory } from './unitHistory.ts';
import { SteadyDigits, sumDigits, unitDigits } from './unitDigits.ts';
import { type UnitNumbers, unitNumbers } from './unitNumbers.ts';

export class UnitView {
  readonly element = document.createElement('div');
  readonly #plot = new ActivationPlot();
  readonly #reveal: (line: number) => void;
  readonly #history: UnitHistory;
  readonly #edits: WeightEdits;
  readonly #redraw: () => void;
  readonly #drawn = new Unchanged();
  readonly #steady = new SteadyDigits();
  #allTerms = false;
  /** Of the weights that the card shows, above what their size deserves. */
  #weightDigits = 0;

  constructor(context: ViewContext, edits: WeightEdits) {
    const { post, redraw } = context;
    this.#history = new UnitHistory(context);
    this.#reveal = (line) => post({ type: 'reveal', line });
    this.#edits = edits;
    this.#redraw = redraw;
    this.element.className = 'unit-card';
    this.element.addEventListener('keydown', (event) => edits.undoKeyed(event));
  }

  update(state: ViewState, theme: Theme, width: number, now: number): void {
    this.#card(state, theme, width);
    if (state.run && width >= 60) this.#history.update(state, theme, now, this.#weightDigits);
  }

  #card({ run, frame, ui }: ViewState, theme: Theme, width: number): void {
    if (
      !run ||
      width < 60 ||
      this.#drawn.is(run, frame, ui, theme, width, this.#edits.version, this.#edits.undoable, this.#allTerms)
    )
      return;
    const numbers = frame ? unitNumbers(run, frame, ui.layer, ui.unit, ui.example) : null;
    const z = numbers && frame ? shownSums(run, frame, ui) : null;
    render(
      html`${this.#head(run, ui, numbers)}${
        numbers && frame ? this.#body(run, frame, ui, { numbers, z }, theme, width) : inputBody(run, frame, ui)
      }${this.#history.element}`,
      this.element,
    );
    this.#edits.settleFocus(this.element);
    const activation = activationOf(run, ui.layer);
    if (!numbers || !frame || activation === 'softmax') return;
    const colorAt = (example: number): Rgb =>
      run.task === 'regression' ? theme.train : classColor(theme, run.shownExamples[example]?.target ?? 0);
    const here = z ? (z[ui.example] ?? null) : null;
    this.#plot.draw({ activation, leakySlope: run.leakySlope, z, colorAt, here }, theme, width);
  }

  #head(run: RunDescription, ui: UiState, numbers: UnitNumbers | null): TemplateResult {
    const example = run.shownExamples[ui.example];
    const symbol = html`<span class="math">${unitSymbol(run, ui.layer, ui.unit)}</span>`;
    return html`<div class="section-head">
      <h2>${headline(run, ui.layer, symbol)}</h2>
      <p class="facts">${ui.layer > 0 ? activationName(run, ui.layer) : nothing}${flag(numbers)}</p>
      <p class="example-line">${rich('example {0}', html`<b data-number="example">${ui.example + 1}</b>`)} ·
        ${example ? this.#source(run, example) : '–'}</p>
    </div>`;
  }

  /** Its line in the file, and what the file says. */
  #source(run: RunDescription, { line, target }: RunDescription['shownExamples'][number]): TemplateResult {
    return html`<button class="link" title=${localize('Open the data file at this line')}
      @click=${() => this.#reveal(line)}>${localize('line {0}', line)}</button> · ${targetText(run, target)}`;
  }

  #body(
    run: RunDescription,
    frame: Frame,
    ui: UiState,
    { numbers, z }: { readonly numbers: UnitNumbers; readonly z: Float32Array | null },
    theme: Theme,
    width: number,
  ): TemplateResult {
    const a = activationsOf(run, frame, ui);
    const steady = this.#steady;
    steady.follow(`${networkKey(run)} ${ui.layer}:${ui.unit} ${ui.example}`);
    const { layer, unit, example } = ui;
    const card = { ...{ run, layer, unit, example, numbers, width }, edits: this.#edits, all: this.#allTerms };
    const listing = listingOf(card);
    const most = maxDigits(run, layer, listing.listed, width);
    const ofUnit = unitDigits(numbers, run.leakySlope, steady);
    const digits = { ...ofUnit, ...sumDigits(listing, numbers, ofUnit.z, steady, most) };
    this.#weightDigits = digits.factors;
    const options = { ...card, listing, digits };
    const softmax = numbers.activation === 'softmax';
    const definition = definitionMarkup(numbers.activation, run.leakySlope);
    const held = flagOf(run, frame, ui.layer, shownIndex(run, ui.layer, ui.unit));
    return html`<div class="equations" data-unit="${ui.layer}:${ui.unit}">${equationTemplate(options)}</div>
      ${
        softmax
          ? softmaxTable(run, frame, ui.example, ui.unit)
          : html`
        <figure class="activation-plot">${this.#plot.element}
          <figcaption><span class="key solid"><span class="math">g(z)</span> = ${definition.g}</span><span
            class="key dashed">${definition.name} = ${definition.gPrime}</span>${
              z?.some(Number.isFinite) ? html`<span>${localize('ticks: z of the examples')}</span>` : nothing
            }</figcaption>
        </figure>`
      }
      ${
        held
          ? html`<p class="flag-line" data-flag=${held.kind}><span class="codicon codicon-warning"
        aria-hidden="true"></span> ${held.sentence}</p>`
          : nothing
      }
      ${termsTable({ ...options, showAll: (all) => this.#showAll(all) })}
      ${weightNews(this.#edits, 'card')}
      ${a ? classHistograms(run, ui.layer, a, theme) : nothing}`;
  }

  #showAll(all: boolean): void {
    this.#allTerms = all;
    this.#redraw();
  }
}

/** z of the shown examples, or `null` when the frame has not all that they are summed from, or softmax takes them together. */
function shownSums(run: RunDescription, frame: Frame, { layer, unit }: UiState): Float32Array | null {
  const isDrawn = activationOf(run, layer) !== 'softmax' && isComplete(run, layer - 1);
  return isDrawn ? preActivations(frame, layer, shownIndex(run, layer, unit)) : null;
}

/** a of the shown examples, or `null` when the frame has none. */
function activationsOf(run: RunDescription, frame: Frame, { layer, unit }: UiState): Float32Array | null {
  const A = section(frame, `A:${layer}`);
  const row = shownIndex(run, layer, unit);
  return A && row >= 0 ? rowOf(A, row) : null;
}

function headline(run: RunDescription, layer: number, symbol: TemplateResult): readonly unknown[] {
  if (layer === 0) return rich('Input {0}', symbol);
  return layer === run.layers.length
    ? rich('Output {0} of layer {1}', symbol, layer)
    : rich('Unit {0} of layer {1}', symbol, layer);
}

function inputBody(run: RunDescription, frame: Frame | null, ui: UiState): TemplateResult {
  const A = section(frame, 'A:0');
  const row = shownIndex(run, 0, ui.unit);
  if (ui.layer !== 0 || !A || row < 0)
    return html`<p class="quiet">${localize('Numbers come with the first frame.')}</p>`;
  const values = rowOf(A, row);
  const input = inlineExpression({ kind: 'element', variable: matrix('X'), row: ui.unit, column: ui.example });
  return html`<p class="equation">${input} = <b>${formatKnown(values[ui.example])}</b></p>
    <p class="quiet">${localize(
      '{0} as the network sees it (standardized when the configuration says so); over the examples from {1} to {2}.',
      run.inputs[ui.unit]?.name ?? '',
      formatValue(Math.min(...values)),
      formatValue(Math.max(...values)),
    )}</p>`;
}

/** A plain word when learning is stuck here: the gradient that passes this unit is multiplied by g′. */
function flag(numbers: UnitNumbers | null): TemplateResult | typeof nothing {
  if (numbers === null || numbers.slope === null) return nothing;
  const { activation, slope, a } = numbers;
  const row = activationFunction(activation);
  if (row?.isSaturated?.(a))
    return html` · <span class="flag">${localize('saturated here: a is at an end of g')}</span>`;
  if (row?.canDie && slope === 0) return html` · <span class="flag">${localize('off here: g′ = 0')}</span>`;
  return nothing;
}
