/** Every matrix of a layer with its numbers, in the equations that make them: forward Z and A, backward dZ, dW and db. */
import { localize, msg } from '../kit/text/l10n.ts';
import { html, render, type TemplateResult } from 'lit';
import { superscript } from '../../src/core/network/shape.ts';
import type { MatrixAnswer } from '../../src/protocol/answers.ts';
import type { CellAddress, CellName } from '../../src/protocol/subjects.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import { networkKey, type ViewState } from '../state/store.ts';
import { formatCount } from '../kit/text/number.ts';
import { equationMarkup } from '../kit/text/equationMarkup.ts';
import { activationName } from '../kit/text/symbol.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import { ViewSetting } from '../state/viewSetting.ts';
import type { PanelView, ViewContext } from '../state/panelView.ts';
import { CellReader, isSameCell } from './cellReader.ts';
import { CheckPart } from './checkPart.ts';
import { CellRoom } from './cellRoom.ts';
import { cellSentence } from './cellSentence.ts';
import {
  type Axis,
  axesOf,
  backwardExpressions,
  equationsOf,
  type Expression,
  forwardExpressions,
  type MatrixTerm,
  operandsOf,
  shapeOf,
} from './expressions.ts';
import { matrixTable } from './matrixTable.ts';
import { Window } from './windows.ts';

const maxUnits = 8;
/** What of a layer is shown. */
const pages = { forward: msg('Forward'), backward: msg('Backward'), check: msg('Check') } as const;
type Page = keyof typeof pages;

/** A cell that was chosen; `null`: that of the cursor. */
interface Chosen {
  readonly which: CellName;
  readonly layer: number;
  readonly at: { readonly row: number; readonly column: number } | null;
}

/** What the matrices of a page are drawn with. */
interface MatrixPage {
  readonly run: RunDescription;
  readonly l: number;
  readonly l2: number;
  readonly cell: CellAddress;
  readonly theme: Theme;
  readonly width: number;
  readonly answerOf: (term: MatrixTerm) => MatrixAnswer | null;
}

export class MatrixView implements PanelView {
  readonly id = 'matrices';
  readonly icon = 'table';
  readonly element = document.createElement('div');
  readonly #context: ViewContext;
  readonly #windows: Record<Exclude<Axis, 'one'>, Window> = {
    units: new Window(),
    below: new Window(),
    examples: new Window(),
  };
  readonly #fetched = new Map<string, LiveQuery<'matrix'>>();
  readonly #kept: ViewSetting<{ readonly page: Page }>;
  readonly #cells: CellReader;
  readonly #room = new CellRoom();
  readonly #check: CheckPart;
  #pointed: CellAddress | null = null;
  #chosen: Chosen | null = null;
  /** Layer and direction, in which what was chosen is seen. */
  #page = '';

  constructor(context: ViewContext) {
    this.#context = context;
    this.#kept = new ViewSetting(context, this.id, { page: 'forward' });
    this.#check = new CheckPart(context);
    this.#cells = new CellReader(context, 'matrices cell');
    this.element.className = 'matrix-view';
    this.element.addEventListener('keydown', (event) => this.#keyed(event));
  }

  #state: ViewState | null = null;

  get title(): string {
    return localize('Matrices');
  }

  update(state: ViewState, theme: Theme, width: number, now: number): void {
    this.#state = state;
    const { run, status, ui } = state;
    if (!run || !status) return;
    const l = Math.max(1, ui.layer);
    const wideExamples = width < 900 ? 4 : 6;
    const sizes = {
      units: maxUnits,
      below: width < 560 ? 4 : 6,
      examples: width < 560 ? 3 : wideExamples,
      one: 1,
    };
    this.#windows.units.follow(ui.layer === l ? ui.unit : 0, sizes.units);
    this.#windows.examples.follow(ui.example, sizes.examples);
    const { page } = this.#kept.of(state.ui);
    this.#turnTo(`${networkKey(run)} ${l} ${page}`);
    if (page === 'check') {
      render(html`${this.#head(run, l, page)}${this.#check.of(run, l, state, now)}`, this.element);
      return;
    }
    const backward = page === 'backward';
    const cell = this.#cell(state, l, backward);
    const { l2 } = status.effective;
    const expressions = backward ? backwardExpressions(run, l, l2) : forwardExpressions(run, l);
    const answer = (term: MatrixTerm): MatrixAnswer | null => this.#answer(term, l, sizes, state, now);
    render(
      html`${this.#head(run, l, page)}
        <div class="windows">
          ${this.#windows.units.pager(localize('units of layer {0}', l), sizes.units, unitsAt(run, l), this.#context.redraw)}
          ${this.#windows.below.pager(
            l === 1 ? localize('inputs') : localize('units of layer {0}', l - 1),
            sizes.below,
            unitsAt(run, l - 1),
            this.#context.redraw,
          )}
          ${this.#windows.examples.pager(localize('examples'), sizes.examples, run.shownExamples.length, this.#context.redraw)}
        </div>
        ${this.#sentence(run, cell, state, now)}
        ${expressions.map((expression) => this.#expression({ run, l, l2, cell, theme, width, answerOf: answer }, expression))}`,
      this.element,
    );
    this.#room.keep(this.element, `${networkKey(run)} ${l} ${page}`);
  }

  #head(run: RunDescription, l: number, page: Page): TemplateResult {
    const choose = (layer: number): void => this.#context.move({ layer, unit: run.shownUnits[layer]?.[0] ?? 0 });
    return html`<div class="section-head"><h2>${localize('Layer {0}', l)}</h2>
      <p class="facts">${activationName(run, l)} · m = ${formatCount(run.m)}</p>
      <div class="tabs" role="group" aria-label=${localize('Layer')}>
        ${run.layers.map(
          ({ layer }) => html`<button aria-pressed=${layer === l ? 'true' : 'false'}
          title=${localize('Layer {0}', layer)} @click=${() => choose(layer)}>W${superscript(layer)}</button>`,
        )}
      </div>
      <div class="tabs direction" role="group" aria-label=${localize('Direction')}>
        ${Object.entries(pages).map(
          ([id, name]) =>
            html`<button aria-pressed=${id === page ? 'true' : 'false'} @click=${() =>
              this.#kept.change({ page: id as Page })}>${localize(name)}</button>`,
        )}
      </div></div>`;
  }

  /** Its place is as high whatever it says: what is below does not move with the pointer. */
  #sentence(run: RunDescription, cell: CellAddress, state: ViewState, now: number): TemplateResult {
    const answer = this.#cells.get(cell, isGradient(cell.which) ? 'train' : 'shown', state, now);
    if (answer) return cellSentence(run, answer);
    return html`<div class="cell-sentence"><p class="quiet">${this.#cells.error}</p></div>`;
  }

  #expression(page: MatrixPage, { says, result, parts }: Expression): TemplateResult {
    const { run, l, l2, cell, theme, width, answerOf } = page;
    const marked = new Map(marksOf(cell, l));
    const one = (term: MatrixTerm): TemplateResult => {
      const [rows, columns] = axesOf(term, l);
      const { which, layer } = term;
      const isOfCursor = rows === 'units' && columns === 'examples';
      return matrixTable({
        ...{ term, theme, width, shape: shapeOf(run, term), answer: answerOf(term) },
        markedRow: marked.get(rows) ?? null,
        markedColumn: marked.get(columns) ?? null,
        point: (row, column) => this.#point(row < 0 ? null : { which, layer, row, column }),
        choose: (row, column) => this.#choose(term, isOfCursor, row, column),
        ownKeys: !isOfCursor,
      });
    };
    const drawn = (part: MatrixTerm | string): TemplateResult =>
      typeof part === 'string' ? html`<span class="sign">${part}</span>` : one(part);
    return html`<section class="expression" aria-label=${localize('How {0} is made', result.which)}>
      <p>${equationsOf(run, result, l2).map(
        (equation) => html`<span class="equation">${equationMarkup(equation)}</span> `,
      )}${says}</p>
      <div class="expression-row">${one(result)}${operandsOf(['=', ...parts]).map(
        (operand) => html`<span class="operand">${operand.map(drawn)}</span>`,
      )}</div>
    </section>`;
  }

  /** The cell under the pointer, else the one that was chosen, else that of the cursor. */
  #cell({ ui }: ViewState, l: number, backward: boolean): CellAddress {
    if (this.#pointed) return this.#pointed;
    const { which, layer, at } = this.#chosen ?? { which: backward ? 'dZ' : 'Z', layer: l, at: null };
    return { which, layer, ...(at ?? { row: ui.layer === l ? ui.unit : 0, column: ui.example }) };
  }

  #point(cell: CellAddress | null): void {
    if (isSameCell(cell, this.#pointed)) return;
    this.#pointed = cell;
    this.#context.redraw();
  }

  /** Where rows are units and columns examples the cursor goes there, and every other view with it. */
  #choose({ which, layer }: MatrixTerm, isOfCursor: boolean, row: number, column: number): void {
    this.#chosen = { which, layer, at: isOfCursor ? null : { row, column } };
    if (isOfCursor) this.#context.move({ layer, unit: row, example: column });
    this.#context.redraw();
  }

  /** What was pointed at or chosen on another page is not on this one. */
  #turnTo(page: string): void {
    if (page === this.#page) return;
    this.#page = page;
    this.#pointed = null;
    this.#chosen = null;
  }

  #answer(
    term: MatrixTerm,
    l: number,
    sizes: Readonly<Record<Axis, number>>,
    state: ViewState,
    now: number,
  ): MatrixAnswer | null {
    const { run } = state;
    if (!run) return null;
    const fetched = this.#fetchedFor(`${term.which}:${term.layer - l}`);
    const [rows, columns] = axesOf(term, l).map((axis) => this.#span(axis, sizes, run, l));
    if (!rows || !columns) return null;
    const { which, layer } = term;
    const answer = fetched.get(
      { kind: 'matrix', which, layer, examples: isGradient(which) ? 'train' : 'shown', rows, columns },
      state,
      now,
    );
    return answer?.layer === layer && answer.which === which ? answer : null;
  }

  #fetchedFor(slot: string): LiveQuery<'matrix'> {
    const known = this.#fetched.get(slot) ?? new LiveQuery<'matrix'>(this.#context, slot);
    this.#fetched.set(slot, known);
    return known;
  }

  #span(
    axis: Axis,
    sizes: Readonly<Record<Axis, number>>,
    run: RunDescription,
    l: number,
  ): { from: number; count: number } {
    if (axis === 'one') return { from: 0, count: 1 };
    const total = axis === 'examples' ? run.shownExamples.length : unitsAt(run, axis === 'units' ? l : l - 1);
    return this.#windows[axis].span(sizes[axis], total);
  }

  /** Arrow keys move the cursor's unit and example, as the cells lie. */
  #keyed(event: KeyboardEvent): void {
    const run = this.#state?.run;
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!run || !by || event.target instanceof HTMLButtonElement || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    const inside = (index: number, count: number): number => Math.min(count - 1, Math.max(0, index));
    this.#context.move((ui) => {
      const layer = Math.max(1, ui.layer);
      const unit = ui.layer === layer ? ui.unit : 0;
      return {
        layer,
        unit: inside(unit + (by[0] ?? 0), unitsAt(run, layer)),
        example: inside(ui.example + (by[1] ?? 0), run.shownExamples.length),
      };
    });
  }
}

function unitsAt(run: RunDescription, layer: number): number {
  return layer === 0 ? run.inputs.length : (run.layers[layer - 1]?.units ?? 0);
}

/** What the cell's row and column stand for is marked in every matrix that has it. */
function marksOf({ which, layer, row, column }: CellAddress, l: number): readonly (readonly [Axis, number])[] {
  if (which === 'loss') return [];
  const [rows, columns] = axesOf({ which, layer }, l);
  return (
    [
      [rows, row],
      [columns, column],
    ] as const
  ).filter(([axis]) => axis !== 'one');
}

function isGradient(which: string): boolean {
  return which === 'dW' || which === 'db';
}
