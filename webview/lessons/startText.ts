/** What a start did, in a sentence made from what was measured: nothing is said that the numbers beside it do not show. */
import { initializationNames } from '../../src/config/schema/wordNames.ts';
import {
  type InitializationScheme,
  type InitializationSpec,
  initializers,
} from '../../src/core/network/initializers.ts';
import type { InitializationAnswer, StartState } from '../../src/protocol/initializationAnswer.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCost, formatCount, formatPercent, formatSetting } from '../kit/text/number.ts';

export interface Start {
  readonly scheme: InitializationScheme;
  /** Scale of "scaled", value of "constant"; 0 for the others. */
  readonly factor: number;
}

/** Those of the course, and the run's own if it is another. */
export function startsFor(own: InitializationSpec | undefined): readonly Start[] {
  const starts: Start[] = [
    { scheme: 'zeros', factor: 0 },
    { scheme: 'constant', factor: 0.5 },
    { scheme: 'scaled', factor: 0.01 },
    { scheme: 'scaled', factor: 1 },
    { scheme: 'scaled', factor: 10 },
    { scheme: 'xavier', factor: 0 },
  ];
  if (!own) return starts;
  const { reads } = initializers[own.scheme];
  const factor = reads ? own[reads] : 0;
  const known = starts.some((start) => start.scheme === own.scheme && start.factor === factor);
  return known ? starts : [...starts, { scheme: own.scheme, factor }];
}

/** "randn × 0.01". */
export function startName({ scheme, factor }: Start): string {
  return localize(initializationNames[scheme].name, formatSetting(factor));
}

/** Share of all hidden activations. */
export function saturatedAtStart({ layers }: StartState): number {
  const units = layers.reduce((sum, layer) => sum + layer.units, 0);
  return units === 0 ? 0 : layers.reduce((sum, layer) => sum + layer.saturated * layer.units, 0) / units;
}

/** `small`: what came of small random weights, if that is known. */
export function startSentence(answer: InitializationAnswer, small: InitializationAnswer | null): string {
  const { start, end, below, reached, steps, diverged } = answer;
  if (diverged) return localize('Diverged after {0} steps.', formatCount(steps));
  const twins = end.layers.find(({ units, distinct }) => distinct < units);
  if (twins) return twinSentence(answer, twins);
  const saturated = saturatedAtStart(start);
  if (saturated > 0.5) return saturatedSentence(answer, saturated, small);
  if (reached === null)
    return localize(
      'No two units are alike, yet in {0} steps the cost does not get below {1}.',
      formatCount(steps),
      formatSetting(below),
    );
  return localize(
    'No two units are alike: the cost is below {0} after {1} steps.',
    formatSetting(below),
    stepsText(answer, reached),
  );
}

function twinSentence(
  { start, end }: InitializationAnswer,
  { layer, units, distinct }: StartState['layers'][number],
): string {
  const numbers = [formatCount(units), layer, formatCount(distinct), formatCost(end.cost)] as const;
  const learned = start.cost !== null && end.cost !== null && end.cost < 0.999 * start.cost;
  if (!learned)
    return localize(
      'Nothing is learned: the {0} units of layer {1} work as {2}, for equal weights get equal gradients, for ever.',
      ...numbers,
    );
  return localize(
    'The {0} units of layer {1} work as {2}, for equal weights get equal gradients, for ever. With so few the cost comes to {3}.',
    ...numbers,
  );
}

function saturatedSentence(
  answer: InitializationAnswer,
  saturated: number,
  small: InitializationAnswer | null,
): string {
  const { below, reached, steps } = answer;
  const share = formatPercent(saturated);
  if (reached === null)
    return localize(
      '{0} of the activations are at their ends from the start, and in {1} steps the cost does not get below {2}.',
      share,
      formatCount(steps),
      formatSetting(below),
    );
  const numbers = [share, formatSetting(below), stepsText(answer, reached)] as const;
  if (!small || small === answer)
    return localize(
      '{0} of the activations are at their ends from the start; the cost is below {1} after {2} steps.',
      ...numbers,
    );
  if (small.reached === null)
    return localize(
      '{0} of the activations are at their ends from the start, and yet the cost is below {1} after {2} ' +
        'steps, where small weights never get.',
      ...numbers,
    );
  const others = stepsText(small, small.reached);
  return reached < small.reached
    ? localize(
        '{0} of the activations are at their ends from the start, and yet the cost is below {1} sooner ' +
          'than from small weights: after {2} steps against {3}.',
        ...numbers,
        others,
      )
    : localize(
        '{0} of the activations are at their ends from the start, and the cost is below {1} later than ' +
          'from small weights: after {2} steps against {3}.',
        ...numbers,
        others,
      );
}

/** "601", or "≤ 608" where the cost was looked at only now and then. */
export function stepsText({ reachedEvery }: InitializationAnswer, reached: number): string {
  return `${reachedEvery > 1 && reached > 0 ? '≤ ' : ''}${formatCount(reached)}`;
}

/** Three times as far as the last start needs to get below the cost: farther on all are flat. All steps where none gets there. */
export function stretchOf(answers: readonly Pick<InitializationAnswer, 'reached' | 'steps'>[]): number {
  const all = Math.max(0, ...answers.map(({ steps }) => steps));
  const last = Math.max(0, ...answers.map(({ reached }) => reached ?? 0));
  return last > 0 ? Math.min(all, 100 * Math.ceil((3 * last) / 100)) : all;
}
