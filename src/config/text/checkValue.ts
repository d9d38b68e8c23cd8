/** One value against one key: for commands, pickers and `--set`, before any text is edited. */
import { type KeyInfo, keyAt, ruleOf } from '../schema/keyTable.ts';
import { isAllowed } from '../schema/valueRule.ts';
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
  const rule = ruleOf(key);
  if (rule) return isAllowed(rule, value);
  switch (key.kind) {
    case 'string':
      return typeof value === 'string' && (value !== '' || key.metadata.suggestions?.includes('') === true);
    case 'target':
      return (typeof value === 'string' && value !== '') || (Array.isArray(value) && value.length > 0);
    case 'words':
      return typeof value === 'object' && value !== null;
    case 'list':
      return Array.isArray(value);
    default:
      if (value === false) return key.allowsFalse;
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}
