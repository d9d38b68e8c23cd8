/** A small plot with two axes, as a drawing of the page: curves, points and a line to compare with. Colours come from the style sheet. */
import { nothing, svg, html, type TemplateResult } from 'lit';
import { formatValue } from '../text/number.ts';

export interface PlotSeries {
  readonly kind: 'curve' | 'steps' | 'points' | 'reference';
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface PlotOptions {
  readonly title: string;
  /** What a screen reader says instead of the picture. */
  readonly summary: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly x: readonly [min: number, max: number];
  readonly y: readonly [min: number, max: number];
  readonly series: readonly PlotSeries[];
}

const width = 220;
const height = 170;
const left = 40;
const bottom = 32;
const top = 8;
const right = 8;
/** More points than this say nothing more at this size. */
const mostPoints = 600;

export function plot({ title, summary, xLabel, yLabel, x, y, series }: PlotOptions): TemplateResult {
  const toX = scale(x, left, width - right);
  const toY = scale(y, height - bottom, top);
  return html`<figure class="plot"><figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${summary}>
      <rect class="frame" x=${left} y=${top} width=${width - left - right} height=${height - top - bottom}></rect>
      ${x.map((value, end) => svg`<text class="tick" x=${toX(value)} y=${height - bottom + 13} text-anchor=${end === 0 ? 'start' : 'end'}>${formatEnd(value)}</text>`)}
      ${y.map((value) => svg`<text class="tick" x=${left - 5} y=${toY(value) + (value === y[0] ? 0 : 8)} text-anchor="end">${formatEnd(value)}</text>`)}
      <text class="axis" x=${(left + width - right) / 2} y=${height - 4} text-anchor="middle">${xLabel}</text>
      <text class="axis" transform="translate(11 ${(top + height - bottom) / 2}) rotate(-90)" text-anchor="middle">${yLabel}</text>
      ${series.map((one) => seriesTemplate(one, toX, toY))}
    </svg></figure>`;
}

function seriesTemplate(
  { kind, x, y }: PlotSeries,
  toX: (value: number) => number,
  toY: (value: number) => number,
): TemplateResult | typeof nothing {
  const every = Math.max(1, Math.ceil(x.length / mostPoints));
  let path = '';
  for (let i = 0; i < x.length; i += every) {
    const [px, py] = [toX(x[i] ?? 0).toFixed(1), toY(y[i] ?? 0).toFixed(1)];
    if (kind === 'points') path += `M${px} ${py}h0`;
    else if (path === '') path = `M${px} ${py}`;
    else path += kind === 'steps' ? `H${px}V${py}` : `L${px} ${py}`;
  }
  const end = x.length - 1;
  if (kind !== 'points' && end > 0 && end % every !== 0) path += `L${toX(x[end] ?? 0).toFixed(1)} ${toY(y[end] ?? 0).toFixed(1)}`;
  return path === '' ? nothing : svg`<path class="series ${kind}" d=${path}></path>`;
}

/** Maps values to places; an axis of no length has everything in its middle. */
function scale([from, to]: readonly [number, number], first: number, last: number): (value: number) => number {
  if (!(to > from)) return () => (first + last) / 2;
  return (value) => first + ((last - first) * (Math.min(to, Math.max(from, value)) - from)) / (to - from);
}

function formatEnd(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1000 ? String(value).replace('-', '−') : formatValue(value);
}
