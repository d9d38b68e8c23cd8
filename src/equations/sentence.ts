/**
 * The arithmetic of one cell as it is written out: its own sum by the largest terms, g′ and softmax by their definitions, and the
 * same with numbers in the place of the letters.
 */
import { cellExpression, type Shapes } from './cell.ts';
import type { Equation } from './equation.ts';
import { evaluate, type Values } from './evaluate.ts';
import { type Expression, withParts } from './expression.ts';
import { definitionOf, softmaxDefinition } from './functions.ts';
import { cellOf } from './matrix.ts';
import { longestSum, seriesOf } from './series.ts';

export interface CellIndex {
  readonly row: number;
  readonly column: number;
}

/** A letter with a number of its own: a cell, or a number that is the same for all. */
export type Leaf = Expression & { readonly kind: 'element' | 'variable' };

/** The right side for one cell, of its longest sum so many terms. */
export function cellArithmetic(
  { right }: Pick<Equation, 'right'>,
  { row, column }: CellIndex,
  { shapes, values, most }: { readonly shapes: Shapes; readonly values: Values; readonly most: number },
): Expression {
  return shortened(cellExpression(writtenOut(right), row, column, shapes), values, most);
}

/** g′ in z and a, softmax as the quotient that it is. */
function writtenOut(node: Expression): Expression {
  if (node.kind === 'slope') return writtenOut(definitionOf(node.activation, node.z, node.a).gPrime);
  if (node.kind === 'apply' && node.name === 'softmax') return softmaxDefinition(writtenOut(node.to));
  return withParts(node, writtenOut);
}

/** One term that is left over is written, too: it takes no more room than what stands for it. */
function shortened(cell: Expression, values: Values, most: number): Expression {
  const sum = longestSum(cell);
  if (!sum || sum.terms.length <= most + 1) return cell;
  const series = seriesOf(cell, values, most);
  if (!series) return cell;
  const rest: Expression = { kind: 'rest', count: series.count - series.shown.length, value: series.rest };
  return replaced(cell, sum, { kind: 'sum', terms: [...series.shown.map(({ term }) => term), rest] });
}

function replaced(node: Expression, old: Expression, by: Expression): Expression {
  return node === old ? by : withParts(node, (part) => replaced(part, old, by));
}

/** In the order in which they are read, each as often as it stands there. */
export function leavesOf(node: Expression): readonly Leaf[] {
  const leaves: Leaf[] = [];
  withLeaves(node, (leaf) => {
    leaves.push(leaf);
    return leaf;
  });
  return leaves;
}

/** The same tree with others in the place of its leaves, told in the order of `leavesOf`. */
function withLeaves(node: Expression, replace: (leaf: Leaf) => Expression): Expression {
  if (node.kind === 'element' || node.kind === 'variable') return replace(node);
  return withParts(node, (part) => withLeaves(part, replace));
}

/**
 * With numbers for letters, one a leaf; of cases the one that holds. What is left has no letters but those of functions.
 * @param rest how what is left of a sum is written
 */
export function withNumbers(
  node: Expression,
  numbers: readonly Expression[],
  of: Values,
  rest: (node: Expression & { readonly kind: 'rest' }) => Expression = (same) => same,
): Expression {
  let at = 0;
  const written = withLeaves(node, (leaf) => numbers[at++] ?? leaf);
  return resolved(written, of, rest);
}

function resolved(
  node: Expression,
  of: Values,
  rest: (node: Expression & { readonly kind: 'rest' }) => Expression,
): Expression {
  if (node.kind === 'rest') return rest(node);
  if (node.kind !== 'cases') return withParts(node, (part) => resolved(part, of, rest));
  const [left, right] = [node.left, node.right].map((part) => cellOf(evaluate(part, of), 0, 0)) as [number, number];
  return resolved(left >= right ? node.reached : node.otherwise, of, rest);
}
