/** How far the weights of runs are apart once their hidden units are matched, each with each. */
import { matchUnits, relativeDistance, type UnitOrder } from '../../core/analysis/matchUnits.ts';
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
  const pairs = eachPair(alike, isCompared, (a, b) => {
    const { orders, parameters } = matchUnits(spec, a, b);
    return { left: relativeDistance(a, parameters), before: relativeDistance(a, b), orders: isSmall ? orders : null };
  });
  return {
    spec,
    left: fromBothSides(pairs, alike, ({ left }) => left),
    asTheyStand: fromBothSides(pairs, alike, ({ before }) => before),
    parameters: alike.map((parameters) => (isSmall ? parameters : null)),
    orders: pairs.map((row) => row.map((pair) => pair?.orders ?? null)),
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

interface Pair {
  readonly left: number;
  readonly before: number;
  readonly orders: readonly UnitOrder[] | null;
}

type Pairs = readonly (readonly (Pair | null)[])[];

/** Each once: the earlier run first. */
function eachPair(
  all: readonly (Float64Array | null)[],
  isCompared: (i: number, k: number) => boolean,
  compare: (a: Float64Array, b: Float64Array) => Pair,
): Pairs {
  return all.map((a, i) => all.map((b, k) => (a && b && i < k && isCompared(i, k) ? compare(a, b) : null)));
}

/** A figure is the same from either side; no network is anything away from itself. */
function fromBothSides(
  pairs: Pairs,
  all: readonly (Float64Array | null)[],
  figure: (pair: Pair) => number,
): (number | null)[][] {
  return all.map((own, i) =>
    all.map((_, k) => {
      if (i === k) return own ? 0 : null;
      const pair = pairs[Math.min(i, k)]?.[Math.max(i, k)];
      return pair ? figure(pair) : null;
    }),
  );
}
