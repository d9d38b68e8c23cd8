/** What the first forward pass and the curvature at the start say about a network that has not trained yet. */
import { superscript } from '../core/shape.ts';
import { short } from './markdown.ts';
import type { KeyProblem } from './problem.ts';
import type { NetworkConfig } from './schema.ts';
import type { StartFacts, StartLayer } from './startFacts.ts';

/** Share of a layer's units from which saturation is worth a warning. */
const manySaturated = 0.5;

/** Warnings that need the facts which the worker found at step 0. */
export function startProblems(config: NetworkConfig, start: StartFacts): KeyProblem[] {
  return [...start.layers.flatMap((layer, index) => layerProblems(config, layer, index)), ...rateProblems(config, start)];
}

function layerProblems({ network }: NetworkConfig, { saturatedUnits, deadUnits, units }: StartLayer, index: number): KeyProblem[] {
  const path = ['network', 'layers', index];
  const up = superscript(index + 1);
  if (!network.layers[index]) return [];
  if (saturatedUnits > units * manySaturated) {
    const share = short(Math.round((100 * saturatedUnits) / units));
    const message = `${share} % of the units of layer ${index + 1} are saturated at the start: a${up} is flat there and hardly learns. Standardize the inputs, or start with smaller weights.`;
    return [{ code: 'saturatedStart', severity: 'warning', path, message }];
  }
  if (deadUnits > 0) {
    const which = deadUnits === units ? (units === 1 ? 'The one unit' : `All ${units} units`) : `${deadUnits} of the ${units} units`;
    const message = `${which} of layer ${index + 1} ${deadUnits === 1 ? 'is' : 'are'} dead at the start: z${up} is negative for every example, so the gradient is 0. Choose "leakyRelu", another seed, or more units.`;
    return [{ code: 'deadStart', severity: 'warning', path, message }];
  }
  return [];
}

/** Holds for plain gradient descent over the whole batch; other rules scale their steps themselves. */
function rateProblems({ training }: NetworkConfig, { curvature }: StartFacts): KeyProblem[] {
  const limit = curvature?.largestStableRate ?? null;
  if (!curvature || limit === null || training.optimizer !== 'gradientDescent' || training.learningRate <= limit) return [];
  const message = `With α = ${short(training.learningRate)} the cost will rise: at the start 2/λmax = ${short(limit)} is the largest stable α (λmax = ${short(curvature.lambdaMax)} is the steepest curvature of the cost).`;
  return [{ code: 'unstableRate', severity: 'warning', path: ['training', 'learningRate'], message }];
}
