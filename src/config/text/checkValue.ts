/** One value against one key: for commands, pickers and `--set`, before any text is edited. */
import { type KeyInfo, keyAt } from '../schema/keyTable.ts';
import { describe, expectation, mustBe, nameOf } from './schemaProblems.ts';
import { type Path, valueNode } from './tree.ts';
import { localize } from '../wording/localize.ts';

/** Why the value cannot stand at the path, as one sentence for the user; `undefined` when it can. Objects and lists are not looked into. */
export function checkValue(path: Path, value: unknown): string | undefined {
  const key = keyAt(path);
  if (!key) return localize('There is no key {0}.', nameOf(path));
  return accepts(key, value) ? undefined : mustBe(nameOf(path), expectation(key), describe(valueNode(value)));
}

function accepts(key: KeyInfo, value: unknown): boolean {
  switch (key.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && inRange(key, value);
    case 'integer':
      return Number.isInteger(value) && inRange(key, value as number);
    case 'batch':
      return value === 'full' || (Number.isInteger(value) && inRange(key, value as number));
    case 'boolean':
      return typeof value === 'boolean';
    case 'enum':
      return typeof value === 'string' && key.options.includes(value);
    case 'string':
      return typeof value === 'string' && value !== '';
    case 'target':
      return (typeof value === 'string' && value !== '') || (Array.isArray(value) && value.length > 0);
    case 'list':
      return Array.isArray(value);
    default:
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}

function inRange({ min, max, minExclusive, maxExclusive }: KeyInfo, value: number): boolean {
  const high = min === null || (minExclusive ? value > min : value >= min);
  return high && (max === null || (maxExclusive ? value < max : value <= max));
}
