import assert from 'node:assert/strict';
import { RandomState } from '../../../src/core/random.ts';
import { f64x2 } from '../../../src/engine/assembler/f64x2.ts';
import type { FunctionBuilder } from '../../../src/engine/assembler/functionBuilder.ts';
import { ModuleBuilder } from '../../../src/engine/assembler/moduleBuilder.ts';
import { at, type Local } from '../../../src/engine/assembler/value.ts';
import { Constants } from '../../../src/engine/constants.ts';
import { emitExp, emitSigmoid, emitTanh } from '../../../src/engine/elementary.ts';
import { instantiate } from '../../../src/engine/instance.ts';

type Emit = (f: FunctionBuilder, constants: Constants, xs: readonly Local<'v128'>[]) => void;

const valuesAt = 1024;

/** The function applied to numbers, two at a time. */
function applied(emit: Emit): (numbers: readonly number[]) => number[] {
  const pages = 64;
  const module = new ModuleBuilder();
  const constants = new Constants(16, 40);
  const build = module.function(['i32', 'i32'], null, (f) => {
    f.forEach(f.parameter(1, 'i32'), [{ from: at(f.parameter(0, 'i32')), stride: 32 }], ([place]) => {
      assert.ok(place);
      const second = at(place.pointer, 16);
      const xs = [f.let(f64x2.load(place)), f.let(f64x2.load(second))];
      emit(f, constants, xs);
      f.store(place, xs[0] ?? f64x2.zero);
      f.store(second, xs[1] ?? f64x2.zero);
    });
  });
  module.export('apply', build);
  const { memory, functions } = instantiate(module.bytes(pages), pages);
  constants.write(memory);
  return (numbers) => {
    const room = new Float64Array(memory, valuesAt, Math.ceil(numbers.length / 4) * 4);
    room.set(numbers);
    functions.apply?.(valuesAt, room.length / 4);
    return [...room.subarray(0, numbers.length)];
  };
}

/** Distance in units in the last place of the expected value. */
function ulps(found: number, expected: number): number {
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(expected))));
  return Math.abs(found - expected) / 2 ** (exponent - 52);
}

function worst(emit: Emit, expected: (x: number) => number, numbers: readonly number[]): number {
  const found = applied(emit)(numbers);
  const errors = numbers.map((x, i) => ulps(found[i] ?? Number.NaN, expected(x)));
  return errors.reduce((largest, error) => Math.max(largest, error), 0);
}

/** Even over the interval, dense around 0, and at every power of two. */
function samples(low: number, high: number): number[] {
  const random = new RandomState(3);
  const even = Array.from({ length: 100_000 }, () => low + (high - low) * random.random());
  const small = Array.from({ length: 50_000 }, () => (random.random() - 0.5) * 2 ** (-40 * random.random()));
  const powers = Array.from({ length: 60 }, (_, i) => 2 ** (i - 55)).flatMap((x) => [x, -x]);
  return [...even, ...small, ...powers].filter((x) => x >= low && x <= high);
}

describe('elementary functions in Float64 SIMD', () => {
  // Math.exp and Math.tanh of V8 are fdlibm's, themselves within one unit in the last place.
  it('emitExp is within 2 ulp of Math.exp', () => {
    assert.ok(worst(emitExp, Math.exp, samples(-700, 700)) <= 2);
  });

  it('emitTanh is within 4 ulp of Math.tanh, near 0 too', () => {
    assert.ok(worst(emitTanh, Math.tanh, samples(-25, 25)) <= 4);
  });

  it('emitSigmoid is within 3 ulp of 1/(1 + e^(−x))', () => {
    assert.ok(worst(emitSigmoid, (x) => 1 / (1 + Math.exp(-x)), samples(-700, 40)) <= 3);
  });

  it('emitTanh is odd to the last bit', () => {
    const numbers = samples(0, 25);
    const tanh = applied(emitTanh);
    const negative = tanh(numbers.map((x) => -x));
    assert.deepEqual(
      negative.map((y) => -y),
      tanh(numbers),
    );
  });

  it('handles the ends: zero, infinities, NaN', () => {
    const ends = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
    assert.deepEqual(applied(emitTanh)(ends), [0, 1, -1, Number.NaN]);
    const [half, one, none, nan] = applied(emitSigmoid)(ends);
    assert.deepEqual([half, one, nan], [0.5, 1, Number.NaN]);
    assert.ok(none !== undefined && none >= 0 && none < 1e-300);
    const [unit, large, tiny, notANumber] = applied(emitExp)(ends);
    assert.deepEqual([unit, notANumber], [1, Number.NaN]);
    assert.ok(Number(large) > 1e307 && Number(tiny) < 1e-300);
  });
});
