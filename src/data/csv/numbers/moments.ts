/**
 * Count, extremes, mean and spread of numbers that arrive in pieces, each looked at while it is still in the processor's cache.
 * Pieces are joined by the formula of T. F. Chan, G. H. Golub and R. J. LeVeque (1979), which stays exact where the plain sum
 * of squares would cancel. NaN is a missing value and never counts.
 */
export class Moments {
  count = 0;
  min = Infinity;
  max = -Infinity;
  mean = 0;
  /** Σ(x − mean)². */
  squares = 0;
  integers = true;
  /** Every value is larger than the one before. */
  increasing = true;
  #last = -Infinity;

  /** Takes values[from … to). */
  add(values: Float64Array, from: number, to: number): void {
    this.take(values, from, 1, values, from, to - from);
  }

  /**
   * Copies `count` numbers, `stride` apart from `source[from]` on, to `target[at]` and on, and takes them on the way: this is
   * the one loop through which every number of a file passes. Source and target may be the same places.
   */
  take(source: Float64Array, from: number, stride: number, target: Float64Array, at: number, count: number): void {
    // Differences from a value nearby, so that neither of the two sums cancels.
    const shift = this.count > 0 ? this.mean : firstOf(source, from, stride, count);
    let { min, max } = this;
    let known = 0;
    let sum = 0;
    let squares = 0;
    for (let i = at, k = from; i < at + count; i++, k += stride) {
      const x = source[k] as number;
      target[i] = x;
      if (x !== x) continue;
      const d = x - shift;
      known++;
      sum += d;
      squares += d * d;
      if (x < min) min = x;
      if (x > max) max = x;
    }
    if (known === 0) return;
    this.min = min;
    this.max = max;
    this.#join(known, shift + sum / known, squares - (sum * sum) / known);
    if (this.integers) this.integers = allIntegers(target, at, at + count);
    if (this.increasing) this.#checkOrder(target, at, at + count);
  }

  /** The same copy, of which nothing but the count is known afterwards: a third of the time. */
  copy(source: Float64Array, from: number, stride: number, target: Float64Array, at: number, count: number): void {
    let known = 0;
    for (let i = at, k = from; i < at + count; i++, k += stride) {
      const x = source[k] as number;
      target[i] = x;
      if (x === x) known++;
    }
    this.count += known;
  }

  #join(count: number, mean: number, squares: number): void {
    const total = this.count + count;
    const delta = mean - this.mean;
    this.squares += Math.max(0, squares) + (delta * delta * this.count * count) / total;
    this.mean = this.count === 0 ? mean : this.mean + (delta * count) / total;
    this.count = total;
  }

  #checkOrder(values: Float64Array, from: number, to: number): void {
    let last = this.#last;
    for (let i = from; i < to && this.increasing; i++) {
      const x = values[i] as number;
      if (x <= last) this.increasing = false;
      if (x === x) last = x;
    }
    this.#last = last;
  }
}

/** The first number that is not missing; 0 when all are. */
function firstOf(source: Float64Array, from: number, stride: number, count: number): number {
  for (let k = from; k < from + count * stride; k += stride) if (source[k] === source[k]) return source[k] as number;
  return 0;
}

function allIntegers(values: Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const x = values[i] as number;
    if (x !== Math.floor(x) && x === x) return false;
  }
  return true;
}
