import assert from 'node:assert/strict';
import { RandomState } from '../../../../src/core/network/random.ts';
import type { EmitContext } from '../../../../src/engine/kernels/emitContext.ts';
import type { FunctionBuilder } from '../../../../src/engine/assembler/functionBuilder.ts';
import { float32Lanes, float64Lanes, type Lanes } from '../../../../src/engine/assembler/lanes.ts';
import { ModuleBuilder } from '../../../../src/engine/assembler/moduleBuilder.ts';
import { at, type Local } from '../../../../src/engine/assembler/value.ts';
import { Constants } from '../../../../src/engine/kernels/constants.ts';
import { emitExp, emitExpm1, emitSigmoid, emitTanh } from '../../../../src/engine/kernels/elementary.ts';
import { emitLog } from '../../../../src/engine/kernels/logarithm.ts';
import { instantiate } from '../../../../src/engine/assembler/instance.ts';
import { numbersAt } from '../../../../src/engine/memory/panels.ts';
import { shortTile } from '../../../../src/engine/kernels/tile.ts';

type Emit = (f: FunctionBuilder, arithmetic: EmitContext, xs: readonly Local<'v128'>[]) => void;

const valuesAt = 1024;

/** The function applied to numbers, two vectors at a time. */
function applied(lanes: Lanes, emit: Emit): (numbers: readonly number[]) => number[] {
  const pages = 64;
  const module = new ModuleBuilder();
  const constants = new Constants(lanes, 16, 40);
  const build = module.function(['i32', 'i32'], null, (f) => {
    f.forEach(f.parameter(1, 'i32'), [{ from: at(f.parameter(0, 'i32')), stride: 32 }], ([address]) => {
      assert.ok(address);
      const second = at(address.pointer, 16);
      const xs = [f.let(lanes.load(address)), f.let(lanes.load(second))];
      emit(f, { lanes, constants, tile: shortTile }, xs);
      f.store(address, xs[0] ?? lanes.zero);
      f.store(second, xs[1] ?? lanes.zero);
    });
  });
  module.export('apply', build);
  const { memory, functions } = instantiate(module.bytes(pages), pages);
  constants.write(memory);
  return (numbers) => {
    const width = 2 * lanes.count;
    const buffer = numbersAt(memory, { lanes }, valuesAt, Math.ceil(numbers.length / width) * width);
    buffer.set(numbers);
    functions.apply?.(valuesAt, buffer.length / width);
    return [...buffer.subarray(0, numbers.length)];
  };
}

interface Case {
  readonly lanes: Lanes;
  /** Smallest exponent of a normal number. */
  readonly smallest: number;
  /** Beyond ± this e^x is limited. */
  readonly range: number;
  /** The number itself as the format has it. */
  readonly rounded: (x: number) => number;
}

const cases: readonly Case[] = [
  { lanes: float64Lanes, smallest: -1022, range: 700, rounded: (x) => x },
  { lanes: float32Lanes, smallest: -126, range: 86, rounded: Math.fround },
];

/** Even over the interval, dense around 0, and at every power of two. */
function samples(low: number, high: number, rounded: (x: number) => number): number[] {
  const random = new RandomState(3);
  const even = Array.from({ length: 100_000 }, () => low + (high - low) * random.random());
  const small = Array.from({ length: 50_000 }, () => (random.random() - 0.5) * 2 ** (-40 * random.random()));
  const powers = Array.from({ length: 60 }, (_, i) => 2 ** (i - 55)).flatMap((x) => [x, -x]);
  return [...even, ...small, ...powers].map(rounded).filter((x) => x >= low && x <= high);
}

for (const { lanes, smallest, range, rounded } of cases) {
  /** Distance in units in the last place of the expected value. */
  const ulps = (found: number, expected: number): number => {
    const exponent = Math.max(smallest, Math.floor(Math.log2(Math.abs(expected))));
    return Math.abs(found - expected) / 2 ** (exponent - lanes.mantissaBits);
  };

  const worst = (emit: Emit, expected: (x: number) => number, numbers: readonly number[]): number => {
    const found = applied(lanes, emit)(numbers);
    const errors = numbers.map((x, i) => ulps(found[i] ?? Number.NaN, expected(x)));
    return errors.reduce((largest, error) => Math.max(largest, error), 0);
  };

  describe(`elementary functions in SIMD, ${lanes.precision}`, () => {
    // Math.exp and Math.tanh of V8 are fdlibm's, themselves within one unit in the last place of a Float64.
    it('emitExp is within 2 ulp of Math.exp', () => {
      assert.ok(worst(emitExp, Math.exp, samples(-range, range, rounded)) <= 2);
    });

    it('emitExpm1 is within 4 ulp of Math.expm1, near 0 too', () => {
      assert.ok(worst(emitExpm1, Math.expm1, samples(-range, range, rounded)) <= 4);
    });

    it('emitTanh is within 4 ulp of Math.tanh, near 0 too', () => {
      assert.ok(worst(emitTanh, Math.tanh, samples(-25, 25, rounded)) <= 4);
    });

    it('emitSigmoid is within 3 ulp of 1/(1 + e^(−x))', () => {
      assert.ok(worst(emitSigmoid, (x) => 1 / (1 + Math.exp(-x)), samples(-range, 40, rounded)) <= 3);
    });

    it('emitLog is within 1.5 ulp of Math.log, near 1 too, and exact at powers of two and at 1', () => {
      const random = new RandomState(5);
      const near = Array.from({ length: 50_000 }, () => 1 + (random.random() - 0.5) * 2 ** (-20 * random.random()));
      const far = Array.from(
        { length: 50_000 },
        () => (1 + random.random()) * 2 ** random.randint(smallest, 1 - smallest),
      );
      assert.ok(worst(emitLog, Math.log, [...near, ...far, ...samples(1e-3, 20, rounded)].map(rounded)) <= 1.5);
      const log = applied(lanes, emitLog);
      assert.deepEqual(log([1, 2, 0.5, 1024]), [0, Math.LN2, -Math.LN2, 10 * Math.LN2].map(rounded));
    });

    it('emitLog takes what is no positive normal number for the next one, but a NaN for itself', () => {
      const ends = [0, -1, Number.NEGATIVE_INFINITY, Number.NaN, Number.POSITIVE_INFINITY];
      const [zero, negative, lowest, nan, infinite] = applied(lanes, emitLog)(ends);
      assert.deepEqual(
        [zero, negative, lowest, nan],
        [...new Array<number>(3).fill(rounded(smallest * Math.LN2)), Number.NaN],
      );
      assert.equal(infinite, rounded((2 - smallest) * Math.LN2));
    });

    it('emitTanh is odd to the last bit', () => {
      const numbers = samples(0, 25, rounded);
      const tanh = applied(lanes, emitTanh);
      const negative = tanh(numbers.map((x) => -x));
      assert.deepEqual(
        negative.map((y) => -y),
        tanh(numbers),
      );
    });

    it('handles the ends: zero, infinities, NaN', () => {
      const ends = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
      assert.deepEqual(applied(lanes, emitTanh)(ends), [0, 1, -1, Number.NaN]);
      const [half, one, none, nan] = applied(lanes, emitSigmoid)(ends);
      assert.deepEqual([half, one, nan], [0.5, 1, Number.NaN]);
      assert.ok(none !== undefined && none >= 0 && none < Math.exp(-range));
      const [unit, large, tiny, notANumber] = applied(lanes, emitExp)(ends);
      assert.deepEqual([unit, notANumber], [1, Number.NaN]);
      assert.ok(Number(large) > Math.exp(range) && Number(tiny) < Math.exp(-range));
    });
  });
}
