/** What an activation's derivative does to given z. */
import { activationFunctions } from '../../src/core/network/activationFunctions.ts';
import type { HiddenActivation } from '../../src/core/network/network.ts';

export interface SlopeFacts {
  readonly activation: HiddenActivation;
  /** The most that g′ can be anywhere. */
  readonly largest: number;
  /** Over the z; NaN when there are none. */
  readonly mean: number;
  /** Share of the z with g′ below 0.01. */
  readonly flat: number;
}

const flatBelow = 0.01;

export function slopeFacts(activation: HiddenActivation, z: ArrayLike<number>, leakySlope: number): SlopeFacts {
  const { g, gPrime, steepest } = activationFunctions[activation];
  const slope = (value: number): number => gPrime(value, g(value, leakySlope), leakySlope);
  let sum = 0;
  let flat = 0;
  for (let index = 0; index < z.length; index++) {
    const here = slope(z[index] ?? Number.NaN);
    sum += here;
    if (here < flatBelow) flat++;
  }
  return { activation, largest: slope(steepest), mean: sum / z.length, flat: flat / z.length };
}
