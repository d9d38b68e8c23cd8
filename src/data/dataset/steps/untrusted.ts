/** Values of unknown origin, looked at one by one: what is not as expected is an error that names its place. */

/** What was expected; the sentences are the configuration's. */
export const expectations = {
  object: 'an object',
  list: 'a list',
  text: 'a text',
  number: 'a number',
  positive: 'a number above 0',
  wholeNumber: 'a whole number from 0 on',
  key: 'no such key',
  word: 'one of {0}',
  reading: 'a step that reads a column first',
  lane: 'a step that fits the values before it',
  scales: 'a mean and a std for each of {0} values',
  inputs: '{0} names, as many as values are left',
  ascending: 'numbers that ascend',
  different: 'words that differ',
  index: 'the index of one of {0} words',
  classes: '{0} classes, as the steps of the target have them',
  targets: 'one target at least, and one alone unless numbers are predicted',
} as const;

export type Expectation = keyof typeof expectations;

/** Something read is no pipeline. */
export class PipelineError extends Error {
  /** "encodings[2].steps[0].std[0]" */
  readonly place: string;
  readonly expected: Expectation;
  /** For the placeholder of what was expected. */
  readonly detail: string;
  readonly found: string;

  constructor(place: string, expected: Expectation, found: unknown, detail: string | number = '') {
    const what = excerpt(found);
    super(`${place}: expected ${expectations[expected].replace('{0}', String(detail))}, found ${what}.`);
    this.name = 'PipelineError';
    this.place = place;
    this.expected = expected;
    this.detail = String(detail);
    this.found = what;
  }
}

/** A value with its place. Readers go from one to the next. */
export class Untrusted {
  readonly value: unknown;
  readonly place: string;

  constructor(value: unknown, place: string) {
    this.value = value;
    this.place = place;
  }

  /** @throws PipelineError always */
  fail(expected: Expectation, detail?: string | number): never {
    throw new PipelineError(this.place, expected, this.value, detail);
  }

  /** An object with no other keys than these. */
  object(keys: readonly string[]): (key: string) => Untrusted {
    const { value, place } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.fail('object');
    const at = (key: string) => (place === '' ? key : `${place}.${key}`);
    for (const key of Object.keys(value)) if (!keys.includes(key)) throw new PipelineError(at(key), 'key', key);
    return (key) =>
      new Untrusted(Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined, at(key));
  }

  list<T>(read: (element: Untrusted) => T): T[] {
    if (!Array.isArray(this.value)) return this.fail('list');
    return Array.from(this.value, (element, k) => read(new Untrusted(element, `${this.place}[${k}]`)));
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.fail('text');
  }

  number(): number {
    return typeof this.value === 'number' && Number.isFinite(this.value) ? this.value : this.fail('number');
  }

  positive(): number {
    return this.number() > 0 ? this.number() : this.fail('positive');
  }

  wholeNumber(): number {
    return Number.isSafeInteger(this.value) && this.number() >= 0 ? this.number() : this.fail('wholeNumber');
  }

  oneOf<W extends string>(words: readonly W[]): W {
    const found = words.find((word) => word === this.value);
    return found ?? this.fail('word', words.map((word) => JSON.stringify(word)).join(', '));
  }
}

/** Short enough for a sentence. */
function excerpt(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
