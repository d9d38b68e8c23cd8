/** The inner loop of products against plain loops that round after every operation: equal to the last bit, whatever the tile. */
import { defaultSettings } from '../../../../src/core/training/settings.ts';
import assert from 'node:assert/strict';
import type { NetworkSpec } from '../../../../src/core/network/network.ts';
import { RandomState } from '../../../../src/core/network/random.ts';
import { float32Lanes, float64Lanes, type Lanes, vectorBytes } from '../../../../src/engine/assembler/lanes.ts';
import { ModuleBuilder } from '../../../../src/engine/assembler/moduleBuilder.ts';
import { at, further, i32 } from '../../../../src/engine/assembler/value.ts';
import { instantiate } from '../../../../src/engine/assembler/instance.ts';
import { unitBytes } from '../../../../src/engine/memory/panelSizes.ts';
import { buildNetwork } from '../../../../src/engine/program/networkModule.ts';
import { numbersAt } from '../../../../src/engine/memory/panels.ts';
import { addProducts } from '../../../../src/engine/kernels/product.ts';
import { StepControls } from '../../../../src/engine/memory/stepControls.ts';
import { longTile, shortTile } from '../../../../src/engine/kernels/tile.ts';

const tiles = { long: longTile, short: shortTile };
const [pAt, qAt, cAt, pages] = [1024, 300_000, 600_000, 16];

describe('addProducts(f, arithmetic, sums, vectors, factors)', () => {
  for (const lanes of [float32Lanes, float64Lanes])
    for (const [name, tile] of Object.entries(tiles))
      for (const count of [1, 2, 3, 5, 10, 17, 64, 255])
        it(`${lanes.precision}, ${name} tile, ${count} k: each sum in the order of k, rounded at each step`, () => {
          for (let rows = 1; rows <= tile.rows; rows++) {
            const rowBytes = (count + 3) * lanes.numberBytes;
            const module = new ModuleBuilder();
            const product = module.function([], null, (f) => {
              const sums = Array.from({ length: 2 * rows }, () => f.let(lanes.zero));
              const q = { q: at(i32.const(qAt)), rowBytes, kBytes: lanes.numberBytes };
              addProducts(f, { lanes, tile }, sums, 2, { p: at(i32.const(pAt)), pBytes: unitBytes, ...q, count });
              sums.forEach((sum, i) => f.store(further(at(i32.const(cAt)), i * vectorBytes), sum));
            });
            module.export('product', product);
            const { memory, functions } = instantiate(module.bytes(pages), pages);
            const [P, Q, C] = [pAt, qAt, cAt].map((address) => numbersAt(memory, { lanes }, address, 5000));
            assert.ok(P && Q && C);
            const random = new RandomState(count);
            for (const factor of [P, Q]) factor.forEach((_, i) => (factor[i] = random.randn()));
            functions.product?.();
            const width = 2 * lanes.count;
            const expected = Array.from({ length: rows * width }, (_, i) => {
              const [row, column] = [Math.floor(i / width), i % width];
              return plainSum(lanes, count, (k) => [Q[row * (count + 3) + k] ?? 0, P[k * width + column] ?? 0]);
            });
            assert.deepEqual([...C.subarray(0, rows * width)], expected);
          }
        });
});

function plainSum({ precision }: Lanes, count: number, factorsAt: (k: number) => readonly [number, number]): number {
  const rounded = precision === 'float32' ? Math.fround : (x: number) => x;
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const [a, b] = factorsAt(k);
    sum = rounded(sum + rounded(a * b));
  }
  return sum;
}

describe('a network built with either tile', () => {
  const shapes = [
    [30, 64, 32, 1],
    [7, 13, 6, 3],
    [300, 66, 41, 5],
  ] as const;
  for (const lanes of [float32Lanes, float64Lanes])
    for (const [inputs, first, second, outputs] of shapes)
      it(`${lanes.precision}, ${[inputs, first, second, outputs].join('-')}: the same parameters to the last bit after five steps`, () => {
        const layers = [
          { units: first, activation: 'relu' as const },
          { units: second, activation: 'tanh' as const },
          { units: outputs, activation: 'linear' as const },
        ];
        const spec: NetworkSpec = { inputs, layers, loss: 'squaredError', leakySlope: 0.01 };
        const [long, short] = Object.values(tiles).map((tile) => {
          const m = 37;
          const { memory, layout, functions } = buildNetwork(spec, m, { whole: true, gathered: 0 }, lanes, { tile });
          const random = new RandomState(4);
          for (const [address, end] of [
            [layout.parameters, layout.gradients],
            [layout.X, layout.batchX],
          ] as const) {
            const numbers = numbersAt(memory, layout, address, (end - address) / lanes.numberBytes);
            numbers.forEach((_, i) => (numbers[i] = 0.1 * random.randn()));
          }
          const controls = new StepControls(memory, layout);
          controls.setOptimizer({ ...defaultSettings, optimizer: 'momentum', learningRate: 0.1 }, 1, 5);
          assert.equal(functions.run?.(5, 0, 0, m, m, 1), 5);
          return numbersAt(
            memory,
            layout,
            layout.parameters,
            (layout.gradients - layout.parameters) / lanes.numberBytes,
          ).slice();
        });
        assert.ok(long?.every(Number.isFinite));
        assert.deepEqual(long, short);
      });
});
