/**
 * The activations as instructions, one row each; `core/network/activationFunctions.ts` has the same functions as plain loops.
 * Softmax, which needs a whole column, is in `forwardKernel.ts` and `outputDeltaKernel.ts`.
 */
import type { HiddenActivation } from '../../core/network/network.ts';
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import type { Address, Local, V128 } from '../assembler/value.ts';
import { each, emitExp, emitExpm1, emitSigmoid, emitTanh } from './elementary.ts';
import type { EmitContext } from './emitContext.ts';
import { emitLog } from './logarithm.ts';
import { emitNormalShare } from './normalShare.ts';

type Variables = readonly Local<'v128'>[];

export interface ActivationKernel {
  /** Whether it needs no registers beside its argument's: then it is done while the sums of a product are still there. */
  readonly isCheap: boolean;
  /** a = g(z) in place. A NaN stays a NaN. */
  readonly forward: (f: FunctionBuilder, arithmetic: EmitContext, zs: Variables, leakySlope: number) => void;
  /** d ⊙ g′, from a where that is enough, or from z. Loads its constants when it is called. */
  readonly backward: (f: FunctionBuilder, arithmetic: EmitContext, leakySlope: number) => TimesDerivative;
}

/** d ⊙ g′ of a vector; where its z and a stand in memory. */
export type TimesDerivative = (d: Local<'v128'>, z: Address, a: Address) => V128;

export const activationKernels: Readonly<Record<HiddenActivation, ActivationKernel>> = {
  sigmoid: {
    isCheap: false,
    forward: emitSigmoid,
    backward: (f, { lanes: { load, mul, sub }, constants }) => {
      const one = f.let(constants.number(1));
      return (d, _z, address) => {
        const a = f.let(load(address));
        return mul(d, mul(a, sub(one, a)));
      };
    },
  },

  tanh: {
    isCheap: false,
    forward: emitTanh,
    backward: (f, { lanes: { load, mul, sub }, constants }) => {
      const one = f.let(constants.number(1));
      return (d, _z, address) => {
        const a = f.let(load(address));
        return mul(d, sub(one, mul(a, a)));
      };
    },
  },

  relu: {
    isCheap: true,
    forward: (f, arithmetic, zs) => rectify(f, arithmetic, zs, 0),
    backward:
      (_f, { lanes }) =>
      (d, z) =>
        lanes.andNot(d, lanes.less(lanes.load(z), lanes.zero)),
  },

  leakyRelu: {
    isCheap: true,
    forward: rectify,
    backward: (f, { lanes, constants }, leakySlope) => {
      const slope = f.let(constants.number(leakySlope));
      return (d, z) => lanes.select(lanes.mul(d, slope), d, lanes.less(lanes.load(z), lanes.zero));
    },
  },

  elu: {
    isCheap: false,
    forward: (f, arithmetic, zs) => {
      const { lanes } = arithmetic;
      f.scope(() => {
        const kept = zs.map((z) => f.let(z));
        emitExpm1(f, arithmetic, zs);
        each(f, zs, (below, i) => lanes.select(kept[i] ?? below, below, lanes.atLeast(kept[i] ?? below, lanes.zero)));
      });
    },
    // min(a, 0) + 1, which is 1 from 0 on.
    backward: (f, { lanes: { load, mul, add, smaller, zero }, constants }) => {
      const one = f.let(constants.number(1));
      return (d, _z, a) => mul(d, add(smaller(load(a), zero), one));
    },
  },

  // max(z, 0) + log(1 + u) with u = e^(−|z|); log(1 + u) as log(w)·u/(w − 1) of w = 1 + u as it is rounded (Kahan), so that no digit
  // is lost where u is small.
  softplus: {
    isCheap: false,
    forward: (f, arithmetic, zs) => {
      const { lanes, constants } = arithmetic;
      const { add, sub, mul, div, smaller, larger, select, equal, zero } = lanes;
      for (const z of zs) {
        f.scope(() => {
          const u = f.let(smaller(z, sub(zero, z)));
          emitExp(f, arithmetic, [u]);
          const one = f.let(constants.number(1));
          const logarithm = f.let(add(one, u));
          const rest = f.let(sub(logarithm, one));
          emitLog(f, arithmetic, [logarithm]);
          f.set(u, select(u, div(mul(logarithm, u), rest), equal(rest, zero)));
          f.set(z, add(larger(z, zero), u));
        });
      }
    },
    backward: (f, arithmetic) => (d, address) => {
      const slope = f.let(arithmetic.lanes.load(address));
      emitSigmoid(f, arithmetic, [slope]);
      return arithmetic.lanes.mul(d, slope);
    },
  },

  // g = z·Φ(z), g′ = Φ(z) + z·φ(z) with φ(z) = e^(−z²/2)/√(2π)
  gelu: {
    isCheap: false,
    forward: (f, arithmetic, zs) => {
      f.scope(() => {
        const kept = zs.map((z) => f.let(z));
        emitNormalShare(f, arithmetic, zs);
        each(f, zs, (share, i) => arithmetic.lanes.mul(kept[i] ?? share, share));
      });
    },
    backward: (f, arithmetic) => (d, address) => {
      const { lanes, constants } = arithmetic;
      const { load, mul, multiplyAdd } = lanes;
      const share = f.let(load(address));
      emitNormalShare(f, arithmetic, [share]);
      const density = f.let(mul(mul(load(address), load(address)), constants.number(-0.5)));
      emitExp(f, arithmetic, [density]);
      const scaled = mul(density, constants.number(1 / Math.sqrt(2 * Math.PI)));
      return mul(d, multiplyAdd(load(address), scaled, share));
    },
  },

  linear: { isCheap: true, forward: () => {}, backward: () => (d) => d },
};

/** z below 0 becomes a product, not 0, so that a NaN stays one. */
function rectify(f: FunctionBuilder, { lanes, constants }: EmitContext, zs: Variables, slopeBelow: number): void {
  f.scope(() => {
    const slope = f.let(constants.number(slopeBelow));
    each(f, zs, (z) => lanes.select(z, lanes.mul(z, slope), lanes.atLeast(z, lanes.zero)));
  });
}
