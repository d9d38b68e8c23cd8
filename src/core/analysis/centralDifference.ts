/**
 * A derivative by central differences whose ε is chosen for each direction. A large ε bends (error ~ε²), a small one drowns in
 * rounding (error ~noise/ε), and where the two meet depends on the direction: inputs of 1,000 want another ε than inputs
 * of 1. Two neighbouring ε tell both errors, so that the best one can be taken, and how far it can be trusted.
 */

/** Falling by tens: the next larger one of each tells how much it bends. */
export const epsilons = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7] as const;
/** Tried first: right for inputs and weights near 1. */
const usual = [1, 2] as const;
/** An estimate this good, as a share of itself, needs no other. */
const goodEnough = 1e-9;
/** Standard deviations of rounding that are allowed for. */
const deviations = 4;

export interface Derivative {
  readonly value: number;
  /** It is wrong by at most about so much. */
  readonly uncertainty: number;
  readonly epsilon: number;
}

/**
 * @param slope (f(x+ε) − f(x−ε)) / 2ε; `null` when a kink lies within ±ε
 * @param noise standard deviation of the rounding in f
 * @returns `null` when a kink lies within every ±ε
 */
export function centralDifference(slope: (epsilon: number) => number | null, noise: number): Derivative | null {
  const slopes = new Map<number, number | null>();
  const take = (k: number): void => void slopes.set(k, slope(epsilons[k]!));
  usual.forEach(take);
  const first = best(slopes, noise);
  if (first && first.uncertainty <= goodEnough * Math.abs(first.value)) return first;
  for (const k of epsilons.keys()) if (!slopes.has(k)) take(k);
  return best(slopes, noise);
}

function best(slopes: ReadonlyMap<number, number | null>, noise: number): Derivative | null {
  let found: Derivative | null = null;
  for (const [k, value] of slopes) {
    if (value === null) continue;
    const epsilon = epsilons[k]!;
    // The variance of a difference of two costs is twice that of one.
    const rounding = (deviations * Math.SQRT2 * noise) / (2 * epsilon);
    const uncertainty = bend(slopes, k, value) + rounding;
    if (!found || uncertainty < found.uncertainty) found = { value, uncertainty, epsilon };
  }
  return found;
}

/** The error of ε is a hundredth of that of 10 ε; it is at most the distance to ε/10. */
function bend(slopes: ReadonlyMap<number, number | null>, k: number, value: number): number {
  const larger = slopes.get(k - 1) ?? null;
  if (larger !== null) return Math.abs(larger - value) / 50;
  const smaller = slopes.get(k + 1) ?? null;
  return smaller === null ? 0 : 2 * Math.abs(smaller - value);
}
