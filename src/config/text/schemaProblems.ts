/** What the schema finds wrong, said in sentences: expected against found, and what to write instead. */
import type * as z from 'zod/mini';
import { type KeyInfo, keyAt, objectOf, ruleOf } from '../schema/keyTable.ts';
import { rangeText } from '../schema/valueRule.ts';
import { didYouMean, nearestName } from './nearest.ts';
import { otherName } from '../schema/otherNames.ts';
import { type KeyProblem, maxProblems } from '../schema/problem.ts';
import { schemaNode } from '../schema/schemaTree.ts';
import { type Node, nodeAt, nodeValue, type Path } from './tree.ts';
import { localize } from '../wording/localize.ts';

/** One problem for each thing that is wrong, up to `maxProblems`. */
export function schemaProblems(issues: readonly z.core.$ZodIssue[], root: Node): KeyProblem[] {
  const wrong = issues.slice(0, maxProblems).flatMap((issue): (() => KeyProblem)[] => {
    const path = issue.path as Path;
    if (issue.code === 'invalid_union' && isObjectAt(path, root)) return withinObject(issue, path, root);
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => () => unknownKey([...path, key]));
    return [() => wrongValue(path, issue, nodeAt(root, path))];
  });
  return wrong.slice(0, maxProblems).map((problem) => problem());
}

/** Whether an object is there, where one may be. */
function isObjectAt(path: Path, root: Node): boolean {
  return keyAt(path)?.kind === 'object' && nodeAt(root, path)?.type === 'object';
}

/** Of an object that may also be `false`, or a list: what is wrong in it. */
function withinObject(issue: z.core.$ZodIssueInvalidUnion, path: Path, root: Node): (() => KeyProblem)[] {
  const inside = issue.errors.find((issues) =>
    issues.every(({ path: at, code }) => at.length > 0 || code === 'unrecognized_keys'),
  );
  const problems = schemaProblems(inside?.map((one) => ({ ...one, path: [...path, ...one.path] })) ?? [], root);
  return problems.map((problem) => () => problem);
}

function unknownKey(path: Path): KeyProblem {
  const name = String(path.at(-1));
  const parent = path.slice(0, -1);
  const known = keyAt(parent)?.children ?? Object.keys(schemaNode().properties ?? {});
  const suggestion = otherName(name, known) ?? nearestName(name, known);
  const hint = suggestion ? didYouMean(suggestion) : whereItBelongs(parentOf(name), known);
  const message = `${localize('{0} has no key {1}.', nameOf(parent), JSON.stringify(name))} ${hint}`;
  return {
    code: 'unknownKey',
    severity: 'error',
    message,
    values: [parent.join('.'), name],
    path,
    ...(suggestion ? { suggestion: JSON.stringify(suggestion) } : {}),
  };
}

/** @param belongsTo object that does have such a key */
function whereItBelongs(belongsTo: string | undefined, known: readonly string[]): string {
  if (belongsTo === undefined) return localize('Known here: {0}.', known.join(', '));
  if (belongsTo === '') return localize('It belongs in the outermost braces.');
  return localize('It belongs in {0}.', JSON.stringify(belongsTo));
}

/** The object that does have such a key, when a key was written one level too high or too low; "" is the root. */
function parentOf(name: string): string | undefined {
  const queue = [schemaNode()];
  const paths = [''];
  for (let next = 0; next < queue.length; next++) {
    for (const [key, child] of Object.entries(objectOf(queue[next] ?? {}).properties ?? {})) {
      if (key === name) return paths[next];
      queue.push(child);
      paths.push(paths[next] === '' ? key : `${paths[next]}.${key}`);
    }
  }
  return undefined;
}

function wrongValue(path: Path, issue: z.core.$ZodIssue, node: Node | undefined): KeyProblem {
  const key = keyAt(path);
  const name = nameOf(path);
  const expected = key ? expectation(key) : localize('an object in braces');
  const address = path.join('.');
  if (!node)
    return { code: 'missingKey', severity: 'error', path, message: missing(name, expected, key), values: [address] };
  const found = describe(node);
  const values = [address, plainValue(node)];
  if (issue.code === 'invalid_value' && key && typeof node.value === 'string') {
    const suggestion = otherName(node.value, key.options) ?? nearestName(node.value, key.options);
    const choice = isOutput(path, node) ? outputHint(path) : localize('Choose one of them.');
    const hint = suggestion ? didYouMean(suggestion) : choice;
    const message = `${mustBe(name, expected, found)} ${hint}`;
    return {
      code: 'unknownValue',
      severity: 'error',
      path,
      message,
      values,
      ...(suggestion ? { suggestion: JSON.stringify(suggestion) } : {}),
    };
  }
  const code = issue.code === 'too_small' || issue.code === 'too_big' ? 'outOfRange' : 'wrongType';
  return {
    code,
    severity: 'error',
    path,
    values,
    message: `${mustBe(name, expected, found)}${key ? ` ${localize('Write for example {0}.', JSON.stringify(key.metadata.example))}` : ''}`,
  };
}

/** What a program is told of it: a word or number as it is, anything else as JSON. */
function plainValue(node: Node): string | number {
  const value = nodeValue(node);
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
}

/** Softmax is what the output layer of several classes has; here someone lists that layer. */
function isOutput(path: Path, { value }: Node): boolean {
  return path[1] === 'layers' && value === 'softmax';
}

function outputHint(path: Path): string {
  return localize(
    'The output layer follows from the target and is not listed: remove layer {0}, or choose one of them.',
    Number(path[2]) + 1,
  );
}

/** "training.learningRate" must be a number above 0; found "x". */
export function mustBe(name: string, expected: string, found: string): string {
  return localize('{0} must be {1}; found {2}.', name, expected, found);
}

/** "a number above 0 and at most 1000" */
export function expectation(key: KeyInfo): string {
  if (key.metadata.expects) return localize(key.metadata.expects);
  const rule = ruleOf(key);
  if (rule) return rangeText(rule);
  switch (key.kind) {
    case 'object':
      return localize('an object in braces');
    case 'list':
      return key.max === null ? localize('a list in brackets') : localize('a list of at most {0} layers', key.max);
    default:
      return localize('a text in double quotes that is not empty');
  }
}

function missing(name: string, expected: string, key: KeyInfo | undefined): string {
  if (!key || key.kind === 'enum' || key.kind === 'boolean')
    return localize('{0} is missing; expected {1}.', name, expected);
  const example = `${JSON.stringify(key.name)}: ${JSON.stringify(key.metadata.example)}`;
  return localize('{0} is missing; expected {1}, for example {2}.', name, expected, example);
}

/** What stands there, short enough for a sentence: "an empty list", "0.5". */
export function describe(node: Node): string {
  if (node.type === 'object') return localize('an object');
  if (node.type === 'array')
    return node.children?.length ? localize('a list of {0}', node.children.length) : localize('an empty list');
  const value = nodeValue(node);
  // 1e999 is infinite by the time it is a number, and JSON would call it null.
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** "training.learningRate", as it is named in sentences. */
export function nameOf(path: Path): string {
  return path.length === 0 ? localize('The configuration') : `"${path.join('.')}"`;
}
