/** Random tables of people's making: columns of numbers and words, with and without a trait, drawn from a seed. */
import { RandomState } from '../../../../src/core/network/random.ts';

export class Draw {
  readonly #random: RandomState;

  constructor(seed: number) {
    this.#random = new RandomState(seed);
  }

  /** 0 ≤ x < 1 */
  unit(): number {
    return this.#random.random();
  }

  between(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  pick<T>(list: readonly T[]): T {
    return list[this.between(0, list.length - 1)]!;
  }

  normal(): number {
    return this.#random.randn();
  }
}

export interface CleanColumn {
  readonly name: string;
  readonly cells: readonly string[];
}

const numberNames = ['width', 'depth', 'speed', 'mass', 'glow', 'ratio', 'load', 'tilt'];
const wordNames = ['colour', 'shape', 'origin', 'maker', 'season', 'side'];
const wordLists = [
  ['red', 'green', 'blue'],
  ['north', 'south', 'east', 'west'],
  ['oak', 'ash', 'elm', 'fir', 'yew'],
  ['a', 'A', 'b'],
  ['small', 'large'],
];

/** A table that needs no word about its cells: plain numbers with points, words in one spelling, now and then an empty cell. */
export function cleanTable(draw: Draw): CleanColumn[] {
  const rows = draw.between(24, 80);
  const columns = draw.between(3, 7);
  const names = [...numberNames, ...wordNames];
  return Array.from({ length: columns }, (_, k) => {
    const isNumber = k < 2 || draw.unit() < 0.6;
    const name = `${isNumber ? draw.pick(numberNames) : draw.pick(wordNames)}${names.length > 0 ? k : ''}`;
    const cell = isNumber ? numberCell(draw) : wordCell(draw);
    const gaps = draw.unit() < 0.3 ? 0.05 : 0;
    return { name, cells: Array.from({ length: rows }, () => (draw.unit() < gaps ? '' : cell())) };
  });
}

function numberCell(draw: Draw): () => string {
  const scale = 10 ** draw.between(-1, 3);
  const digits = draw.between(0, 3);
  const kind = draw.between(0, 2);
  if (kind === 0) return () => (draw.normal() * scale + 3 * scale).toFixed(digits);
  if (kind === 1) return () => String(draw.between(0, 200));
  return () => (draw.unit() * scale).toFixed(Math.max(1, digits));
}

function wordCell(draw: Draw): () => string {
  const list = draw.pick(wordLists);
  return () => draw.pick(list);
}

export function csvOf(columns: readonly CleanColumn[], delimiter = ','): string {
  const quoted = (cell: string) =>
    /["\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const line = (cells: readonly string[]) => cells.map(quoted).join(delimiter);
  const rows = columns[0]!.cells.map((_, i) => line(columns.map(({ cells }) => cells[i]!)));
  return `${[line(columns.map(({ name }) => name)), ...rows].join('\n')}\n`;
}
