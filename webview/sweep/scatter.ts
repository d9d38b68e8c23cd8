/** A figure of the members against one of the varied values: where each lies, what they have at each value, and what the axes name. */
import { quantile } from '../../src/core/evaluation/quantile.ts';
import type { SweptMember } from '../../src/protocol/sweep/sweepPage.ts';
import { axisCost, axisPercent } from '../chart/axisText.ts';
import { valueText } from '../compare/differenceSection.ts';
import { type PlotTick, side } from '../evaluation/plot.ts';
import { roundTicks } from '../kit/plot/ticks.ts';
import { powerOfTen } from '../kit/text/number.ts';
import { shortNames } from '../kit/text/shortNames.ts';
import type { SweptFigure } from './memberColumns.ts';

export interface ValueGroup {
  readonly text: string;
  /** On the axis. */
  readonly at: number;
  /** Members that have the figure. */
  readonly count: number;
  /** As it is, whatever the axis; NaN of none. */
  readonly median: number;
}

/** Places are those of the axes: logarithms where one is logarithmic, 0, 1, 2… for words. */
export interface Scatter {
  readonly areWords: boolean;
  /** Ascending; words as they were planned. */
  readonly groups: readonly ValueGroup[];
  readonly points: { readonly x: readonly number[]; readonly y: readonly number[] };
  /** Of the groups. */
  readonly medians: readonly number[];
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly xTicks: readonly PlotTick[];
  /** Round numbers where it is absent. */
  readonly yTicks?: readonly PlotTick[];
}

/** The largest over the least number from which on an axis is logarithmic. */
const decade = 10;
/** Of a letter below the plot, in its own units, and between two names. */
const letter = 4.8;
const gap = 5;

interface Found {
  readonly value: unknown;
  readonly figures: number[];
}

export function scatterOf(members: readonly SweptMember[], index: number, figure: SweptFigure): Scatter {
  const found = foundAt(members, index, figure);
  const numbers = found.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const areWords = numbers.length < found.length;
  if (!areWords) found.sort((one, other) => Number(one.value) - Number(other.value));
  const all = found.flatMap(({ figures }) => figures);
  const [logX, logY] = [!areWords && spansDecade(numbers), spansDecade(all)];
  const placeX = logX ? Math.log10 : Number;
  const placeY = logY ? Math.log10 : Number;
  const groups = found.map(({ value, figures }, place): ValueGroup => {
    const at = areWords ? place : placeX(Number(value));
    const median = quantile(Float64Array.from(figures).sort(), 0.5);
    return { text: valueText(value), at, count: figures.length, median };
  });
  const x = groups.flatMap(({ at, count }) => new Array<number>(count).fill(at));
  const y = all.map(placeY);
  const places = groups.map(({ at }) => at);
  return {
    ...{ areWords, groups, points: { x, y }, medians: groups.map(({ median }) => placeY(median)) },
    x: areWords ? [-0.5, Math.max(0.5, groups.length - 0.5)] : extent(places),
    y: extent(y),
    xTicks: areWords ? wordTicks(groups) : numberTicks(groups, extent(places)),
    ...yTicksOf(all, logY, figure),
  };
}

/** The varied values as they were planned, each with the figures of its members. */
function foundAt(members: readonly SweptMember[], index: number, figure: SweptFigure): Found[] {
  const found = new Map<unknown, Found & { first: number }>();
  for (const { values, figures, place } of members) {
    const value = values[index];
    const key = typeof value === 'object' ? JSON.stringify(value) : value;
    const known = found.get(key) ?? { value, figures: [], first: place };
    const number = figures[figure];
    if (number !== null && Number.isFinite(number)) known.figures.push(number);
    known.first = Math.min(known.first, place);
    found.set(key, known);
  }
  return [...found.values()].sort((one, other) => one.first - other.first);
}

function extent(values: readonly number[]): readonly [number, number] {
  if (values.length === 0) return [0, 1];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

function spansDecade(values: readonly number[]): boolean {
  const [low, high] = extent(values);
  return values.length > 0 && low > 0 && high / low >= decade;
}

function wordTicks(groups: readonly ValueGroup[]): readonly PlotTick[] {
  const names = groups.map(({ text }) => text);
  const short = shortNames(names, Math.max(3, Math.floor((side / names.length - gap) / letter)));
  return groups.map(({ at }, index) => ({ at, text: short[index] ?? '' }));
}

/** The values themselves, as many as there is room for. */
function numberTicks(groups: readonly ValueGroup[], [from, to]: readonly [number, number]): readonly PlotTick[] {
  const perUnit = to > from ? side / (to - from) : 0;
  const ticks: PlotTick[] = [];
  for (const { at, text } of groups) {
    const last = ticks.at(-1);
    const room = last ? (letter * (last.text.length + text.length)) / 2 + gap : 0;
    if (!last || (at - last.at) * perUnit >= room) ticks.push({ at, text });
  }
  return ticks;
}

function yTicksOf(values: readonly number[], isLogarithmic: boolean, figure: SweptFigure): Pick<Scatter, 'yTicks'> {
  const isShare = figure.endsWith('Accuracy');
  const [from, to] = extent(values);
  if (!isLogarithmic) {
    if (!isShare) return {};
    const { values: shares, step } = roundTicks(from, to, 3);
    return { yTicks: shares.map((at) => ({ at, text: axisPercent(at, step) })) };
  }
  const [low, high] = [Math.log10(from), Math.log10(to)];
  const [first, last] = [Math.floor(low), Math.ceil(high)];
  const stride = Math.ceil((last - first) / 6);
  const named = Array.from({ length: last - first + 1 }, (_, i) => i + first)
    .filter((exponent) => exponent % stride === 0)
    .flatMap((exponent) => digitsOf(low, high).map((digit) => ({ digit, value: digit * 10 ** exponent, exponent })));
  const text = ({ digit, value, exponent }: (typeof named)[number]): string => {
    if (isShare) return axisPercent(value);
    return digit === 1 && (exponent < -3 || exponent > 4) ? powerOfTen(exponent) : axisCost(value);
  };
  return {
    yTicks: named
      .map((tick) => ({ at: Math.log10(tick.value), text: text(tick) }))
      .filter(({ at }) => at >= low - 0.05 && at <= high + 0.05),
  };
}

/** Of the ticks in a decade; there is no room for more than powers where they are short or small. */
function digitsOf(low: number, high: number): readonly number[] {
  if (high - low > 2.5 || low < -3 || high > 5) return [1];
  return high - low > 1.5 ? [1, 3] : [1, 2, 5];
}
