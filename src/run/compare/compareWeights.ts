/** How far the weights of runs are apart once their hidden units are matched, each with each. */
import { matchUnits, relativeDistance } from '../../core/analysis/matchUnits.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { parameterCount, unitsOf } from '../../core/network/shape.ts';
import { sameValue } from '../../config/text/difference.ts';
import type { ModelFile } from '../../model/modelFile.ts';
import type { WeightComparison } from '../../protocol/compare/runsComparison.ts';

type Network = Pick<ModelFile, 'spec' | 'parameters'>;

/** Parameters that are handed on, of each run. */
const maxParameters = 10_000;
/** Multiplications of all pairs; beyond that the first run alone is compared with each. */
const maxWork = 2e9;
/** Rounds of a match, about. */
const rounds = 4;

/** @param networks `null`: a run without weights. @returns `null`: fewer than two have the shape of the first that has some */
export function compareWeights(networks: readonly (Network | null)[]): WeightComparison | null {
  const spec = networks.find((network) => network !== null)?.spec;
  if (!spec) return null;
  const alike = networks.map((network) => (network && isAlike(network.spec, spec) ? network.parameters : null));
  const count = alike.filter((parameters) => parameters !== null).length;
  if (count < 2) return null;
  const isAll = (workOf(spec) * count * (count - 1)) / 2 <= maxWork;
  const first = alike.findIndex((parameters) => parameters !== null);
  const isCompared = (i: number, k: number) => isAll || i === first || k === first;
  const isSmall = parameterCount(spec) <= maxParameters;
  return {
    spec,
    left: eachPair(alike, isCompared, (a, b) => relativeDistance(a, matchUnits(spec, a, b).parameters)),
    asTheyStand: eachPair(alike, isCompared, relativeDistance),
    parameters: alike.map((parameters) => (isSmall ? parameters : null)),
  };
}

function isAlike(spec: NetworkSpec, other: NetworkSpec): boolean {
  return spec.inputs === other.inputs && sameValue(spec.layers, other.layers);
}

function workOf(spec: NetworkSpec): number {
  const hidden = spec.layers.slice(0, -1);
  const work = hidden.map(({ units }, i) => units ** 2 * (units + unitsOf(spec, i) + unitsOf(spec, i + 2)));
  return rounds * work.reduce((sum, one) => sum + one, 0);
}

/** The figure is the same from either side. */
function eachPair(
  all: readonly (Float64Array | null)[],
  isCompared: (i: number, k: number) => boolean,
  distance: (a: Float64Array, b: Float64Array) => number,
): (number | null)[][] {
  const rows: (number | null)[][] = all.map(() => all.map(() => null));
  all.forEach((a, i) => {
    all.slice(0, i + 1).forEach((b, k) => {
      if (!a || !b || !isCompared(i, k)) return;
      const value = i === k ? 0 : distance(b, a);
      rows[i]![k] = value;
      rows[k]![i] = value;
    });
  });
  return rows;
}
