/**
 * What becomes of the sums of a block's gradients:
 *
 *     g ← (g + sum)·factor + penalty·w        factor 1/m and penalty λ/m_train in the last block of a batch, 1 and 0 before
 */
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import { vectorBytes } from '../assembler/lanes.ts';
import { type Address, at, further, i32, type I32, type Local, type V128 } from '../assembler/value.ts';
import { controlAt, type Layout } from '../memory/layout.ts';
import { panelVectors } from '../memory/panelSizes.ts';
import type { Tile } from './tile.ts';

/** A tile of neighbouring entries: rows of so many vectors, of whose numbers `columns` belong to the matrix. */
export interface GradientTile {
  readonly sums: readonly Local<'v128'>[];
  readonly vectors: number;
  readonly columns: number;
  readonly address: Address;
  readonly rowBytes: number;
  /** Distance from an entry to its weight, `null` for biases. */
  readonly toWeights: number | null;
}

export interface GradientEpilogue {
  tile(tile: GradientTile): void;
  /** Each vector is one entry, once its lanes are added up. */
  lanes(sums: readonly Local<'v128'>[], address: Address, toWeights: number | null): void;
}

/** In a first block g counts as 0; most batches are one block and have no λ: a tile is then written without reading anything. */
export function gradientEpilogue(
  f: FunctionBuilder,
  layout: Layout,
  tile: Tile,
  isFirst: I32,
  isLast: I32,
): GradientEpilogue {
  const { lanes } = layout;
  // As `storePlaces` in `large/panelTile.ts`.
  const together = tile.panels === 1 ? 1 : panelVectors;
  const control = (last: 'oneOverM' | 'penalty', before: 'one' | 'zero'): Address =>
    at(i32.select(i32.const(controlAt(layout, last)), i32.const(controlAt(layout, before)), isLast));
  // All bits set but in the first block, where the old gradient is to count as 0, whatever it was.
  const keep = f.let(i32.splat(i32.sub(isFirst, i32.const(1))));
  const [factor, penalty] = [
    f.let(lanes.loadSplat(control('oneOverM', 'one'))),
    f.let(lanes.loadSplat(control('penalty', 'zero'))),
  ];
  // No λ/m above 0 is so small that the half of its bits with the exponent is 0.
  const hasPenalty = i32.load(further(control('penalty', 'zero'), lanes.numberBytes - 4));
  const isSumAlone = i32.select(i32.const(0), isFirst, hasPenalty);
  const whole = (sum: V128, address: Address, toWeights: number | null): V128 => {
    const scaled = lanes.mul(lanes.add(lanes.and(lanes.load(address), keep), sum), factor);
    return toWeights === null ? scaled : lanes.add(scaled, lanes.mul(penalty, lanes.load(moved(address, toWeights))));
  };
  return {
    tile({ sums, vectors, columns, address, rowBytes, toWeights }) {
      const targets = sums
        .map((sum, i) => ({ sum, row: Math.floor(i / vectors), v: i % vectors }))
        .map(({ sum, row, v }) => ({
          ...{ sum, length: Math.min(lanes.count, columns - v * lanes.count) },
          target: further(address, row * rowBytes + v * vectorBytes),
        }));
      const each = (entry: (sum: V128, address: Address) => V128): void => {
        for (let i = 0; i < targets.length; i += together) {
          const group = targets.slice(i, i + together).filter(({ length }) => length > 0);
          for (const { sum, target } of group) f.set(sum, entry(sum, target));
          for (const { sum, target, length } of group.reverse()) lanes.storeFirst(f, target, sum, length);
        }
      };
      f.ifElse(
        isSumAlone,
        () => each((sum) => lanes.mul(sum, factor)),
        () => each((sum, target) => whole(sum, target, toWeights)),
      );
    },
    lanes(sums, address, toWeights) {
      for (let i = 0; i < sums.length; i += lanes.count) {
        const [group, target] = [sums.slice(i, i + lanes.count), further(address, i * lanes.numberBytes)];
        f.scope(() => {
          const sum = lanes.sums(f, group);
          f.set(sum, whole(sum, target, toWeights));
          lanes.storeFirst(f, target, sum, group.length);
        });
      }
    },
  };
}

/** An address before or behind another one. Arenas lie in one memory: the distance may be negative. */
function moved({ pointer, offset }: Address, distance: number): Address {
  return offset + distance >= 0 ? at(pointer, offset + distance) : at(i32.add(pointer, i32.const(distance)), offset);
}
