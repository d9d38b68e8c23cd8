/**
 * From running sums to new parameters, two entries of the arenas at a time:
 *
 *     g = (lane₀ + lane₁)/m  (+ λ/m·w for weights)
 *     w ← w − α·g                                        gradient descent
 *     v ← βv + (1−β)g,  w ← w − αv                       momentum
 *     s ← β₂s + (1−β₂)g²,  w ← w − αg/(√s + ε)           RMSProp
 *     both averages,  w ← w − α′v/(√s·c + ε)             Adam, with α′ = α/(1−β₁ᵗ) and c = 1/√(1−β₂ᵗ)
 */
import type { OptimizerName } from '../core/settings.ts';
import { f64x2, lanes, vectorBytes } from './assembler/f64x2.ts';
import type { FunctionBuilder } from './assembler/functionBuilder.ts';
import { type Address, at, f64, further, i32, type Local, type V128, type ValueType } from './assembler/value.ts';
import { controls, type Layout, numberBytes } from './layout.ts';

const { add, sub, mul, div, sqrt, load, multiplyAdd } = f64x2;

/** Pointer to the first vector, number of vectors. */
export const clearParameters: readonly ValueType[] = ['i32', 'i32'];

export function writeClear(f: FunctionBuilder): void {
  f.forEach(f.parameter(1, 'i32'), [{ from: at(f.parameter(0, 'i32')), stride: vectorBytes }], ([place]) => {
    if (place) f.store(place, f64x2.zero);
  });
}

/** Pointers to lanes and gradients, number of entries. */
export const collectParameters: readonly ValueType[] = ['i32', 'i32', 'i32'];

export function writeCollect(f: FunctionBuilder, control: number): void {
  const walks = [
    { from: at(f.parameter(0, 'i32')), stride: lanes * vectorBytes },
    { from: at(f.parameter(1, 'i32')), stride: vectorBytes },
  ];
  const scale = controlAt(control, 'oneOverM');
  inPairs(
    f,
    f.parameter(2, 'i32'),
    walks,
    ([sums, g]) => {
      if (!sums || !g) return;
      const [a, b] = [f.let(load(sums)), f.let(load(further(sums, vectorBytes)))];
      f.store(g, mul(add(f64x2.firstLanes(a, b), f64x2.secondLanes(a, b)), f64x2.loadSplat(scale)));
    },
    ([sums, g]) => {
      if (sums && g) f.storeNumber(g, f64.mul(f64.add(f64.load(sums), f64.load(further(sums, numberBytes))), f64.load(scale)));
    },
  );
}

/** Pointers to dW and W, number of entries. */
export const penaltyParameters: readonly ValueType[] = ['i32', 'i32', 'i32'];

/** dW += λ/m·W */
export function writePenalty(f: FunctionBuilder, control: number): void {
  const walks = [0, 1].map((n) => ({ from: at(f.parameter(n, 'i32')), stride: vectorBytes }));
  const factor = controlAt(control, 'penalty');
  inPairs(
    f,
    f.parameter(2, 'i32'),
    walks,
    ([g, w]) => {
      if (g && w) f.store(g, multiplyAdd(f64x2.loadSplat(factor), load(w), load(g)));
    },
    ([g, w]) => {
      if (g && w) f.storeNumber(g, f64.add(f64.mul(f64.load(factor), f64.load(w)), f64.load(g)));
    },
  );
}

type Walks = readonly { readonly from: Address; readonly stride: number }[];
type Body = (places: readonly Address[]) => void;

/** Two entries at a time, and the last one of an odd count alone. The pointers come from the caller and are not kept. */
function inPairs(f: FunctionBuilder, count: Local<'i32'>, walks: Walks, pair: Body, single: Body): void {
  const pairs = f.let(i32.shiftRight(count, 1));
  f.if(pairs, () => f.forEach(pairs, walks, pair));
  f.if(i32.and(count, i32.const(1)), () => {
    single(walks.map(({ from, stride }) => at(f.let(i32.add(from.pointer, i32.mul(pairs, i32.const(stride)))))));
  });
}

/** Pointer to the step's bias corrections. */
export const updateParameters: readonly ValueType[] = ['i32'];

/** Also adds 0·w to the watch, which makes it NaN when a parameter is infinite or NaN. @param count of parameters */
export function writeUpdate(f: FunctionBuilder, optimizer: OptimizerName, layout: Layout, count: number): void {
  const { control, watch, parameters, gradients, firstMoment, secondMoment } = layout;
  const arenas = [parameters, gradients, firstMoment, secondMoment];
  const walks = arenas.map((arena) => ({ from: at(i32.const(0), arena), stride: vectorBytes }));
  const watched = at(i32.const(0), watch);
  const seen = f.let(load(watched));
  const rule = rules[optimizer](f, control, at(f.parameter(0, 'i32')));
  f.forEach(i32.const(Math.ceil(count / lanes)), walks, ([w, g, v, s]) => {
    if (!w || !g || !v || !s) return;
    const next = f.let(sub(load(w), rule({ g, v, s })));
    f.store(w, next);
    f.set(seen, multiplyAdd(next, f64x2.zero, seen));
  });
  f.store(watched, seen);
}

interface Entry {
  readonly g: Address;
  /** Running averages. */
  readonly v: Address;
  readonly s: Address;
}

/** Loads what all entries share; the result is what to subtract from an entry. */
type Rule = (f: FunctionBuilder, control: number, corrections: Address) => (entry: Entry) => V128;

const rules: Readonly<Record<OptimizerName, Rule>> = {
  gradientDescent: (f, control) => {
    const rate = shared(f, control, 'learningRate');
    return ({ g }) => mul(rate, load(g));
  },
  momentum: (f, control) => {
    const rate = shared(f, control, 'learningRate');
    const average = averageOf(f, control, 'momentum', 'oneMinusMomentum');
    return ({ g, v }) => mul(rate, average(v, load(g)));
  },
  rmsProp: (f, control) => {
    const [rate, epsilon] = [shared(f, control, 'learningRate'), shared(f, control, 'epsilon')];
    const average = averageOf(f, control, 'beta2', 'oneMinusBeta2');
    return ({ g, s }) => div(mul(rate, load(g)), add(sqrt(average(s, mul(load(g), load(g)))), epsilon));
  },
  adam: (f, control, corrections) => {
    const rate = f.let(f64x2.loadSplat(corrections));
    const scale = f.let(f64x2.loadSplat(further(corrections, numberBytes)));
    const epsilon = shared(f, control, 'epsilon');
    const first = averageOf(f, control, 'beta1', 'oneMinusBeta1');
    const second = averageOf(f, control, 'beta2', 'oneMinusBeta2');
    return ({ g, v, s }) => {
      const slope = f.let(load(g));
      const mean = first(v, slope);
      return div(mul(rate, mean), multiplyAdd(sqrt(second(s, mul(slope, slope))), scale, epsilon));
    };
  },
};

/** average ← β·average + (1−β)·x, stored and returned. */
function averageOf(
  f: FunctionBuilder,
  control: number,
  beta: keyof typeof controls,
  rest: keyof typeof controls,
): (place: Address, x: V128) => Local<'v128'> {
  const [keep, take] = [shared(f, control, beta), shared(f, control, rest)];
  return (place, x) => {
    const average = f.let(add(mul(keep, load(place)), mul(take, x)));
    f.store(place, average);
    return average;
  };
}

function shared(f: FunctionBuilder, control: number, name: keyof typeof controls): Local<'v128'> {
  return f.let(f64x2.loadSplat(controlAt(control, name)));
}

export function controlAt(control: number, name: keyof typeof controls): Address {
  return at(i32.const(0), control + numberBytes * controls[name]);
}
