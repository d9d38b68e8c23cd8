/** Measures of source text for the test of the whole tree: what a module imports, where circles are, how long functions are. */
import { dirname, join } from 'node:path';

const fromWhere = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g;

/** The project's files that a module imports, types included. @param texts of all files by their path */
export function importsOf(path: string, texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = [...(texts.get(path) ?? '').matchAll(fromWhere)].map(([, target = '']) => join(dirname(path), target));
  return new Set(found.map((target) => target.replaceAll('\\', '/')).filter((target) => texts.has(target)));
}

/**
 * Groups of nodes that reach each other: strongly connected components of more than one (R. Tarjan, "Depth-first search and linear
 * graph algorithms", SIAM J. Comput. 1972).
 */
export function circlesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string): number => {
    const index = order.size;
    order.set(node, index);
    open.push(node);
    let low = index;
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (open.includes(next)) low = Math.min(low, order.get(next) ?? low);
    }
    lowest.set(node, low);
    if (low === index) {
      const group = open.splice(open.indexOf(node));
      if (group.length > 1) circles.push(group.sort());
    }
    return low;
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles;
}

/** The nodes that arrows lead to from `entries`, these included. */
export function reachedFrom(
  entries: readonly string[],
  graph: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const reached = new Set(entries);
  // A set that grows while it is walked through is walked through to its last member.
  for (const node of reached) for (const next of graph.get(node) ?? []) reached.add(next);
  return reached;
}

/** A line that begins a function or method with a body in braces, and how far it is indented. */
const beginning =
  /^(\s*)(?:export )?(?:async )?(?:function\*? \w+|(?:override |static |get |set |protected |async |\*)*#?\w+)(?:<.*>)?\(.*\{$|^(\s*)(?:export )?(?:const|readonly) #?\w+.*=> \{$/;
const isNoFunction = /^\s*(?:if|for|while|switch|catch|return|with|else|do|it|describe)\b/;

/**
 * Lines of each function with a body, from its head to its closing brace. Formatted code is what makes it simple: a body ends where a brace
 * stands as far in as its head. Heads of several lines begin at their last one.
 */
export function functionLengths(text: string): number[] {
  const lines = text.split('\n');
  return lines.flatMap((line, first) => {
    const head = beginning.exec(line) ?? /^(\s*)\).*\{$/.exec(line);
    if (!head || isNoFunction.test(line)) return [];
    const indent = head[1] ?? head[2] ?? '';
    const length = lines.slice(first).findIndex((end) => end.startsWith(`${indent}}`));
    return length < 0 ? [] : [length + 1];
  });
}

/** The value below which half of them lie. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}
