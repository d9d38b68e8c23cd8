/**
 * Rows and columns exchanged: from panels, where the examples of a unit stand side by side, to rows of examples, where
 * the units of an example do. A square of as many units as a vector has lanes is turned round at a time.
 *
 *     panel                              rows
 *     unit 0 [e0 e1 e2 e3]               example 0 [u0 u1 u2 u3] [u4 …
 *     unit 1 [e0 e1 e2 e3]        →      example 1 [u0 u1 u2 u3] [u4 …
 *     unit 2 [e0 e1 e2 e3]               …
 */
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import { vectorBytes } from '../assembler/lanes.ts';
import { type Address, at, further, type I32, i32 } from '../assembler/value.ts';
import type { Layout } from '../memory/layout.ts';
import { panelVectors, unitBytes, wholeVectors } from '../memory/panelSizes.ts';

interface Transposition {
  /** Panels to read. */
  readonly from: Address;
  /** Where the rows go, each of whole vectors; behind the last unit they are filled up with zeros. */
  readonly to: number;
  readonly panels: I32;
}

export function writeTranspose(
  f: FunctionBuilder,
  { lanes, panelExamples }: Layout,
  units: number,
  { from, to, panels }: Transposition,
): void {
  const rowBytes = wholeVectors(units, lanes) * vectorBytes;
  const addresses = [
    { from, stride: units * unitBytes },
    { from: at(i32.const(to)), stride: panelExamples * rowBytes },
  ] as const;
  f.forEach(panels, addresses, ([panel, rows]) => {
    const squares = [
      { from: panel, stride: unitBytes },
      { from: rows, stride: lanes.numberBytes },
    ] as const;
    f.forTiles(units, lanes.count, squares, (length, [source, target]) => {
      for (let v = 0; v < panelVectors; v++) {
        const vectors = Array.from({ length }, (_, u) => lanes.load(further(source, u * unitBytes + v * vectorBytes)));
        lanes.transpose(f, vectors).forEach((row, e) => {
          f.store(further(target, (v * lanes.count + e) * rowBytes), row);
        });
      }
    });
  });
}
