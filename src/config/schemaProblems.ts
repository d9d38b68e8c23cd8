/** What the schema finds wrong, said in sentences: expected against found, and what to write instead. */
import type * as z from 'zod/mini';
import { type KeyInfo, keyAt, schemaNode } from './keyTable.ts';
import { nearestName } from './nearest.ts';
import { type KeyProblem, mostProblems } from './problem.ts';
import { type Node, nodeAt, nodeValue, type Path } from './tree.ts';

/** One problem for each thing that is wrong, up to `mostProblems`. */
export function schemaProblems(issues: readonly z.core.$ZodIssue[], root: Node): KeyProblem[] {
  const wrong = issues.slice(0, mostProblems).flatMap((issue): (() => KeyProblem)[] => {
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => () => unknownKey([...path, key]));
    return [() => wrongValue(path, issue, nodeAt(root, path))];
  });
  return wrong.slice(0, mostProblems).map((problem) => problem());
}

function unknownKey(path: Path): KeyProblem {
  const name = String(path.at(-1));
  const parent = path.slice(0, -1);
  const known = keyAt(parent)?.children ?? Object.keys(schemaNode().properties ?? {});
  const suggestion = nearestName(name, known);
  const elsewhere = suggestion ? undefined : placeOf(name);
  const hint = suggestion
    ? `Did you mean ${JSON.stringify(suggestion)}?`
    : elsewhere
      ? `It belongs in ${elsewhere}.`
      : `Known here: ${known.join(', ')}.`;
  const message = `${parent.length === 0 ? 'The configuration' : quoted(parent)} has no key ${JSON.stringify(name)}. ${hint}`;
  return { code: 'unknownKey', severity: 'error', message, path, ...(suggestion ? { suggestion: JSON.stringify(suggestion) } : {}) };
}

/** The object that does have such a key, when a key was written one level too high or too low. */
function placeOf(name: string): string | undefined {
  const queue = [schemaNode()];
  const paths = [''];
  for (let next = 0; next < queue.length; next++) {
    for (const [key, child] of Object.entries(queue[next]?.properties ?? {})) {
      if (key === name) return paths[next] === '' ? 'the outermost braces' : JSON.stringify(paths[next]);
      queue.push(child);
      paths.push(paths[next] === '' ? key : `${paths[next]}.${key}`);
    }
  }
  return undefined;
}

function wrongValue(path: Path, issue: z.core.$ZodIssue, node: Node | undefined): KeyProblem {
  const key = keyAt(path);
  const name = path.length === 0 ? 'The configuration' : quoted(path);
  const expected = key ? expectation(key) : 'an object in braces';
  if (!node) return { code: 'missingKey', severity: 'error', path, message: `${name} is missing; expected ${expected}${example(key)}.` };
  const found = describe(node);
  if (issue.code === 'invalid_value' && key && typeof node.value === 'string') {
    const suggestion = nearestName(node.value, key.options);
    const hint = suggestion ? `Did you mean ${JSON.stringify(suggestion)}?` : `Choose one of them.`;
    const message = `${name} must be ${expected}; found ${found}. ${hint}`;
    return { code: 'unknownValue', severity: 'error', path, message, ...(suggestion ? { suggestion: JSON.stringify(suggestion) } : {}) };
  }
  const code = issue.code === 'too_small' || issue.code === 'too_big' ? 'outOfRange' : 'wrongType';
  return {
    code,
    severity: 'error',
    path,
    message: `${name} must be ${expected}; found ${found}${key ? `. Write for example ${JSON.stringify(key.about.example)}` : ''}.`,
  };
}

/** "a number above 0 and at most 1000" */
export function expectation(key: KeyInfo): string {
  if (key.about.expects) return key.about.expects;
  switch (key.kind) {
    case 'object':
      return 'an object in braces';
    case 'list':
      return key.max === null ? 'a list in brackets' : `a list of at most ${key.max} layers`;
    case 'enum':
      return `one of ${key.options.map((option) => JSON.stringify(option)).join(', ')}`;
    case 'boolean':
      return 'true or false';
    case 'number':
    case 'integer':
      return `${key.kind === 'integer' ? 'a whole number' : 'a number'}${rangeText(key)}`;
    default:
      return 'a text in double quotes that is not empty';
  }
}

/** " from 1 to 4096", " above 0 and at most 1000", "" when open on both sides. */
export function rangeText(key: KeyInfo): string {
  const { min, max, minExclusive, maxExclusive } = key;
  if (min === null && max === null) return '';
  if (min !== null && max !== null && !minExclusive && !maxExclusive) return ` from ${min} to ${max}`;
  const low = min === null ? '' : minExclusive ? ` above ${min}` : ` from ${min}`;
  const high = max === null ? '' : maxExclusive ? ` below ${max}` : ` at most ${max}`;
  return low && high ? `${low} and${high}` : low + high;
}

function example(key: KeyInfo | undefined): string {
  return key && key.kind !== 'enum' && key.kind !== 'boolean'
    ? `, for example ${JSON.stringify(key.name)}: ${JSON.stringify(key.about.example)}`
    : '';
}

/** What stands there, short enough for a sentence: "an empty list", "0.5". */
export function describe(node: Node): string {
  if (node.type === 'object') return 'an object';
  if (node.type === 'array') return node.children?.length ? `a list of ${node.children.length}` : 'an empty list';
  const value = nodeValue(node);
  // 1e999 is infinite by the time it is a number, and JSON would call it null.
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** "training.learningRate", as people say it: layers count from 1. */
function quoted(path: Path): string {
  return `"${path.join('.')}"`;
}
