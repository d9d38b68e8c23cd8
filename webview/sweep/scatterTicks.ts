/** What stands along the axes of a plot of members: the varied values themselves, or round numbers. */
import { axisCost, axisPercent } from '../chart/axisText.ts';
import { type PlotTick, side } from '../evaluation/plot.ts';
import { roundTicks } from '../kit/plot/ticks.ts';
import { powerOfTen } from '../kit/text/number.ts';
import { shortNames } from '../kit/text/shortNames.ts';

/** Of a letter below the plot, in its own units, and between two names. */
const letter = 4.8;
const gap = 5;

/** Words stand at 0, 1, 2…; as much of each as there is room for. */
export function wordTicks(values: readonly PlotTick[]): readonly PlotTick[] {
  const names = values.map(({ text }) => text);
  const short = shortNames(names, Math.max(3, Math.floor((side / names.length - gap) / letter)));
  return values.map(({ at }, index) => ({ at, text: short[index] ?? '' }));
}

/** The values themselves, as many as there is room for. */
export function valueTicks(values: readonly PlotTick[], [from, to]: readonly [number, number]): readonly PlotTick[] {
  const perUnit = to > from ? side / (to - from) : 0;
  const ticks: PlotTick[] = [];
  for (const { at, text } of values) {
    const last = ticks.at(-1);
    const room = last ? (letter * (last.text.length + text.length)) / 2 + gap : 0;
    if (!last || (at - last.at) * perUnit >= room) ticks.push({ at, text });
  }
  return ticks;
}

/** Round numbers; `undefined` where they are those of any axis. */
export function roundTicksOf(
  [from, to]: readonly [number, number],
  isLogarithmic: boolean,
  isShare: boolean,
): readonly PlotTick[] | undefined {
  if (!isLogarithmic) {
    if (!isShare) return undefined;
    const { values: shares, step } = roundTicks(from, to, 3);
    return shares.map((at) => ({ at, text: axisPercent(at, step) }));
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
  return named
    .map((tick) => ({ at: Math.log10(tick.value), text: text(tick) }))
    .filter(({ at }) => at >= low - 0.05 && at <= high + 0.05);
}

/** Of the ticks in a decade; there is no room for more than powers where they are short or small. */
function digitsOf(low: number, high: number): readonly number[] {
  if (high - low > 2.5 || low < -3 || high > 5) return [1];
  return high - low > 1.5 ? [1, 3] : [1, 2, 5];
}
