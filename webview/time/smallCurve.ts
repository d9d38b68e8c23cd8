/**
 * The cost over the whole run, small, above the slider of the time bar: it lies over the same steps as the slider, so that
 * the thumb stands under the cost of its step. In a wide panel the large chart is in sight, and this one is not there.
 */
import type { Matrix } from '../../src/protocol/frame.ts';
import { axisCost } from '../chart/axisText.ts';
import { type CurvePoint, curvePoints, noCurve } from '../chart/curveData.ts';
import { Surface } from '../kit/canvas/surface.ts';
import { css, type Rgb } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { section } from '../state/numbers.ts';
import type { ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';

/** Half of the slider's thumb: its centre moves between two places so far from the ends. */
const inset = 8;
/** For the numbers of the axis, left of the curve; the slider begins there, too. */
export const gutter = 34;
const above = 6;
const below = 3;

/** Where the curve lies in its canvas, and the steps and costs of its ends. */
export interface CurveFrame {
  readonly width: number;
  readonly height: number;
  readonly first: number;
  readonly last: number;
  readonly low: number;
  readonly high: number;
  readonly logarithmic: boolean;
}

/** The place of a step and a cost, in pixels. */
export function positionOf(frame: CurveFrame, step: number, cost: number): readonly [number, number] {
  const share = frame.last > frame.first ? (step - frame.first) / (frame.last - frame.first) : 0;
  const scale = (value: number): number => (frame.logarithmic ? Math.log(value) : value);
  const span = scale(frame.high) - scale(frame.low);
  const part = span > 0 ? (scale(cost) - scale(frame.low)) / span : 0;
  const x = gutter + inset + share * (frame.width - gutter - 2 * inset);
  return [x, above + (1 - part) * (frame.height - above - below)];
}

/** The step under a place, the nearest there is. */
export function stepAt({ width, first, last }: CurveFrame, x: number): number {
  const share = (x - gutter - inset) / Math.max(1, width - gutter - 2 * inset);
  return Math.round(first + Math.min(1, Math.max(0, share)) * (last - first));
}

/** The costs at the ends of the axis: from 0, or where it is logarithmic from the least. `null`: there is nothing to draw. */
export function costRange(
  lines: readonly (readonly CurvePoint[])[],
  logarithmic: boolean,
): { readonly low: number; readonly high: number } | null {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const { y } of lines.flat()) {
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  if (high <= 0) return null;
  return { low: logarithmic ? low : 0, high: logarithmic && high === low ? 2 * high : high };
}

export class SmallCurve {
  readonly element = document.createElement('div');
  readonly #surface = new Surface(null);
  #frame: CurveFrame | null = null;
  #drawn: readonly unknown[] = [];
  #size = { width: 0, height: 0 };

  /** @param look the step under the pointer is asked for */
  constructor(look: (step: number) => void, redraw: () => void) {
    this.element.className = 'small-curve';
    this.element.append(this.#surface.canvas);
    // Measured when it changes: asking at each drawing would lay the page out each time.
    new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width === this.#size.width && height === this.#size.height) return;
      this.#size = { width, height };
      redraw();
    }).observe(this.element);
    const pointed = (event: PointerEvent): void => {
      if (this.#frame && event.buttons === 1) look(stepAt(this.#frame, event.offsetX));
    };
    this.element.addEventListener('pointerdown', pointed);
    this.element.addEventListener('pointermove', pointed);
  }

  /** `at`: the step that is looked at; `last`: the end of the slider below. */
  update({ frame, status, ui }: ViewState, theme: Theme, at: number, last: number): void {
    const { width, height } = this.#size;
    const inputs = [
      frame?.frame,
      frame?.runId,
      frame?.build,
      status?.marks.length,
      ui.logCost,
      theme,
      at,
      last,
      width,
      height,
    ];
    if (!status || width === 0 || inputs.every((input, index) => input === this.#drawn[index])) return;
    this.#drawn = inputs;
    const curve = section(frame, 'curve') ?? noCurve;
    const lines = linesOf(curve, ui.logCost);
    const range = costRange([lines.train, lines.validation], ui.logCost);
    const context = this.#surface.begin(width, height);
    this.#frame = { width, height, first: status.recording.first, last, low: 0, high: 1, logarithmic: false };
    if (!range) return;
    this.#frame = { ...this.#frame, ...range, logarithmic: ui.logCost };
    drawAxis(context, this.#frame, theme);
    for (const { step } of status.marks) upright(context, this.#frame, step, css(theme.foreground, 0.35), [2, 3]);
    line(context, this.#frame, lines.validation, theme.validation, [4, 3]);
    line(context, this.#frame, lines.train, theme.train, []);
    if (at < last) drawLater(context, this.#frame, at, theme);
    this.element.title = localize('Cost over the steps; the dashed line is that of the validation part');
  }
}

function linesOf(curve: Matrix, logarithmic: boolean): Record<'train' | 'validation', CurvePoint[]> {
  return {
    train: curvePoints(curve, 'cost', logarithmic),
    validation: curvePoints(curve, 'validationCost', logarithmic),
  };
}

function drawAxis(context: CanvasRenderingContext2D, frame: CurveFrame, theme: Theme): void {
  const [left, bottom] = positionOf(frame, frame.first, frame.low);
  const [right, top] = positionOf(frame, frame.last, frame.high);
  context.fillStyle = css(theme.grid);
  for (const y of [top, bottom]) context.fillRect(left, Math.round(y), right - left, 1);
  context.font = `10px ${theme.font}`;
  context.fillStyle = css(theme.muted);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillText(axisText(frame.high), left - 5, top + 3);
  context.fillText(axisText(frame.low), left - 5, bottom - 4);
}

/** As short as the gutter wants it. */
function axisText(cost: number): string {
  return axisCost(Number(cost.toPrecision(2)));
}

function line(
  context: CanvasRenderingContext2D,
  frame: CurveFrame,
  points: readonly CurvePoint[],
  color: Rgb,
  dash: number[],
): void {
  if (points.length === 0) return;
  context.beginPath();
  for (const { x, y } of points) context.lineTo(...positionOf(frame, x, y));
  context.strokeStyle = css(color);
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.setLineDash(dash);
  context.stroke();
  context.setLineDash([]);
  const [only, second] = points;
  if (!only || second) return;
  // A lone point has no line.
  context.fillStyle = css(color);
  context.beginPath();
  context.arc(...positionOf(frame, only.x, only.y), 2.5, 0, 2 * Math.PI);
  context.fill();
}

function upright(
  context: CanvasRenderingContext2D,
  frame: CurveFrame,
  step: number,
  color: string,
  dash: number[],
): void {
  const [x] = positionOf(frame, step, frame.low);
  context.beginPath();
  context.moveTo(x, above);
  context.lineTo(x, frame.height - below);
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.setLineDash(dash);
  context.stroke();
  context.setLineDash([]);
}

/** What came after the step that is looked at lies behind a veil. */
function drawLater(context: CanvasRenderingContext2D, frame: CurveFrame, at: number, theme: Theme): void {
  const [x] = positionOf(frame, at, frame.low);
  context.fillStyle = css(theme.background, 0.7);
  context.fillRect(x, 0, frame.width - x, frame.height);
  upright(context, frame, at, css(theme.focus), []);
}
