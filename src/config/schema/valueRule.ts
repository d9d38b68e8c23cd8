/** THE judge of single values: whether one may stand at a key, and in words what may. Whoever asks, everywhere, asks here. */
import { localize } from '../wording/localize.ts';

export type SettingValue = number | string | boolean;

/** What is known of a key with a single value. */
export interface ValueRule {
  readonly kind: 'number' | 'integer' | 'enum' | 'batch' | 'boolean';
  /** Bounds of numbers, integers and batch sizes; `null` where open. */
  readonly min: number | null;
  readonly max: number | null;
  /** Whether the bounds themselves are out of range. */
  readonly minExclusive: boolean;
  readonly maxExclusive: boolean;
  /** Words of an enumeration. */
  readonly options: readonly { readonly value: string }[];
}

export function isAllowed(rule: ValueRule, value: unknown): value is SettingValue {
  switch (rule.kind) {
    case 'number':
      return isInRange(rule, value);
    case 'integer':
      return Number.isInteger(value) && isInRange(rule, value);
    case 'batch':
      return value === 'full' || (Number.isInteger(value) && isInRange(rule, value));
    case 'enum':
      return rule.options.some((option) => option.value === value);
    case 'boolean':
      return typeof value === 'boolean';
  }
}

function isInRange({ min, max, minExclusive, maxExclusive }: ValueRule, value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  const isAboveMin = min === null || (minExclusive ? value > min : value >= min);
  return isAboveMin && (max === null || (maxExclusive ? value < max : value <= max));
}

/** What is allowed, as it stands in a sentence: "a number above 0 and at most 1000". */
export function rangeText(rule: ValueRule): string {
  const [low, high] = [rule.min ?? '−∞', rule.max ?? '∞'];
  switch (rule.kind) {
    case 'number':
      return numberText(rule, low, high);
    case 'integer':
      return localize('a whole number from {0} to {1}', low, high);
    case 'batch':
      return localize('"full" or a whole number from {0} to {1}', low, high);
    case 'enum':
      return localize('one of {0}', rule.options.map(({ value }) => JSON.stringify(value)).join(', '));
    case 'boolean':
      return localize('true or false');
  }
}

function numberText({ minExclusive, maxExclusive }: ValueRule, low: number | string, high: number | string): string {
  if (minExclusive)
    return maxExclusive
      ? localize('a number above {0} and below {1}', low, high)
      : localize('a number above {0} and at most {1}', low, high);
  return maxExclusive
    ? localize('a number from {0} and below {1}', low, high)
    : localize('a number from {0} to {1}', low, high);
}
