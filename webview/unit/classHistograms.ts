/**
 * How a unit's activations are spread over the examples: a row of bars a class, each as high as it can be, all on one
 * axis, with its mean in numbers.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { rangeOf } from '../../src/core/network/activations.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { css } from '../kit/color/oklab.ts';
import { classColor, type Theme } from '../kit/color/theme.ts';
import { activationOf } from '../state/numbers.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatValue } from '../kit/text/number.ts';
import { className } from '../kit/text/symbol.ts';
import { classHistogram } from './histogram.ts';

const bins = 32;
const maxClasses = 12;
const width = 160;
const height = 22;

/** `a`: of the shown examples. */
export function classHistograms(run: RunDescription, layer: number, a: Float32Array, theme: Theme): TemplateResult {
  const [low, high] = shownRange(run, layer, a);
  const counts = classHistogram(run, a, low, high, bins).slice(0, maxClasses);
  const left = run.classes.length - maxClasses;
  return html`<table class="class-histograms">
    <caption>${run.task === 'regression' ? localize('a over the examples') : localize('a over the examples, class by class')}</caption>
    <thead><tr><th scope="col"><span class="visually-hidden">${localize('class')}</span></th><th scope="col"
      class="axis"><span>${formatValue(low)}</span><span>${formatValue(high)}</span></th><th
        scope="col">${localize('mean a')}</th></tr></thead>
    <tbody>${counts.map((row, code) => classRow(run, a, code, row, theme))}</tbody>
  </table>
  ${run.task !== 'regression' && left > 0 ? html`<p class="quiet">${localize('and {0} more', left)}</p>` : nothing}`;
}

function classRow(
  run: RunDescription,
  a: Float32Array,
  code: number,
  counts: Uint32Array,
  theme: Theme,
): TemplateResult {
  const isRegression = run.task === 'regression';
  const own = Array.from(a).filter((_, example) => isRegression || run.shownExamples[example]?.target === code);
  const name = isRegression ? localize('all') : className(run, code);
  const color = css(isRegression ? theme.train : classColor(theme, code));
  const sentence = localize(
    '{0} examples, a from {1} to {2}',
    own.length,
    formatValue(extreme(own, Math.min)),
    formatValue(extreme(own, Math.max)),
  );
  return html`<tr><th scope="row" title=${name}>${name}</th>
    <td><svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label=${sentence}>
      <rect class="ground" x="0" y=${height - 1} width=${width} height="1"></rect>
      <path fill=${color} d=${barsPath(counts)}></path>
    </svg></td><td>${own.length === 0 ? '–' : formatValue(own.reduce((sum, value) => sum + value, 0) / own.length)}</td></tr>`;
}

/** All bars as one path: it is written anew with every frame. What is there at all can be seen, be the class rare or wide. */
function barsPath(counts: Uint32Array): string {
  const highest = Math.max(1, ...counts);
  return Array.from(counts)
    .map((count, bin) => {
      const size = count === 0 ? 0 : Math.max(1.2, (count / highest) * height);
      return size === 0
        ? ''
        : `M${(bin * width) / bins} ${height}v${-size.toFixed(1)}h${width / bins - 0.6}v${size.toFixed(1)}z`;
    })
    .join('');
}

/** All that g can give, or where it has no ends, all that is there, with 0; where nothing is finite there are no ends either. */
function shownRange(run: RunDescription, layer: number, a: Float32Array): readonly [low: number, high: number] {
  const range = rangeOf(activationOf(run, layer));
  if (range.every(Number.isFinite)) return range;
  const finite = Array.from(a).filter(Number.isFinite);
  if (finite.length === 0) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const [low, high] = [extreme([0, ...finite], Math.min), extreme([0, ...finite], Math.max)];
  return high > low ? [low, high] : [low, low + 1];
}

function extreme(values: readonly number[], choose: (one: number, other: number) => number): number {
  return values.length === 0 ? Number.NaN : values.reduce((one, other) => choose(one, other));
}
