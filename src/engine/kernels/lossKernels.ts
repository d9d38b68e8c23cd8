/**
 * The losses as instructions, one row each; `core/network/lossFunctions.ts` has the same as plain loops.
 *
 *     da = a − y                                      squared error
 *     da = a − y, no farther from 0 than 1            Huber's loss
 *     da = −1, 0 or 1, the sign of a − y              absolute error
 *     da = −y/a                                       categorical cross-entropy, 0 where y = 0
 *     da = (a − y)/(a(1 − a))                         binary cross-entropy: 1/(1 − a) where y = 0, −1/a where y = 1
 */
import type { Activation, Loss } from '../../core/network/network.ts';
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import type { Local, V128 } from '../assembler/value.ts';
import type { EmitContext } from './emitContext.ts';

/** ŷ and y of some examples. */
export interface LossEntry {
  readonly a: Local<'v128'>;
  readonly y: Local<'v128'>;
}

/** Loads its constants when it is called; the result is made of an entry. */
type Emitter = (f: FunctionBuilder, arithmetic: EmitContext) => (entry: LossEntry) => V128;

export interface LossKernel {
  /** da, and where there is such a place, all bits set (which makes a NaN) where ℒ is infinite or NaN. */
  readonly activationDelta: (
    f: FunctionBuilder,
    arithmetic: EmitContext,
  ) => { readonly delta: (entry: LossEntry) => V128; readonly isNoNumber: ((entry: LossEntry) => V128) | null };
  /** a·da: what softmax's derivative begins with. */
  readonly weightedDelta: Emitter;
  /** dz of output activations with which there is a better way than da·g′; not of the natural one, which is a − y. */
  readonly pairs: Readonly<Partial<Record<Activation, Emitter>>>;
}

export const lossKernels: Readonly<Record<Loss, LossKernel>> = {
  binaryCrossEntropy: {
    activationDelta: (f, arithmetic) => {
      const { sub, mul, div, equal, select, andNot, atLeast, or, zero } = arithmetic.lanes;
      const one = f.let(arithmetic.constants.number(1));
      return {
        delta: ({ a, y }) => {
          const [isZero, isOne] = [equal(y, zero), equal(y, one)];
          const numerator = select(one, select(sub(zero, one), sub(a, y), isOne), isZero);
          return div(numerator, mul(select(one, a, isZero), select(one, sub(one, a), isOne)));
        },
        isNoNumber: (entry) => or(tooSmall(arithmetic, entry), andNot(atLeast(entry.a, one), equal(entry.y, one))),
      };
    },
    weightedDelta: (f, arithmetic) => {
      const { sub, div, equal, select, andNot, atLeast, or, zero } = arithmetic.lanes;
      const one = f.let(arithmetic.constants.number(1));
      return ({ a, y }) => {
        const isOne = equal(y, one);
        const u = div(select(sub(zero, one), sub(a, y), isOne), select(one, sub(one, a), isOne));
        return or(u, or(tooSmall(arithmetic, { a, y }), andNot(atLeast(a, one), equal(y, one))));
      };
    },
    pairs: {},
  },

  categoricalCrossEntropy: {
    activationDelta: (_f, arithmetic) => {
      const { sub, div, equal, andNot, zero } = arithmetic.lanes;
      return {
        delta: ({ a, y }) => andNot(div(sub(zero, y), a), equal(y, zero)),
        isNoNumber: (entry) => tooSmall(arithmetic, entry),
      };
    },
    // Softmax is its natural activation: nobody asks.
    weightedDelta:
      (_f, { lanes }) =>
      ({ y }) =>
        lanes.sub(lanes.zero, y),
    pairs: {
      // −y/a · a(1 − a)
      sigmoid: (f, { lanes, constants }) => {
        const one = f.let(constants.number(1));
        return ({ a, y }) => lanes.mul(y, lanes.sub(a, one));
      },
    },
  },

  squaredError: {
    activationDelta: (_f, { lanes }) => ({ delta: ({ a, y }) => lanes.sub(a, y), isNoNumber: null }),
    weightedDelta:
      (_f, { lanes }) =>
      ({ a, y }) =>
        lanes.mul(a, lanes.sub(a, y)),
    pairs: {},
  },

  huber: {
    activationDelta: (f, arithmetic) => {
      const one = f.let(arithmetic.constants.number(1));
      return { delta: (entry) => clipped(arithmetic, entry, one), isNoNumber: null };
    },
    weightedDelta: (f, arithmetic) => {
      const one = f.let(arithmetic.constants.number(1));
      return (entry) => arithmetic.lanes.mul(entry.a, clipped(arithmetic, entry, one));
    },
    pairs: {},
  },

  absoluteError: {
    activationDelta: (f, arithmetic) => {
      const one = f.let(arithmetic.constants.number(1));
      return { delta: (entry) => signOf(f, arithmetic, entry, one), isNoNumber: null };
    },
    weightedDelta: (f, arithmetic) => {
      const one = f.let(arithmetic.constants.number(1));
      return (entry) => arithmetic.lanes.mul(entry.a, signOf(f, arithmetic, entry, one));
    },
    pairs: {},
  },
};

/** The sign of r = a − y, 0 where r is; a NaN stays a NaN. */
function signOf(f: FunctionBuilder, { lanes }: EmitContext, { a, y }: LossEntry, one: Local<'v128'>): V128 {
  const { and, sub, less, select, equal, zero } = lanes;
  const r = f.let(sub(a, y));
  return select(sub(and(one, less(zero, r)), and(one, less(r, zero))), r, equal(r, r));
}

/** r = a − y between −1 and 1; a NaN stays a NaN. */
function clipped({ lanes }: EmitContext, { a, y }: LossEntry, one: Local<'v128'>): V128 {
  return lanes.larger(lanes.smaller(lanes.sub(a, y), one), lanes.sub(lanes.zero, one));
}

/** a ≤ 0 with y ≠ 0. */
function tooSmall({ lanes: { atLeast, andNot, equal, zero } }: EmitContext, { a, y }: LossEntry): V128 {
  return andNot(atLeast(zero, a), equal(y, zero));
}
