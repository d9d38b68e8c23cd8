/** Measures the cost near a place: along one parameter, for a central difference, and how much of it is rounding. */
import { activationFunction } from '../network/activations.ts';
import { createParameters, type Parameters } from '../network/arena.ts';
import type { ExampleSet } from '../network/examples.ts';
import { costOf, createForwardBuffers, type ForwardBuffers, forwardPass } from '../network/forward.ts';
import { lossFunctions } from '../network/lossFunctions.ts';
import type { NetworkSpec } from '../network/network.ts';
import { RandomState } from '../network/random.ts';

/** Costs of the difference table, and the order of the differences that are taken for noise. */
const noisePoints = 9;
const noiseOrder = 4;
/** (order!)² / (2·order)!: what makes the mean square of such differences the variance of one value. */
const noiseScale = 1 / 70;
/** Distance of two costs of the table, as a share of each parameter: near enough for a polynomial, far enough to round anew. */
const noiseStep = 2 ** -40;

export class CostProbe {
  readonly #spec: NetworkSpec;
  readonly #parameters: Parameters;
  readonly #examples: ExampleSet;
  readonly #decay: number;
  readonly #buffers: ForwardBuffers;
  /**
   * Layers with kinks, and where on its axis every z, and with a loss that has kinks every ŷ − y, of the last cost lay: the number of
   * kinks at or below it.
   */
  readonly #kinked: readonly { readonly Z: Float64Array; readonly kinks: readonly number[] }[];
  readonly #branches: Uint8Array;

  /** Works on its own copy of the parameters. @param l2 λ */
  constructor(spec: NetworkSpec, parameters: Parameters, examples: ExampleSet, l2: number) {
    this.#spec = spec;
    this.#parameters = createParameters(spec, parameters.values.slice());
    this.#examples = examples;
    this.#decay = l2 / examples.m;
    this.#buffers = createForwardBuffers(spec, examples.X, examples.m);
    this.#kinked = spec.layers.flatMap(({ activation }, index) => {
      const kinks = activationFunction(activation)?.kinks ?? [];
      return kinks.length > 0 ? [{ Z: this.#buffers.Z[index + 1]!, kinks }] : [];
    });
    this.#branches = new Uint8Array(
      this.#kinked.reduce((sum, { Z }) => sum + Z.length, this.#buffers.A.at(-1)!.length),
    );
  }

  /** ∂J/∂θ at a position by central difference; `null` when a kink lies within ±ε. */
  slope(position: number, epsilon: number): number | null {
    const { values } = this.#parameters;
    const value = values[position]!;
    const [above, below] = [value + epsilon, value - epsilon];
    values[position] = above;
    const right = this.cost();
    this.#noteBranches();
    values[position] = below;
    const left = this.cost();
    values[position] = value;
    // Divided by what was really added and subtracted.
    return this.#noteBranches() ? null : (right - left) / (above - below);
  }

  /** J at the present parameters, λ term included. */
  cost(): number {
    const { Y, m } = this.#examples;
    const L = this.#spec.layers.length;
    forwardPass(this.#spec, this.#parameters, this.#buffers, m);
    const output = { Z: this.#buffers.Z[L]!, A: this.#buffers.A[L]!, Y, m };
    return costOf(this.#spec, this.#parameters, output, this.#decay);
  }

  /**
   * Standard deviation of J's rounding error: costs a hair's breadth apart differ by a smooth function, of which high
   * differences leave nothing, and by rounding, of which they leave all (Moré and Wild, Estimating Computational Noise, 2011).
   */
  noise(): number {
    const { values } = this.#parameters;
    const start = values.slice();
    const random = new RandomState(5);
    const direction = start.map((value) => (Math.abs(value) + 2 ** -10) * noiseStep * (0.5 + random.random()));
    let table = Array.from({ length: noisePoints }, (_, k) => {
      for (let i = 0; i < values.length; i++) values[i] = start[i]! + (k - noisePoints / 2) * direction[i]!;
      return this.cost();
    });
    values.set(start);
    const size = Math.max(...table.map(Math.abs));
    for (let order = 0; order < noiseOrder; order++) table = table.slice(1).map((cost, k) => cost - table[k]!);
    const squares = table.reduce((sum, difference) => sum + difference * difference, 0) / table.length;
    return Math.max(Math.sqrt(squares * noiseScale), size * Number.EPSILON);
  }

  /** @returns whether any z, or ŷ − y, lies between other kinks than noted before */
  #noteBranches(): boolean {
    let changed = false;
    let at = 0;
    const note = (branch: number): void => {
      if (this.#branches[at] !== branch) changed = true;
      this.#branches[at++] = branch;
    };
    for (const { Z, kinks } of this.#kinked) for (let i = 0; i < Z.length; i++) note(branchOf(Z[i]!, kinks));
    const { kinks } = lossFunctions[this.#spec.loss];
    if (kinks.length === 0) return changed;
    const [A, { Y }] = [this.#buffers.A.at(-1)!, this.#examples];
    for (let i = 0; i < A.length; i++) note(branchOf(A[i]! - Y[i]!, kinks));
    return changed;
  }
}

/** How many kinks are at or below x. */
function branchOf(x: number, kinks: readonly number[]): number {
  let branch = 0;
  for (const kink of kinks) if (x >= kink) branch++;
  return branch;
}
