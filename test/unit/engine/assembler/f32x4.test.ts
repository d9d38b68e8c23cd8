import assert from 'node:assert/strict';
import { f32x4 } from '../../../../src/engine/assembler/f32x4.ts';
import { ModuleBuilder } from '../../../../src/engine/assembler/moduleBuilder.ts';
import { at, f32, i32, type V128 } from '../../../../src/engine/assembler/value.ts';
import { instantiate } from '../../../../src/engine/assembler/instance.ts';

const a = [1.5, -2, 0.1, 4];
const b = [2, 3, 0.2, -4];

function applied(operation: (a: V128, b: V128) => V128): number[] {
  const module = new ModuleBuilder();
  const address = (offset: number) => at(i32.const(0), offset);
  const test = module.function([], null, (f) =>
    f.store(address(64), operation(f32x4.load(address(32)), f32x4.load(address(48)))),
  );
  module.export('test', test);
  const { memory, functions } = instantiate(module.bytes(1), 1);
  const numbers = new Float32Array(memory);
  numbers.set([...a, ...b], 8);
  functions.test?.();
  return [...numbers.subarray(16, 20)];
}

function expected(operation: (a: number, b: number) => number): number[] {
  return a.map((x, i) => Math.fround(operation(Math.fround(x), Math.fround(b[i] ?? Number.NaN))));
}

describe('f32x4', () => {
  it('adds, subtracts, multiplies and divides in Float32', () => {
    assert.deepEqual(
      applied(f32x4.add),
      expected((x, y) => x + y),
    );
    assert.deepEqual(
      applied(f32x4.sub),
      expected((x, y) => x - y),
    );
    assert.deepEqual(
      applied(f32x4.mul),
      expected((x, y) => x * y),
    );
    assert.deepEqual(
      applied(f32x4.div),
      expected((x, y) => x / y),
    );
  });

  it('compares and selects by lanes', () => {
    const smaller = expected(Math.min);
    assert.deepEqual(applied(f32x4.smaller), smaller);
    assert.deepEqual(applied(f32x4.larger), expected(Math.max));
    assert.deepEqual(
      applied((x, y) => f32x4.select(x, y, f32x4.less(x, y))),
      smaller,
    );
  });

  it('shuffles lanes of two vectors, and takes one out', () => {
    assert.deepEqual(
      applied(f32x4.shuffle([0, 4, 1, 5])),
      [a[0], b[0], a[1], b[1]].map((x) => Math.fround(x ?? Number.NaN)),
    );
    assert.deepEqual(
      applied((x) => f32x4.splat(f32.add(f32x4.lane(x, 3), f32.const(0.5)))),
      [4.5, 4.5, 4.5, 4.5],
    );
  });

  it('adds to exponents as whole numbers', () => {
    assert.deepEqual(
      applied((x) => f32x4.addBits(x, f32x4.shiftBitsLeft(f32x4.splat(f32.const(1.401298464324817e-45)), 23))),
      expected((x) => 2 * x),
    );
  });
});
