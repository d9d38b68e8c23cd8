/**
 * The network at one iteration: a copy of its parameters and the arithmetic over them. Copies, because a long answer is
 * worked out while the training goes on; and in the readable reference, because these numbers are shown digit by digit.
 */
import { createParameters, type Parameters } from '../../core/network/arena.ts';
import { type BackwardBuffers, backwardPass } from '../../core/network/backward.ts';
import { type Examples, allOf, gatherColumns, type ExampleSet, type Inputs } from '../../core/network/examples.ts';
import { createForwardBuffers, forwardPass } from '../../core/network/forward.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { unitsOf } from '../../core/network/shape.ts';
import type { Trainer } from '../../core/training/trainer.ts';

export class ParameterSnapshot {
  readonly spec: NetworkSpec;
  readonly step: number;
  readonly live: boolean;
  readonly parameters: Parameters;
  /** λ/m of the whole training part. */
  readonly #decay: number;

  /** The network as a trainer has it now. */
  static of(trainer: Trainer, live: boolean): ParameterSnapshot {
    return new ParameterSnapshot(trainer, live);
  }

  private constructor({ spec, step, parameters, settings, train }: Trainer, live: boolean) {
    this.spec = spec;
    this.step = step;
    this.live = live;
    this.parameters = createParameters(spec, parameters.values.slice());
    this.#decay = settings.l2 / train.m;
  }

  /** Z^[l] and A^[l] of any inputs, n_x × m. */
  forward(X: Float64Array, m: number): { readonly Z: Float64Array[]; readonly A: Float64Array[] } {
    const buffers = createForwardBuffers(this.spec, X, m);
    forwardPass(this.spec, this.parameters, buffers, m);
    return buffers;
  }

  /** A forward and a backward pass over examples; the penalty counts as in the training set, whatever number they are. */
  backward({ X, Y, m }: Examples): BackwardBuffers & { readonly gradients: Parameters } {
    const { spec } = this;
    const gradients = createParameters(spec);
    const dZ = [new Float64Array(0), ...spec.layers.map((layer) => new Float64Array(layer.units * m))];
    const buffers = { ...this.forward(X, m), Y, dZ };
    backwardPass(spec, this.parameters, gradients, buffers, m, this.#decay);
    return { ...buffers, gradients };
  }
}

/** The chosen columns of examples as examples of their own. */
export function pick(spec: NetworkSpec, { X, Y, m }: ExampleSet, columns: Uint32Array): Examples {
  const take = (from: Inputs, rows: number): Float64Array => {
    const into = new Float64Array(rows * columns.length);
    gatherColumns(from, rows, m, allOf(columns), into);
    return into;
  };
  return { m: columns.length, X: take(X, spec.inputs), Y: take(Y, unitsOf(spec, spec.layers.length)) };
}
