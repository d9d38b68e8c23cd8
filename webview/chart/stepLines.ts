/** Upright lines over the curves, with their words on top: changes of the run and guides, drawn by the chart after its curves. */
import type { Chart, Plugin } from 'chart.js';
import type { Mark } from '../../src/protocol/run.ts';
import { css, type Rgb } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { placeMarks, wordPadding } from './marks.ts';

/** Rows for the words of marks, and pixels from one to the next. */
const labelRows = 5;
const rowHeight = 17;
const labelHeight = 16;
const fontSize = 10;

/** An upright line that says something about a step. */
export interface Guide {
  readonly step: number;
  readonly label: string;
  readonly color: Rgb;
  readonly dashed: boolean;
  /** Whether what lies behind it is dimmed: steps after the one that is looked at. */
  readonly dims?: boolean;
}

export interface StepLines {
  readonly marks: readonly Mark[];
  readonly guides: readonly Guide[];
}

interface Label {
  readonly text: string;
  /** Where it stands: its middle on the line, moved by `shift` pixels from where it is pushed inside. */
  readonly step: number;
  readonly shift: number;
  readonly row: number;
}

/** @param labelled whether marks and guides have their words */
export function stepLines(content: () => StepLines, labelled: boolean, theme: Theme): Plugin<'line'> {
  return {
    id: 'stepLines',
    afterDatasetsDraw: (chart) => {
      const { ctx, chartArea: area } = chart;
      ctx.save();
      ctx.beginPath();
      ctx.rect(area.left, area.top, area.width, area.height);
      ctx.clip();
      ctx.font = `${fontSize}px ${theme.font}`;
      draw(chart, content(), labelled, theme);
      ctx.restore();
    },
  };
}

/** Veils below lines below words, so that no line crosses a word. */
function draw(chart: Chart, { marks, guides }: StepLines, labelled: boolean, theme: Theme): void {
  const { ctx, chartArea: area, scales } = chart;
  const axis = scales['x'];
  if (!axis) return;
  const range = { from: axis.min, to: axis.max };
  const inside = guides.filter(({ step }) => step >= range.from && step <= range.to);
  const placed = placeMarks(marks, range, {
    width: area.width,
    rows: labelled ? labelRows : 0,
    widthOf: (text) => ctx.measureText(text).width,
    others: inside.map(({ step }) => step),
  });
  const pixel = (step: number): number => axis.getPixelForValue(step);
  for (const { step } of inside.filter(({ dims }) => dims)) {
    ctx.fillStyle = css(theme.background, 0.7);
    ctx.fillRect(pixel(step), area.top, area.right - pixel(step), area.height);
  }
  for (const { step } of placed) line(chart, pixel(step), css(theme.foreground, 0.55), true, 1);
  for (const { step, color, dashed } of inside) line(chart, pixel(step), css(color), dashed, dashed ? 1 : 1.5);
  for (const { text, step, shift, row } of labelled ? labelsOf(placed, inside) : [])
    word(chart, text, { x: pixel(step), shift, row }, theme);
}

/** Words of guides stand below those of the marks: at the lower end they would lie on the curves. */
function labelsOf(placed: ReturnType<typeof placeMarks>, guides: readonly Guide[]): readonly Label[] {
  const taken = placed.reduce((most, { label, row }) => (label === '' ? most : Math.max(most, row + 1)), 0);
  return [
    ...placed.map(({ label: text, step, shift, row }) => ({ text, step, shift, row })),
    ...guides.map(({ label: text, step }, index) => ({ text, step, shift: 0, row: taken + index })),
  ].filter(({ text }) => text !== '');
}

function line({ ctx, chartArea: area }: Chart, x: number, color: string, dashed: boolean, width: number): void {
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.setLineDash(dashed ? [3, 3] : []);
  ctx.beginPath();
  ctx.moveTo(x, area.top);
  ctx.lineTo(x, area.bottom);
  ctx.stroke();
}

/** Small as they are, words are not colored. */
function word(
  { ctx, chartArea: area }: Chart,
  text: string,
  { x, shift, row }: { readonly x: number; readonly shift: number; readonly row: number },
  theme: Theme,
): void {
  const width = ctx.measureText(text).width + 2 * wordPadding;
  const least = area.left + wordPadding;
  const start = Math.max(least, Math.min(area.right - width - wordPadding, x - width / 2)) + shift;
  const top = area.top + wordPadding + row * rowHeight;
  ctx.fillStyle = css(theme.background, 0.9);
  ctx.beginPath();
  ctx.roundRect(start, top, width, labelHeight, 2);
  ctx.fill();
  ctx.fillStyle = css(theme.foreground);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, start + wordPadding, top + labelHeight / 2);
}
