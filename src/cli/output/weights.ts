/** The trained weights for `--weights`: as JSON, as NumPy's archive, or as lines that NumPy reads. */
import type { Parameters } from '../../core/network/arena.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { unitsOf } from '../../core/network/shape.ts';
import { type NumpyArray, npz } from '../../model/npz.ts';

/** W as rows, b as a column, by name: {"W1": [[…], …], "b1": [[…], …], …}. */
export type WeightLists = Readonly<Record<string, readonly (readonly number[])[]>>;

/** What is written to a file of that name. */
export function weightsFile(path: string, spec: NetworkSpec, parameters: Parameters): string | Uint8Array {
  if (/\.npz$/i.test(path)) return npz(arraysOf(spec, parameters));
  return `${JSON.stringify(weightLists(spec, parameters))}\n`;
}

export function weightLists(spec: NetworkSpec, parameters: Parameters): WeightLists {
  return Object.fromEntries(arraysOf(spec, parameters).map((array) => [array.name, rowsOf(array)]));
}

/** "W1 = np.array([[0.1, -0.2], …])", one line an array, every digit. */
export function weightsText(spec: NetworkSpec, parameters: Parameters): string {
  return arraysOf(spec, parameters)
    .map(
      (array) =>
        `${array.name} = np.array([${rowsOf(array)
          .map((row) => `[${row.join(', ')}]`)
          .join(', ')}])\n`,
    )
    .join('');
}

function arraysOf(spec: NetworkSpec, { W, b }: Parameters): NumpyArray[] {
  return spec.layers.flatMap(({ units }, index) => {
    const l = index + 1;
    const none = new Float64Array(0);
    return [
      { name: `W${l}`, shape: [units, unitsOf(spec, index)], values: W[l] ?? none },
      { name: `b${l}`, shape: [units, 1], values: b[l] ?? none },
    ];
  });
}

function rowsOf({ shape: [rows = 0, columns = 0], values }: NumpyArray): number[][] {
  return Array.from({ length: rows }, (_, j) => [...values.subarray(j * columns, (j + 1) * columns)]);
}
