/** Activations of one layer: units × examples sorted by class. Click or arrow keys move the cursor. */
import { makeSlider } from '../kit/slider.ts';
import { localize } from '../kit/text/l10n.ts';
import { html, nothing, render, type TemplateResult } from 'lit';
import { formatShape, superscript } from '../../src/core/network/shape.ts';
import type { Matrix } from '../../src/protocol/frame.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { Raster } from '../kit/canvas/raster.ts';
import { Surface } from '../kit/canvas/surface.ts';
import { css } from '../kit/color/oklab.ts';
import { scaleIndex } from '../kit/color/scale.ts';
import { type Theme, unitScale } from '../kit/color/theme.ts';
import { classBlocks, rowOf, section, shownIndex, type ValueRange, valueRange } from '../state/numbers.ts';
import type { Box } from '../kit/box.ts';
import type { ViewState } from '../state/store.ts';
import { formatKnown, formatValue } from '../kit/text/number.ts';
import { activationName, exampleText, unitSymbol } from '../kit/text/symbol.ts';
import type { UiChange, UiState } from '../state/uiState.ts';
import { Unchanged } from '../kit/unchanged.ts';
import { drawClassAxis } from './classAxis.ts';
import { meansTable } from './meansTable.ts';
import { labelledRows, minRowHeight, rowHeight } from './rows.ts';

const gutter = 34;
const axisHeight = 30;
/** Above the map: the mark of the example, and half of the first symbol. */
const topMargin = 8;

export class HeatmapView {
  readonly element = document.createElement('div');
  readonly #head = document.createElement('div');
  readonly #plot = document.createElement('div');
  readonly #twin = document.createElement('div');
  readonly #surface = new Surface(null);
  readonly #raster = new Raster();
  readonly #move: (change: UiChange) => void;
  #state: ViewState | null = null;
  #rowHeight = 20;
  /** CSS pixels that the page has for the map and its axis. */
  #height = 0;
  #lastTwin = 0;
  readonly #drawn = new Unchanged();
  readonly #twinDrawn = new Unchanged();

  constructor(move: (change: UiChange) => void, redraw: () => void) {
    this.#move = move;
    new ResizeObserver(([entry]) => {
      this.#height = entry?.contentRect.height ?? 0;
      redraw();
    }).observe(this.#plot);
    this.element.className = 'heatmap';
    this.#head.className = 'section-head';
    this.#plot.className = 'heatmap-plot';
    makeSlider(this.#plot);
    this.#plot.setAttribute('aria-label', localize('Example shown in all views'));
    this.#plot.append(this.#surface.canvas);
    this.#twin.className = 'visually-hidden';
    this.element.append(this.#head, this.#plot, this.#twin);
    this.#plot.addEventListener('pointerdown', (event) => this.#pointed(event));
    this.#plot.addEventListener('pointermove', (event) => this.#pointed(event));
    this.#plot.addEventListener('keydown', (event) => this.#keyed(event));
  }

  update(state: ViewState, theme: Theme, width: number, now: number): void {
    this.#state = state;
    const { run, frame, ui } = state;
    if (!run || width < 60) return;
    const A = section(frame, `A:${ui.layer}`);
    if (!this.#drawn.is(run, frame, ui, theme, width, this.#height)) this.#paint(run, ui, A, theme, width);
    if (!A || (now - this.#lastTwin <= 500 && state.status?.state === 'running')) return;
    if (this.#twinDrawn.is(run, frame, ui.layer)) return;
    this.#lastTwin = now;
    render(meansTable(run, ui.layer, A), this.#twin);
  }

  #paint(run: RunDescription, ui: UiState, A: Matrix | null, theme: Theme, width: number): void {
    const rows = run.shownUnits[ui.layer]?.length ?? 1;
    this.#plot.style.minHeight = `${topMargin + rows * minRowHeight(rows) + axisHeight}px`;
    this.#rowHeight = rowHeight(rows, this.#height - topMargin - axisHeight);
    render(this.#headTemplate(run, ui, A), this.#head);
    this.#draw(run, ui, A, theme, width, rows);
    this.#describe(run, ui, A);
  }

  #headTemplate(run: RunDescription, ui: UiState, A: Matrix | null): TemplateResult {
    const layers = Array.from({ length: run.layers.length + 1 }, (_, layer) => layer);
    const name = (layer: number): string => (layer === 0 ? 'X' : `A${superscript(layer)}`);
    const units = ui.layer === 0 ? run.inputs.length : (run.layers[ui.layer - 1]?.units ?? 0);
    const range = valueRange(run, ui.layer, A);
    const shown = run.shownUnits[ui.layer]?.length ?? units;
    const part =
      ui.layer === 0 ? localize('{0} of {1} inputs', shown, units) : localize('{0} of {1} units', shown, units);
    return html`<h2>${localize('Activations')} <span class="shape-name">${name(ui.layer)} ${formatShape([units, run.m])}</span></h2>
      ${shown < units ? html`<span class="part quiet">${part}</span>` : nothing}
      <div class="tabs" role="group" aria-label=${localize('Layer')}>
        ${layers.map(
          (layer) => html`<button aria-pressed=${layer === ui.layer ? 'true' : 'false'}
          title=${layer === 0 ? localize('Inputs') : localize('Layer {0}: {1}', layer, activationName(run, layer))}
          @click=${() => this.#move({ layer, unit: run.shownUnits[layer]?.[0] ?? 0 })}>${name(layer)}</button>`,
        )}
      </div>
      <div class="ramp ${rampOf(run, ui.layer, range)}" role="img"
        aria-label=${localize('Colors run from {0} to {1}', formatValue(range.low), formatValue(range.high))}>
        <span>${formatEnd(range.low)}</span><i></i><span>${formatEnd(range.high)}</span>
      </div>`;
  }

  #draw(run: RunDescription, ui: UiState, A: Matrix | null, theme: Theme, width: number, rows: number): void {
    const height = rows * this.#rowHeight;
    const context = this.#surface.begin(width, topMargin + height + axisHeight);
    const plot = { x: gutter, y: topMargin, width: width - gutter, height };
    if (A && A.columns > 0) {
      const range = valueRange(run, ui.layer, A);
      const isOutput = ui.layer === run.layers.length;
      const scales = Array.from({ length: A.rows }, (_, row) =>
        unitScale(theme, run.task, isOutput, run.shownUnits[ui.layer]?.[row] ?? row),
      );
      this.#raster.fill(A.rows, A.columns, (index) => {
        const scale = scales[Math.floor(index / A.columns)] ?? theme.diverging;
        return scale[scaleIndex((A.values[index] ?? 0) * range.factor + range.shift)] ?? 0;
      });
      context.imageSmoothingEnabled = A.columns > plot.width * devicePixelRatio;
      const gap = gapOf(this.#rowHeight);
      for (let row = 0; row < rows; row++) {
        // Only the middle of the row: smoothing would mix in the rows beside it.
        context.drawImage(
          this.#raster.canvas,
          0,
          row + 0.5,
          A.columns,
          0.001,
          plot.x,
          plot.y + row * this.#rowHeight,
          plot.width,
          this.#rowHeight - gap,
        );
      }
    }
    // Zeros have the background's colour.
    context.strokeStyle = css(theme.frame);
    context.strokeRect(plot.x + 0.5, plot.y + 0.5, plot.width - 1, height - 1);
    this.#drawLabels(context, run, ui, theme, rows);
    drawClassAxis(context, run, classBlocks(run), plot, theme);
    if (A) this.#drawCursor(context, run, ui, plot, plot.width / A.columns, theme);
  }

  #drawLabels(context: CanvasRenderingContext2D, run: RunDescription, ui: UiState, theme: Theme, rows: number): void {
    const selected = shownIndex(run, ui.layer, ui.unit);
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    for (const row of labelledRows(rows, this.#rowHeight, selected)) {
      context.font = `${row === selected ? '600 ' : ''}italic 13px ${theme.mathFont}`;
      context.fillStyle = css(row === selected ? theme.foreground : theme.muted);
      const symbol = unitSymbol(run, ui.layer, run.shownUnits[ui.layer]?.[row] ?? row);
      context.fillText(symbol, gutter - 8, topMargin + (row + 0.5) * this.#rowHeight);
    }
  }

  /**
   * A mark above the column of the cursor's example with a line at each side of it, so that its cells are seen; one
   * beside its unit's row.
   */
  #drawCursor(
    context: CanvasRenderingContext2D,
    run: RunDescription,
    ui: UiState,
    plot: Box,
    step: number,
    theme: Theme,
  ): void {
    const size = Math.max(2, step);
    const x = plot.x + (ui.example + 0.5) * step;
    for (const [color, width, away] of [
      [theme.background, 3, 1.5],
      [theme.foreground, 1.5, 0.75],
    ] as const) {
      context.fillStyle = css(color);
      for (const left of [x - size / 2 - away - width / 2, x + size / 2 + away - width / 2])
        context.fillRect(left, plot.y, width, plot.height);
    }
    context.beginPath();
    context.moveTo(x - 5, plot.y - 7);
    context.lineTo(x + 5, plot.y - 7);
    context.lineTo(x, plot.y);
    context.fill();
    const row = shownIndex(run, ui.layer, ui.unit);
    if (row < 0 || run.shownUnits[ui.layer]?.length === 1) return;
    context.fillStyle = css(theme.focus);
    context.fillRect(gutter - 4, plot.y + row * this.#rowHeight, 2, this.#rowHeight - 1.5);
  }

  #describe(run: RunDescription, ui: UiState, A: Matrix | null): void {
    const row = shownIndex(run, ui.layer, ui.unit);
    const value = A && row >= 0 ? (A.values[row * A.columns + ui.example] ?? Number.NaN) : Number.NaN;
    const set = (name: string, text: string): void => this.#plot.setAttribute(name, text);
    set('aria-valuemin', '1');
    set('aria-valuemax', String(Math.max(1, run.shownExamples.length)));
    set('aria-valuenow', String(ui.example + 1));
    set(
      'aria-valuetext',
      `${exampleText(run, ui.example)}, ${unitSymbol(run, ui.layer, ui.unit)} = ${formatValue(value)}`,
    );
  }

  #pointed(event: PointerEvent): void {
    const { run, frame, ui } = this.#state ?? {};
    const A = run && ui ? section(frame ?? null, `A:${ui.layer}`) : null;
    if (!run || !ui || !A) return;
    const bounds = this.#plot.getBoundingClientRect();
    const example = Math.floor(((event.clientX - bounds.left - gutter) / (bounds.width - gutter)) * A.columns);
    const row = Math.floor((event.clientY - bounds.top - topMargin) / this.#rowHeight);
    const inside = example >= 0 && example < A.columns && row >= 0 && row < A.rows;
    const unit = run.shownUnits[ui.layer]?.[row] ?? 0;
    this.#plot.title = inside
      ? `${unitSymbol(run, ui.layer, unit)} = ${formatKnown(rowOf(A, row)[example])}\n${exampleText(run, example)}`
      : '';
    if (inside && event.buttons === 1) this.#move({ example, unit });
  }

  #keyed(event: KeyboardEvent): void {
    const { run } = this.#state ?? {};
    if (!run) return;
    const last = run.shownExamples.length - 1;
    const to = (example: number): Partial<UiState> => ({ example: Math.min(last, Math.max(0, example)) });
    const by = (examples: number) => (ui: UiState) => to(ui.example + examples);
    const beside = (rows: number) => (ui: UiState) => {
      const units = run.shownUnits[ui.layer] ?? [];
      return { unit: units[Math.min(units.length - 1, Math.max(0, units.indexOf(ui.unit) + rows))] ?? 0 };
    };
    const moves: Readonly<Record<string, UiChange>> = {
      ArrowLeft: by(-1),
      ArrowRight: by(1),
      PageDown: by(-10),
      PageUp: by(10),
      Home: to(0),
      End: to(last),
      ArrowUp: beside(-1),
      ArrowDown: beside(1),
    };
    const change = moves[event.key];
    if (!change) return;
    event.preventDefault();
    this.#move(change);
  }
}

/** Between rows that are high enough for one. */
function gapOf(rowHeight: number): number {
  if (rowHeight >= 12) return 1.5;
  return rowHeight >= 8 ? 1 : 0;
}

function formatEnd(value: number): string {
  return Number.isInteger(value) ? String(value).replace('-', '−') : formatValue(value);
}

/** Which colours the numbers have: by their sign, from nothing to one colour, from one class to the other. */
function rampOf(run: RunDescription, layer: number, { low, shift }: ValueRange): string {
  if (layer === run.layers.length && run.task !== 'regression') return run.task === 'binary' ? 'yes-no' : 'of-class';
  return shift === 0 && low === 0 ? 'half' : '';
}
