/**
 * One update of all parameters, a vector of the arenas at a time:
 *
 *     w ← w − α·g                                        gradient descent
 *     v ← βv + (1−β)g,  w ← w − αv                       momentum
 *     v as there,  w ← w − α(βv + (1−β)g)                Nesterov momentum
 *     s ← ρs + (1−ρ)g²,  w ← w − αg/(√s + ε)             RMSProp
 *     both averages,  w ← w − α′v/(√s·c + ε)             Adam, with α′ = α/(1−β₁ᵗ) and c = 1/√(1−β₂ᵗ)
 *     the same,  w ← w − αλ_w·w besides where w is a weight    AdamW
 */
import type { OptimizerName } from '../../core/training/settings.ts';
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import { vectorBytes } from '../assembler/lanes.ts';
import { type Address, at, further, i32, type Local, type V128, type ValueType } from '../assembler/value.ts';
import { storeNaN } from './nanFlag.ts';
import { type Control, controlAt, type Layout } from '../memory/layout.ts';

/** Pointer to the step's bias corrections and learning rate, first vector of the arenas, number of vectors (at least 1). */
export const updateParameters: readonly ValueType[] = ['i32', 'i32', 'i32'];

/** Also makes the NaN flag NaN when a parameter is infinite or NaN. */
export function writeUpdate(f: FunctionBuilder, optimizer: OptimizerName, layout: Layout): void {
  const { lanes, nanFlag, parameters, gradients, firstMoment, secondMoment, isWeight } = layout;
  const seen = f.let(lanes.zero);
  const rule = rules[optimizer](f, layout, at(f.parameter(0, 'i32')));
  // The arenas follow one another at constant distances: one pointer is enough.
  const first = i32.mul(f.parameter(1, 'i32'), i32.const(vectorBytes));
  const cursor = { from: at(i32.add(i32.const(parameters), first)), stride: vectorBytes };
  f.forEach(f.parameter(2, 'i32'), [cursor], ([w]) => {
    const inArena = (arena: number): Address => further(w, arena - parameters);
    const averages = { v: inArena(firstMoment), s: inArena(secondMoment) };
    const entry = { w, g: inArena(gradients), ...averages, isWeight: inArena(isWeight) };
    const next = f.let(lanes.sub(lanes.load(w), rule(entry)));
    f.store(w, next);
    f.set(seen, lanes.multiplyAdd(next, lanes.zero, seen));
  });
  storeNaN(f, lanes, nanFlag, seen);
}

interface Entry {
  readonly w: Address;
  readonly g: Address;
  /** Running averages. */
  readonly v: Address;
  readonly s: Address;
  readonly isWeight: Address;
}

/** Loads what all entries share; the result is what to subtract from an entry. */
type Rule = (f: FunctionBuilder, layout: Layout, corrections: Address) => (entry: Entry) => V128;

const rules: Readonly<Record<OptimizerName, Rule>> = {
  gradientDescent: (f, layout, corrections) => {
    const { mul, load } = layout.lanes;
    const rate = rateOf(f, layout, corrections);
    return ({ g }) => mul(rate, load(g));
  },
  momentum: (f, layout, corrections) => {
    const { mul, load } = layout.lanes;
    const rate = rateOf(f, layout, corrections);
    const average = averageOf(f, layout, 'momentum', 'oneMinusMomentum');
    return ({ g, v }) => mul(rate, average(v, load(g)));
  },
  nesterov: (f, layout, corrections) => {
    const { add, mul, load } = layout.lanes;
    const rate = rateOf(f, layout, corrections);
    const [keep, take] = [shared(f, layout, 'momentum'), shared(f, layout, 'oneMinusMomentum')];
    const average = averageOf(f, layout, 'momentum', 'oneMinusMomentum');
    return ({ g, v }) => {
      const slope = f.let(load(g));
      return mul(rate, add(mul(keep, average(v, slope)), mul(take, slope)));
    };
  },
  rmsProp: (f, layout, corrections) => {
    const { add, mul, div, sqrt, load } = layout.lanes;
    const [rate, epsilon] = [rateOf(f, layout, corrections), shared(f, layout, 'epsilon')];
    const average = averageOf(f, layout, 'rho', 'oneMinusRho');
    return ({ g, s }) => div(mul(rate, load(g)), add(sqrt(average(s, mul(load(g), load(g)))), epsilon));
  },
  adam: adamRule,
  adamW: (f, layout, corrections) => {
    const { add, mul, load } = layout.lanes;
    const decay = f.let(mul(rateOf(f, layout, corrections), shared(f, layout, 'weightDecay')));
    const step = adamRule(f, layout, corrections);
    return (entry) => add(step(entry), mul(mul(decay, load(entry.isWeight)), load(entry.w)));
  },
};

function adamRule(f: FunctionBuilder, layout: Layout, corrections: Address): (entry: Entry) => V128 {
  const { mul, div, sqrt, load, loadSplat, multiplyAdd, numberBytes } = layout.lanes;
  const rate = f.let(loadSplat(corrections));
  const scale = f.let(loadSplat(further(corrections, numberBytes)));
  const epsilon = shared(f, layout, 'epsilon');
  const first = averageOf(f, layout, 'beta1', 'oneMinusBeta1');
  const second = averageOf(f, layout, 'beta2', 'oneMinusBeta2');
  return ({ g, v, s }) => {
    const slope = f.let(load(g));
    const mean = first(v, slope);
    return div(mul(rate, mean), multiplyAdd(sqrt(second(s, mul(slope, slope))), scale, epsilon));
  };
}

/** average ← β·average + (1−β)·x, stored and returned. */
function averageOf(
  f: FunctionBuilder,
  layout: Layout,
  beta: Control,
  rest: Control,
): (address: Address, x: V128) => Local<'v128'> {
  const { add, mul, load } = layout.lanes;
  const [keep, take] = [shared(f, layout, beta), shared(f, layout, rest)];
  return (address, x) => {
    const average = f.let(add(mul(keep, load(address)), mul(take, x)));
    f.store(address, average);
    return average;
  };
}

/** α of the step. */
function rateOf(f: FunctionBuilder, { lanes }: Layout, corrections: Address): Local<'v128'> {
  return f.let(lanes.loadSplat(further(corrections, 2 * lanes.numberBytes)));
}

function shared(f: FunctionBuilder, layout: Layout, name: Control): Local<'v128'> {
  return f.let(layout.lanes.loadSplat(at(i32.const(0), controlAt(layout, name))));
}
