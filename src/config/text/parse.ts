/** Text of a `.nnconfig` → a complete configuration, or the problems that stand in its way. Never throws, whatever the text. */
import type { LineMap } from './position.ts';
import { hasErrors, type KeyProblem, maxProblems, type Problem } from '../schema/problem.ts';
import { type NetworkConfig, networkFileSchema } from '../schema/schema.ts';
import type { SweepConfig } from '../schema/schemaSweep.ts';
import { schemaProblems } from './schemaProblems.ts';
import { keyNodeAt, type Node, nodeAt, nodeValue, type readTree } from './tree.ts';
import { localize } from '../wording/localize.ts';

export interface ParsedConfig {
  /** With every default filled in; `null` when a problem is an error. */
  readonly config: NetworkConfig | null;
  /** What a sweep is to train of it; `null` where nothing is said, or a problem is an error. */
  readonly sweep: SweepConfig | null;
  readonly problems: readonly Problem[];
  /** As far as the text could be read. */
  readonly root: Node | undefined;
}

/** What a tree says. For a text in use ask for its `configDocument`, which is parsed once. */
export function parseTree({ root, problems: syntax }: ReturnType<typeof readTree>, lines: LineMap): ParsedConfig {
  const problems: Problem[] = syntax.map((problem) => ({
    ...problem,
    severity: 'error',
    values: [],
    path: [],
    ...lines.positionAt(problem.offset),
  }));
  // While the syntax is broken, keys are missing or misplaced because of that: one thing at a time.
  if (!root || problems.length > 0) return { config: null, sweep: null, problems, root };
  problems.push(...duplicateKeys(root, lines));
  const result = networkFileSchema.safeParse(nodeValue(root));
  if (!result.success)
    problems.push(...schemaProblems(result.error.issues, root).map((problem) => locate(problem, root, lines)));
  problems.sort((a, b) => a.offset - b.offset);
  if (!result.success || hasErrors(problems)) return { config: null, sweep: null, problems, root };
  const { sweep = null, ...config } = result.data;
  return { config: withOwnTypes(config), sweep, problems, root };
}

/**
 * Gives a problem its place: the value at its path, the key for an unknown one, the brace of the nearest object for a missing one.
 */
export function locate(problem: KeyProblem, root: Node, lines: LineMap): Problem {
  const { offset, length } = rangeOf(problem, root);
  return { ...problem, offset, length, ...lines.positionAt(offset) };
}

function rangeOf(problem: KeyProblem, root: Node): { offset: number; length: number } {
  const node = problem.code === 'unknownKey' ? keyNodeAt(root, problem.path) : nodeAt(root, problem.path);
  if (node) return { offset: node.offset, length: node.length };
  for (let depth = problem.path.length - 1; depth > 0; depth--) {
    const key = keyNodeAt(root, problem.path.slice(0, depth));
    if (key) return { offset: key.offset, length: key.length };
    const ancestor = nodeAt(root, problem.path.slice(0, depth));
    if (ancestor) return { offset: ancestor.offset, length: 1 };
  }
  return { offset: root.offset, length: 1 };
}

function duplicateKeys(root: Node, lines: LineMap): Problem[] {
  const problems: Problem[] = [];
  const walk = (node: Node, path: readonly (string | number)[]): void => {
    const seen = new Map<string, number>();
    for (const [index, child] of (node.children ?? []).entries()) {
      const [key, value] = node.type === 'object' ? (child.children ?? []) : [undefined, child];
      const here = [...path, key ? (key.value as string) : index];
      if (key) {
        const first = seen.get(key.value as string);
        if (problems.length >= maxProblems) return;
        if (first === undefined) seen.set(key.value as string, lines.positionAt(key.offset).line);
        else problems.push(duplicateKey(key, here, first, lines));
      }
      if (value) walk(value, here);
    }
  };
  walk(root, []);
  return problems;
}

function duplicateKey(key: Node, path: readonly (string | number)[], firstLine: number, lines: LineMap): Problem {
  const message = localize(
    'The key {0} is given twice; the first is on line {1}. Remove one of them.',
    JSON.stringify(key.value),
    firstLine,
  );
  return {
    code: 'duplicateKey',
    severity: 'error',
    message,
    values: [String(key.value), firstLine],
    path,
    offset: key.offset,
    length: key.length,
    ...lines.positionAt(key.offset),
  };
}

/** Column names are the user's: a column called "constructor" must not find Object's. */
function withOwnTypes(config: NetworkConfig): NetworkConfig {
  const { types } = config.data;
  return types ? { ...config, data: { ...config.data, types: Object.assign(Object.create(null), types) } } : config;
}
