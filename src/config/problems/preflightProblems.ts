/** What the first forward pass and the curvature at the start say about a network that has not trained yet. */
import { superscript } from '../../core/network/shape.ts';
import { short } from '../wording/markdown.ts';
import type { KeyProblem } from '../schema/problem.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import type { PreflightFacts, PreflightLayer } from '../facts/preflightFacts.ts';
import { localize } from '../wording/localize.ts';

/** Share of a layer's units from which saturation is worth a warning. */
const manySaturated = 0.5;

/** Warnings that need the facts which the worker found at step 0. */
export function preflightProblems(config: NetworkConfig, start: PreflightFacts): KeyProblem[] {
  return [
    ...start.layers.flatMap((layer, index) => layerProblems(config, layer, index)),
    ...rateProblems(config, start),
  ];
}

function layerProblems(
  { network }: NetworkConfig,
  { saturatedUnits, deadUnits, units }: PreflightLayer,
  index: number,
): KeyProblem[] {
  const path = ['network', 'layers', index];
  const up = superscript(index + 1);
  if (!network.layers[index]) return [];
  if (saturatedUnits > units * manySaturated) {
    const share = short(Math.round((100 * saturatedUnits) / units));
    const message = localize(
      '{0} % of the units of layer {1} are saturated at the start: {2} is flat there and hardly learns. ' +
        'Standardize the inputs, or start with smaller weights.',
      share,
      index + 1,
      `a${up}`,
    );
    return [{ code: 'saturatedStart', severity: 'warning', path, message, values: [saturatedUnits, units, index + 1] }];
  }
  if (deadUnits > 0) {
    const message = `${deadText(deadUnits, units, index + 1)} ${localize(
      '{0} is negative for every example, so the gradient is 0. Choose "leakyRelu", another seed, or more units.',
      `z${up}`,
    )}`;
    return [{ code: 'deadStart', severity: 'warning', path, message, values: [deadUnits, units, index + 1] }];
  }
  return [];
}

function deadText(dead: number, units: number, layer: number): string {
  if (units === 1) return localize('The one unit of layer {0} is dead at the start:', layer);
  if (dead === units) return localize('All {0} units of layer {1} are dead at the start:', units, layer);
  return dead === 1
    ? localize('1 of the {0} units of layer {1} is dead at the start:', units, layer)
    : localize('{0} of the {1} units of layer {2} are dead at the start:', dead, units, layer);
}

/** Holds for plain gradient descent over the whole batch; other rules scale their steps themselves. */
function rateProblems({ training }: NetworkConfig, { curvature }: PreflightFacts): KeyProblem[] {
  const limit = curvature?.largestStableRate ?? null;
  if (!curvature || limit === null || training.optimizer !== 'gradientDescent' || training.learningRate <= limit)
    return [];
  const message = localize(
    'With α = {0} the cost will rise: at the start 2/λmax = {1} is the largest stable α (λmax = {2} is the ' +
      'steepest curvature of the cost).',
    short(training.learningRate),
    short(limit),
    short(curvature.lambdaMax),
  );
  const values = [training.learningRate, limit, curvature.lambdaMax];
  return [{ code: 'unstableRate', severity: 'warning', path: ['training', 'learningRate'], message, values }];
}
