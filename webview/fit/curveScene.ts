/** From an answer along one column to what is drawn: the axes, the curves, and where the examples stand. */
import type { ColumnSweep, PartialDependenceAnswer, SliceAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import { localize } from '../kit/text/l10n.ts';
import { className } from '../kit/text/symbol.ts';
import type { Axis } from '../kit/plot/axes.ts';
import { type CurveInput, type CurveSeries, hasBands } from './curvePicture.ts';
import { exampleLook } from '../kit/plot/markers.ts';
import { isWrong, outputAt, targetOf } from '../kit/plot/outcomes.ts';
import { seriesStyles } from '../kit/plot/series.ts';

/** Where an axis of probabilities may end: a few places, so that it seldom jumps while the network learns. */
const probabilityTops = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75];
/** Room above and below what is drawn on an axis, and within a word's place for its examples. */
const margin = 0.06;
const wordSpread = 0.5;

type Values = Float64Array;

/** Outputs × points each; the ends of a band are `null` where there is none. */
interface CurveValues {
  readonly values: Values;
  readonly low: Values | null;
  readonly high: Values | null;
}

/** The curves that are shown. */
export function curveSeries(
  run: RunDescription,
  { at }: ColumnSweep,
  target: number,
  theme: Theme,
  { values, low, high }: CurveValues,
): readonly CurveSeries[] {
  return seriesStyles(run, theme, target).map((style) => {
    const own = (all: Values): Values => all.subarray(style.output * at.length, (style.output + 1) * at.length);
    return { ...style, values: own(values), low: low && own(low), high: high && own(high) };
  });
}

/** The curve through the fit, with the examples at what the file says of them. */
export function sliceInput(
  run: RunDescription,
  answer: SliceAnswer,
  target: number,
  cursor: number,
  theme: Theme,
): CurveInput {
  const { at, own, shown } = answer;
  const series = curveSeries(run, answer, target, theme, { values: answer.values, low: null, high: null });
  const examples = run.shownExamples.map((example, index) => ({
    at:
      answer.categories.length > 0
        ? (own[index] ?? 0) + wordSpread * (scattered(index) - 0.5)
        : (own[index] ?? Number.NaN),
    value: levelOf(run, answer, target, index),
    ...(run.task === 'regression'
      ? { color: theme.muted, outline: theme.background, shape: 0 }
      : exampleLook(run, theme, example.target, 0)),
    wrong: isWrong(run, shown, index),
  }));
  const levels = [...series.flatMap(({ values }) => Array.from(values)), ...examples.map(({ value }) => value)];
  return { x: xAxis(answer), y: yAxis(run, target, levels), at, series, examples, rug: [], own: null, cursor };
}

/** The mean over many examples with its band; where there are examples is marked below. */
export function dependenceInput(
  run: RunDescription,
  answer: PartialDependenceAnswer,
  target: number,
  cursor: number,
  theme: Theme,
): CurveInput {
  const { at, own, mean, low, high } = answer;
  const series = curveSeries(run, answer, target, theme, { values: mean, low, high });
  const isWords = answer.categories.length > 0;
  const isSpread = isWords || hasBands(series);
  const levels = series.flatMap((one) =>
    [one.values, ...(isSpread ? [one.low, one.high] : [])].flatMap((all) => Array.from(all ?? [])),
  );
  return {
    ...{ x: xAxis(answer), y: yAxis(run, target, levels), at, series, cursor },
    ...{ examples: [], rug: isWords ? [] : own, own: own[cursor] ?? null },
  };
}

/**
 * Where an example stands: at its target; in a yes/no task at 0 or 1, which is what ŷ should be; with more classes at the
 * probability of its own.
 */
function levelOf(run: RunDescription, { shown }: SliceAnswer, target: number, index: number): number {
  if (run.task === 'regression') return targetOf(run, shown, target, index);
  const code = run.shownExamples[index]?.target ?? 0;
  if (run.task === 'binary') return code;
  return outputAt(shown.output, run.classes.length, index)[code] ?? Number.NaN;
}

function xAxis({ column, at, categories }: ColumnSweep): Axis {
  if (categories.length > 0)
    return { name: column, min: -0.5, max: categories.length - 0.5, words: categories, percent: false };
  const [min, max] = [at[0] ?? 0, at.at(-1) ?? 1];
  const isKnown = max > min;
  return {
    name: column,
    min: isKnown ? min : (min || 0) - 1,
    max: isKnown ? max : (min || 0) + 1,
    words: null,
    percent: false,
  };
}

function yAxis(run: RunDescription, target: number, levels: readonly number[]): Axis {
  const known = levels.filter(Number.isFinite);
  if (run.task !== 'regression') {
    const top = probabilityTops.find((end) => known.every((level) => level <= end)) ?? 1;
    const name = run.task === 'binary' ? localize('probability of {0}', className(run, 1)) : localize('probability');
    return { name, min: -margin * top, max: (1 + margin) * top, words: null, percent: true };
  }
  const [low, high] = known.length > 0 ? [Math.min(...known), Math.max(...known)] : [0, 1];
  const border = high > low ? margin * (high - low) : 1;
  return { name: run.targets[target] ?? '', min: low - border, max: high + border, words: null, percent: false };
}

/** 0…1, the same for the same example always, evenly spread over many (multiples of the golden ratio). */
function scattered(index: number): number {
  return (index * 0.618_033_988_75) % 1;
}
