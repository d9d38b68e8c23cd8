/** A figure of the members against one of the varied values: where each lies, what they have at each value, and what the axes name. */
import { quantile } from '../../src/core/evaluation/quantile.ts';
import type { SweptMember } from '../../src/protocol/sweep/sweepPage.ts';
import { valueText } from '../compare/differenceSection.ts';
import type { PlotTick } from '../evaluation/plot.ts';
import type { SweptFigure } from './memberColumns.ts';
import { roundTicksOf, valueTicks, wordTicks } from './scatterTicks.ts';

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
  /** Of a value each, or of several that lie side by side; ascending, words as they were planned. */
  readonly groups: readonly ValueGroup[];
  readonly points: { readonly x: readonly number[]; readonly y: readonly number[] };
  /** Of the groups. */
  readonly medians: readonly number[];
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Round numbers where there are none. */
  readonly xTicks?: readonly PlotTick[];
  readonly yTicks?: readonly PlotTick[];
}

/** The largest over the least number from which on an axis is logarithmic. */
const decade = 10;
/** More values than these with hardly a member each are taken together, in so many stretches of the axis. */
const maxValues = 20;
const stretches = 12;

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
  const places = found.map(({ value }, place) => (areWords ? place : placeX(Number(value))));
  const isDense = !areWords && found.length > maxValues && all.length < 5 * found.length;
  const groups = isDense ? stretchesOf(found, places) : found.map((one, place) => groupOf([one], places[place] ?? 0));
  const x = found.flatMap(({ figures }, place) => new Array<number>(figures.length).fill(places[place] ?? 0));
  const y = all.map(placeY);
  const ofX = isDense ? roundTicksOf(extent(numbers), logX, false) : valueTicks(groups, extent(places));
  const ofY = roundTicksOf(extent(all), logY, figure.endsWith('Accuracy'));
  const xTicks = areWords ? wordTicks(groups) : ofX;
  return {
    ...{ areWords, groups, points: { x, y }, medians: groups.map(({ median }) => placeY(median)) },
    ...{ x: areWords ? [-0.5, Math.max(0.5, groups.length - 0.5)] : extent(places), y: extent(y) },
    ...(xTicks ? { xTicks } : {}),
    ...(ofY ? { yTicks: ofY } : {}),
  };
}

/** Members of neighbouring values together, in the middle of theirs. */
function stretchesOf(found: readonly Found[], places: readonly number[]): readonly ValueGroup[] {
  const [low, high] = extent(places);
  const stretchOf = (place: number): number =>
    Math.min(stretches - 1, Math.floor((stretches * (place - low)) / (high - low)));
  return Array.from({ length: stretches }, (_, stretch) => {
    const inside = found.filter((_one, index) => stretchOf(places[index] ?? 0) === stretch);
    return groupOf(inside, low + ((stretch + 0.5) / stretches) * (high - low));
  }).filter(({ count }) => count > 0);
}

function groupOf(found: readonly Found[], at: number): ValueGroup {
  const figures = found.flatMap((one) => one.figures);
  const [first, last] = [found[0]?.value, found.at(-1)?.value].map(valueText);
  const text = first === last ? (first ?? '') : `${first}–${last}`;
  return { text, at, count: figures.length, median: quantile(Float64Array.from(figures).sort(), 0.5) };
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
