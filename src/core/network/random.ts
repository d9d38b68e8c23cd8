/**
 * Seeded random numbers, compatible with NumPy's legacy `RandomState`: the Mersenne Twister MT19937 of Matsumoto and
 * Nishimura (1998), 53-bit uniforms, and Marsaglia's polar method for the normal distribution. The same seed gives the
 * same numbers as `numpy.random.RandomState(seed)`; normal draws agree up to the last bit of the logarithm.
 */

const stateLength = 624;
const shiftLength = 397;

/** Everything a generator remembers; plain data. */
export interface RandomStateData {
  readonly key: Uint32Array;
  readonly position: number;
  /** The second normal number of the last pair, when it was not handed out yet. */
  readonly spare: number | null;
}

export class RandomState {
  readonly #key = new Uint32Array(stateLength);
  #position = stateLength;
  #spare: number | null = null;

  /** @param seed 0…2³²−1, or several such numbers (as NumPy takes a list) */
  constructor(seed: number | readonly number[]) {
    if (typeof seed === 'number') seedWithNumber(this.#key, seed);
    else seedWithList(this.#key, seed);
  }

  /** 32 random bits. */
  uint32(): number {
    if (this.#position === stateLength) {
      twist(this.#key);
      this.#position = 0;
    }
    let y = this.#key[this.#position++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** Uniform in [0, 1) with 53 random bits. */
  random(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** Standard normal. The polar method makes two at a time; the second one is kept for the next call. */
  randn(): number {
    if (this.#spare !== null) {
      const spare = this.#spare;
      this.#spare = null;
      return spare;
    }
    for (;;) {
      const x1 = 2 * this.random() - 1;
      const x2 = 2 * this.random() - 1;
      const r2 = x1 * x1 + x2 * x2;
      if (r2 >= 1 || r2 === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(r2)) / r2);
      this.#spare = factor * x1;
      return factor * x2;
    }
  }

  /** A whole number in [low, high); high − low at most 2³². */
  randint(low: number, high: number): number {
    if (!(high > low)) throw new RangeError(`randint: expected low < high, found ${low} and ${high}`);
    return low + this.#upTo(high - low - 1);
  }

  /** Shuffles in place (Fisher–Yates from the end, as NumPy does). */
  shuffle(values: Uint32Array): void {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.#upTo(i);
      const held = values[i]!;
      values[i] = values[j]!;
      values[j] = held;
    }
  }

  save(): RandomStateData {
    return { key: this.#key.slice(), position: this.#position, spare: this.#spare };
  }

  load(data: RandomStateData): void {
    this.#key.set(data.key);
    this.#position = data.position;
    this.#spare = data.spare;
  }

  /** Uniform in 0…max: draws are masked to the needed bits, and those above max thrown away. */
  #upTo(max: number): number {
    if (max === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(max);
    for (;;) {
      const value = (this.uint32() & mask) >>> 0;
      if (value <= max) return value;
    }
  }
}

function seedWithNumber(key: Uint32Array, seed: number): void {
  key[0] = seed;
  for (let i = 1; i < stateLength; i++) {
    const previous = key[i - 1]!;
    key[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
  }
}

/** What every list of seeds starts from. */
const listKey = new Uint32Array(stateLength);
seedWithNumber(listKey, 19650218);

function seedWithList(key: Uint32Array, seeds: readonly number[]): void {
  if (seeds.length === 0) throw new RangeError('a list of seeds needs at least one number');
  key.set(listKey);
  let i = 1;
  let previous = key[0]!;
  const write = (word: number): void => {
    key[i] = word;
    previous = key[i]!;
    i++;
    if (i < stateLength) return;
    key[0] = previous;
    i = 1;
  };
  let j = 0;
  for (let k = 0; k < Math.max(stateLength, seeds.length); k++) {
    write((key[i]! ^ Math.imul(previous ^ (previous >>> 30), 1664525)) + seeds[j]! + j);
    j = j + 1 < seeds.length ? j + 1 : 0;
  }
  for (let k = 0; k < stateLength - 1; k++) write((key[i]! ^ Math.imul(previous ^ (previous >>> 30), 1566083941)) - i);
  key[0] = 0x80000000;
}

/** The next 624 words from the last ones. */
function twist(key: Uint32Array): void {
  for (let i = 0; i < stateLength; i++) {
    const y = (key[i]! & 0x80000000) | (key[(i + 1) % stateLength]! & 0x7fffffff);
    key[i] = key[(i + shiftLength) % stateLength]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
}
