/** A small plot with two axes, as a drawing of the page: curves, points and a line to compare with. Colours come from the style sheet. */
import { nothing, svg, html, type TemplateResult } from 'lit';
import { roundTicks, tickText } from '../kit/plot/ticks.ts';
import { powerOfTen } from '../kit/text/number.ts';
import { styles } from '../kit/styles.ts';

type Range = readonly [min: number, max: number];

export interface PlotSeries {
  readonly kind: 'curve' | 'steps' | 'points' | 'reference';
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Of points: how many examples each stands for. */
  readonly weights?: ArrayLike<number>;
  /** However many there are, only those are left out that lie on others. */
  readonly isWhole?: boolean;
}

export interface PlotTick {
  readonly at: number;
  readonly text: string;
}

export interface PlotOptions {
  readonly title: string;
  /** What a screen reader says instead of the picture. */
  readonly summary: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** What is to be seen; the frame is a little wider, so that no point lies on it. */
  readonly x: Range;
  readonly y: Range;
  /** Both axes are logarithms: ticks are written as powers of ten. */
  readonly powers?: boolean;
  /** Where they are not at round numbers. */
  readonly xTicks?: readonly PlotTick[];
  readonly yTicks?: readonly PlotTick[];
  readonly series: readonly PlotSeries[];
}

/** The frame is a square. */
export const side = 172;
const left = 42;
const bottom = 32;
const top = 6;
const width = left + side + 8;
const height = top + side + bottom;
const border = 0.05;
const ticks = 3;
/** Width of a point, the least and the largest where they have weights. */
const pointWidths = { least: 3, largest: 9 };
/** More points than this say nothing more at this size. */
const maxPoints = 600;

export function plot(options: PlotOptions): TemplateResult {
  const { title, summary, xLabel, yLabel, powers = false, series } = options;
  const [ofX, ofY] = [wider(options.x), wider(options.y)];
  const { xTicks = ticksOf(ofX, powers), yTicks = ticksOf(ofY, powers) } = options;
  const toX = scale(ofX, left, left + side);
  const toY = scale(ofY, top + side, top);
  return html`<figure class="plot"><figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${summary}>
      <rect class="frame" x=${left} y=${top} width=${side} height=${side}></rect>
      ${xTicks.map(
        ({ at, text }) => svg`<path class="frame" d="M${toX(at)} ${top + side}v3"></path><text
        class="tick" x=${toX(at)} y=${top + side + 12} text-anchor="middle">${text}</text>`,
      )}
      ${yTicks.map(
        ({ at, text }) => svg`<path class="frame" d="M${left} ${toY(at)}h-3"></path><text
        class="tick" x=${left - 5} y=${toY(at) + 3} text-anchor="end">${text}</text>`,
      )}
      <text class="axis" x=${left + side / 2} y=${height - 4} text-anchor="middle">${xLabel}</text>
      <text class="axis" transform="translate(9 ${top + side / 2}) rotate(-90)" text-anchor="middle">${yLabel}</text>
      ${series.map((one) => (one.weights ? weightedPoints(one, one.weights, toX, toY) : seriesTemplate(one, toX, toY)))}
    </svg></figure>`;
}

function wider([from, to]: Range): Range {
  const more = border * (to - from);
  return [from - more, to + more];
}

function ticksOf([from, to]: Range, powers: boolean): readonly PlotTick[] {
  const { values, step } = roundTicks(from, to, ticks);
  return values.map((at) => ({ at, text: powers ? powerOfTen(at) : tickText(at, step) }));
}

/** The area of a point says its weight. */
function weightedPoints(
  { x, y }: PlotSeries,
  weights: ArrayLike<number>,
  toX: Scale,
  toY: Scale,
): readonly TemplateResult[] {
  const most = Math.max(...Array.from(weights), 1);
  return Array.from(x, (value, index) => {
    const size = Math.max(pointWidths.least, pointWidths.largest * Math.sqrt((weights[index] ?? 0) / most));
    return svg`<path class="series points" d="M${toX(value)} ${toY(y[index] ?? 0)}h0"
      ${styles({ 'stroke-width': size.toFixed(1) })}></path>`;
  });
}

function seriesTemplate({ kind, x, y, isWhole }: PlotSeries, toX: Scale, toY: Scale): TemplateResult | typeof nothing {
  const every = isWhole ? 1 : Math.max(1, Math.ceil(x.length / maxPoints));
  const taken = new Set<number>();
  let path = '';
  for (let i = 0; i < x.length; i += every) {
    const [atX, atY] = [toX(x[i] ?? 0), toY(y[i] ?? 0)];
    const spot = Math.round(2 * atX) * 4 * height + Math.round(2 * atY);
    if (isWhole && taken.has(spot)) continue;
    taken.add(spot);
    const [px, py] = [atX.toFixed(1), atY.toFixed(1)];
    if (kind === 'points') path += `M${px} ${py}h0`;
    else if (path === '') path = `M${px} ${py}`;
    else path += kind === 'steps' ? `H${px}V${py}` : `L${px} ${py}`;
  }
  const end = x.length - 1;
  if (kind !== 'points' && end > 0 && end % every !== 0)
    path += `L${toX(x[end] ?? 0).toFixed(1)} ${toY(y[end] ?? 0).toFixed(1)}`;
  return path === '' ? nothing : svg`<path class="series ${kind}" d=${path}></path>`;
}

type Scale = (value: number) => number;

/** Maps values to places; an axis of no length has everything in its middle. */
function scale([from, to]: Range, first: number, last: number): Scale {
  if (!(to > from)) return () => (first + last) / 2;
  return (value) => first + ((last - first) * (Math.min(to, Math.max(from, value)) - from)) / (to - from);
}
