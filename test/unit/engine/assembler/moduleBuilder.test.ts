import assert from 'node:assert/strict';
import { float64Lanes } from '../../../../src/engine/assembler/lanes.ts';
import type { FunctionBuilder } from '../../../../src/engine/assembler/functionBuilder.ts';
import { ModuleBuilder } from '../../../../src/engine/assembler/moduleBuilder.ts';
import { at, further, i32, type ValueType } from '../../../../src/engine/assembler/value.ts';
import { instantiate } from '../../../../src/engine/assembler/instance.ts';

function built(parameters: readonly ValueType[], result: ValueType | null, write: (f: FunctionBuilder) => void) {
  const module = new ModuleBuilder();
  module.export('test', module.function(parameters, result, write));
  const { memory, functions } = instantiate(module.bytes(1), 1);
  return { numbers: new Float64Array(memory), run: (...args: number[]) => functions.test?.(...args) };
}

describe('ModuleBuilder', () => {
  it('builds loops with variables: 1 + 2 + … + n', () => {
    const { run } = built(['i32'], 'i32', (f) => {
      const n = f.parameter(0, 'i32');
      const sum = f.let(i32.const(0));
      f.repeatWhile(
        () => n,
        () => {
          f.set(sum, i32.add(sum, n));
          f.set(n, i32.sub(n, i32.const(1)));
        },
      );
      f.return(sum);
    });
    assert.equal(run(100), 5050);
  });

  it('walks over vectors: y ← a·x + y', () => {
    const { numbers, run } = built(['i32'], null, (f) => {
      const cursors = [
        { from: at(i32.const(256)), stride: 16 },
        { from: at(i32.const(512)), stride: 16 },
      ];
      f.forEach(f.parameter(0, 'i32'), cursors, ([x, y]) => {
        assert.ok(x && y);
        f.store(
          y,
          float64Lanes.multiplyAdd(
            float64Lanes.loadSplat(at(i32.const(0))),
            float64Lanes.load(x),
            float64Lanes.load(y),
          ),
        );
      });
    });
    numbers[0] = 10;
    numbers.set([1, 2, 3, 4], 32);
    numbers.set([5, 6, 7, 8], 64);
    run(2);
    assert.deepEqual([...numbers.subarray(64, 69)], [15, 26, 37, 48, 0]);
  });

  for (const [count, size] of [
    [1, 4],
    [4, 4],
    [7, 3],
    [40, 4],
    [201, 4],
    [35, 2],
  ] as const) {
    it(`goes through ${count} items in tiles of ${size}, each once`, () => {
      const { numbers, run } = built([], null, (f) => {
        f.forTiles(count, size, [{ from: at(i32.const(0)), stride: 16 }], (length, [address]) => {
          assert.ok(address);
          for (let item = 0; item < length; item++) {
            const here = further(address, 16 * item);
            f.store(here, float64Lanes.add(float64Lanes.load(here), float64Lanes.loadSplat(at(i32.const(8192)))));
          }
        });
      });
      numbers[1024] = 1;
      run();
      assert.deepEqual([...numbers.subarray(0, 2 * count + 2)], [...new Array<number>(2 * count).fill(1), 0, 0]);
    });
  }

  for (const [count, size] of [
    [40, 4],
    [41, 4],
    [3, 4],
    [8, 8],
  ] as const) {
    it(`goes through any range of the tiles of ${size} in ${count} items, each once`, () => {
      const tiles = Math.ceil(count / size);
      const { numbers, run } = built(['i32', 'i32'], null, (f) => {
        const range = { first: f.parameter(0, 'i32'), end: f.parameter(1, 'i32') };
        f.forTileRange(count, size, range, [{ from: at(i32.const(0)), stride: 16 }], (length, [address]) => {
          assert.ok(address);
          for (let item = 0; item < length; item++) {
            const here = further(address, 16 * item);
            f.store(here, float64Lanes.add(float64Lanes.load(here), float64Lanes.loadSplat(at(i32.const(8192)))));
          }
        });
      });
      numbers[1024] = 1;
      for (let first = 0; first <= tiles; first++) {
        for (let end = first; end <= tiles; end++) {
          numbers.fill(0, 0, 1000);
          run(first, end);
          const expected = Array.from({ length: count + 1 }, (_, i) =>
            i >= first * size && i < Math.min(end * size, count) ? 1 : 0,
          );
          assert.deepEqual(
            expected.map((_, i) => numbers[2 * i]),
            expected,
            `tiles ${first} to ${end}`,
          );
        }
      }
    });
  }

  it('divides whole numbers', () => {
    const { run } = built(['i32', 'i32'], 'i32', (f) =>
      f.return(i32.div(f.parameter(0, 'i32'), f.parameter(1, 'i32'))),
    );
    assert.equal(run(17, 5), 3);
    assert.equal(run(15, 5), 3);
  });

  it('uses variables of closed scopes again', () => {
    const module = new ModuleBuilder();
    module.function([], null, (f) => {
      const seen = new Set<number>();
      for (let round = 0; round < 50; round++) f.scope(() => seen.add(f.local('v128').index));
      assert.equal(seen.size, 1);
    });
  });

  it('refuses wrong parameters and arguments when the code is made', () => {
    const module = new ModuleBuilder();
    const callee = module.function(['i32'], null, (f) => {
      assert.throws(() => f.parameter(0, 'f64'), TypeError);
      assert.throws(() => f.return(i32.const(1)), TypeError);
    });
    module.function([], null, (f) => {
      assert.throws(() => f.call(callee), TypeError);
      assert.throws(() => f.call(callee, float64Lanes.zero), TypeError);
    });
  });
});
