/** The curves for a file: numbers as CSV, a picture as SVG that needs nothing else to be seen. */
import type { Matrix } from '../../src/protocol/frame.ts';
import { css } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { formatCount } from '../kit/text/number.ts';
import type { Series } from './curveChart.ts';
import type { Guide } from './stepLines.ts';
import { type CurveName, figureAt, numberAt } from './curveData.ts';
import type { StepRange } from './stepRange.ts';

export type ExportFormat = 'png' | 'svg' | 'csv';

const columns: readonly CurveName[] = ['cost', 'validationCost', 'trainMetric', 'validationMetric'];

/** RFC 4180 with a header; empty where a number is not known. `metric`: "accuracy" or "r2". */
export function curvesCsv(curve: Matrix, metric: string): string {
  const lines = [`step,train_cost,validation_cost,train_${metric},validation_${metric}`];
  for (let index = 0; index < curve.columns; index++) {
    const cells = [numberAt(curve, 0, index), ...columns.map((name) => figureAt(curve, name, index))];
    lines.push(cells.map((value) => value ?? '').join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}

export interface SvgChart {
  readonly title: string;
  readonly series: readonly Series[];
  readonly guides: readonly Guide[];
  readonly range: StepRange;
  readonly logarithmic: boolean;
  readonly format: (value: number) => string;
}

const width = 720;
const chartHeight = 260;
const left = 64;
const right = 20;
const top = 34;
const bottom = 28;

/** Charts below one another. */
export function curvesSvg(charts: readonly SvgChart[], theme: Theme): string {
  const height = charts.length * chartHeight;
  const body = charts
    .map((chart, index) => `<g transform="translate(0 ${index * chartHeight})">${drawn(chart, theme)}</g>`)
    .join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"
    viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="${css(theme.background)}"/>
${body}
</svg>
`;
}

function drawn(chart: SvgChart, theme: Theme): string {
  const { series, range, logarithmic, format } = chart;
  const scaled = logarithmic ? Math.log10 : (value: number): number => value;
  const values = series.flatMap(({ points }) => points.map(({ y }) => scaled(y)));
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (!(high >= low)) return '';
  const span = high - low || 1;
  const x = (step: number): number =>
    round(left + ((step - range.from) / (range.to - range.from)) * (width - left - right));
  const y = (value: number): number => round(top + (1 - (scaled(value) - low) / span) * (chartHeight - top - bottom));
  const lines = series.map(({ points, color, dash, faint }) => {
    const path = points.map((point) => `${x(point.x)},${y(point.y)}`).join(' ');
    const dashes = dash.length > 0 && !faint ? ` stroke-dasharray="${dash.join(' ')}"` : '';
    return `<polyline points="${path}" fill="none" stroke="${css(color)}" stroke-width="${faint ? 1 : 1.75}"${
      faint ? ' stroke-opacity="0.3"' : ''
    }${dashes}/>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const value = low + share * span;
    const at = round(top + (1 - share) * (chartHeight - top - bottom));
    return `<line x1="${left}" x2="${width - right}" y1="${at}" y2="${at}" stroke="${css(theme.grid)}"/>${text(
      [left - 8, at + 4],
      format(logarithmic ? 10 ** value : value),
      theme,
      'end',
    )}`;
  });
  const guides = chart.guides.map(({ step, label, color }) => {
    const ends = `x1="${x(step)}" x2="${x(step)}" y1="${top}" y2="${chartHeight - bottom}"`;
    const line = `<line ${ends} stroke="${css(color)}" stroke-dasharray="3 3"/>`;
    return `${line}${text([x(step), top - 4], label, theme, 'middle')}`;
  });
  return [...ticks, ...guides, ...lines, ...captions(chart, theme)].join('\n');
}

function captions({ title, series, range }: SvgChart, theme: Theme): string[] {
  const named = series.filter(({ faint }) => !faint);
  return [
    text([left, 16], title, theme, 'start', { weight: 'bold' }),
    ...named.map(({ label, color }, index) =>
      text([left + 120 + index * 110, 16], `― ${label}`, theme, 'start', { color: css(color) }),
    ),
    text([left, chartHeight - 8], formatCount(range.from), theme, 'start'),
    text([width - right, chartHeight - 8], formatCount(range.to), theme, 'end'),
  ];
}

function text(
  [x, y]: readonly [number, number],
  content: string,
  theme: Theme,
  anchor: 'start' | 'middle' | 'end',
  { weight = 'normal', color = css(theme.foreground) } = {},
): string {
  const safe = content.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-weight="${weight}" fill="${color}">${safe}</text>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
