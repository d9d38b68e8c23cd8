/**
 * What would not fit in a layer, in sentences: the factors the other way round, an example with another number of
 * inputs, and the gradient.
 */
import { formatShape, superscript } from '../../src/core/network/shape.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { localize } from '../kit/text/l10n.ts';

export function misfit(run: RunDescription, layer: number): readonly string[] {
  const { m } = run;
  const units = run.layers[layer - 1]?.units ?? 0;
  const before = layer === 1 ? run.inputs.length : (run.layers[layer - 2]?.units ?? 0);
  const W = `W${superscript(layer)}`;
  const below = layer === 1 ? 'X' : `A${superscript(layer - 1)}`;
  const factors = [below, formatShape([before, m]), W, formatShape([units, before]), m, units] as const;
  const turned =
    m === units
      ? localize(
          '{0} {1} times {2} {3} fits only by chance, {4} = {5}: it would mix examples with units and mean nothing.',
          ...factors,
        )
      : localize('{0} {1} times {2} {3} does not fit: the inner sizes differ, {4} ≠ {5}.', ...factors);
  const another =
    layer === 1
      ? localize(
          'An example with {0} inputs does not fit {1} {2}: it would need {0} columns, one weight more for each unit.',
          before + 1,
          W,
          formatShape([units, before]),
        )
      : localize(
          'With a unit more in layer {0}, {1} would be {2}: one weight more for each of its units.',
          layer - 1,
          W,
          formatShape([units, before + 1]),
        );
  const gradient = localize(
    'Backward, dZ{0} {1} times {2}ᵀ {3} gives dW{0} {4}: the shape of {5}, so that one can be taken from the other.',
    ...[superscript(layer), formatShape([units, m]), below, formatShape([m, before]), formatShape([units, before]), W],
  );
  return [turned, another, gradient];
}
