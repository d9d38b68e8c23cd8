/** What the Fit tab should show, computed from weights and the file with plain sums; none of the product's code is used. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Vector = readonly number[];

/** A network with one hidden tanh layer and one output. */
export interface Weights {
  readonly W1: readonly Vector[];
  readonly b1: Vector;
  readonly w2: Vector;
  readonly b2: number;
}

/** z^[2] of one example. */
export function zOf({ W1, b1, w2, b2 }: Weights, x: Vector): number {
  return W1.reduce((sum, row, j) => {
    const z = row.reduce((inner, weight, k) => inner + weight * (x[k] ?? Number.NaN), b1[j] ?? Number.NaN);
    return sum + (w2[j] ?? Number.NaN) * Math.tanh(z);
  }, b2);
}

export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

export function mean(values: Vector): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function deviation(values: Vector): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/** Between the neighbours, as NumPy does. */
export function quantile(values: Vector, q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const index = q * (sorted.length - 1);
  const [low = Number.NaN, high = low] = sorted.slice(Math.floor(index), Math.floor(index) + 2);
  return low + (index % 1) * (high - low);
}

/** The axis of a picture: the data and 8 % of their extent more on either side; middles of so many cells. */
export function middles(values: Vector, cells: number): Vector {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const border = 0.08 * (most - least);
  return Array.from({ length: cells }, (_, i) => least - border + ((i + 0.5) / cells) * (most - least + 2 * border));
}

export function assertNear(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${what}: shown ${actual}, computed ${expected}`,
  );
}

/** Columns of a table of the samples, which have no quotes. Row i stands in line i + 2. */
export function columnsOf(folder: string, file: string): (name: string) => Vector {
  const [head = '', ...rows] = readFileSync(join(folder, file), 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  const columns = new Map(names.map((name, index) => [name, rows.map((row) => Number(row.split(',')[index]))]));
  return (name) => columns.get(name) ?? [];
}
