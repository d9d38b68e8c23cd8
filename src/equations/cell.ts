/**
 * One cell of an equation's left side as a tree over cells: the sum that a matrix product is, with every term. What stands beneath a
 * matrix when one of its cells is asked for, and the body of an export as loops.
 */
import { type Expression, type FoldKind, withParts } from './expression.ts';
import type { Variable } from './symbols.ts';

/** Rows and columns of a variable. */
export type Shapes = (variable: Variable) => readonly [rows: number, columns: number];

/**
 * The tree of the cell (row, column), counted from 0.
 * @throws RangeError for a product whose factors do not meet
 */
export function cellExpression(node: Expression, row: number, column: number, shapes: Shapes): Expression {
  const inner = (part: Expression): Expression => cellExpression(part, row, column, shapes);
  switch (node.kind) {
    case 'number':
    case 'rest':
    case 'element':
      return node;
    case 'variable':
      return element(node.variable, row, column, shapes);
    case 'transpose':
      return cellExpression(node.of, column, row, shapes);
    case 'product':
      if (node.by === 'matrix') return productCell(node.factors, row, column, shapes);
      return { ...node, by: 'scalar', factors: [inner(node.factors[0]), inner(node.factors[1])] };
    case 'fold':
      return foldCell(node.by, node.of, row, column, shapes);
    default:
      return withParts(node, inner);
  }
}

/** A number that is the same for all stays as it is; one column (b) or row serves every cell. */
function element(variable: Variable, row: number, column: number, shapes: Shapes): Expression {
  if (variable.kind === 'scalar' || variable.kind === 'argument') return { kind: 'variable', variable };
  const [rows, columns] = shapes(variable);
  return { kind: 'element', variable, row: rows === 1 ? 0 : row, column: columns === 1 ? 0 : column };
}

/** Σ_k of the row's cells times the column's. */
function productCell(
  [a, b]: readonly [Expression, Expression],
  row: number,
  column: number,
  shapes: Shapes,
): Expression {
  const [, k] = shapeOf(a, shapes);
  const terms = Array.from({ length: k }, (_, index): Expression => {
    const factors = [cellExpression(a, row, index, shapes), cellExpression(b, index, column, shapes)] as const;
    return { kind: 'product', by: 'scalar', factors };
  });
  return { kind: 'sum', terms };
}

function foldCell(by: FoldKind, of: Expression, row: number, column: number, shapes: Shapes): Expression {
  const [rows, columns] = shapeOf(of, shapes);
  const [fromRow, toRow] = by === 'rowSums' ? [row, row + 1] : [0, rows];
  const [fromColumn, toColumn] = by === 'columnSums' ? [column, column + 1] : [0, columns];
  const terms: Expression[] = [];
  for (let i = fromRow; i < toRow; i++) {
    for (let j = fromColumn; j < toColumn; j++) terms.push(cellExpression(of, i, j, shapes));
  }
  return { kind: 'sum', terms };
}

/** Rows and columns of a tree's result. @throws RangeError where factors do not meet */
export function shapeOf(node: Expression, shapes: Shapes): readonly [rows: number, columns: number] {
  switch (node.kind) {
    case 'number':
    case 'rest':
    case 'element':
      return [1, 1];
    case 'variable':
      return node.variable.kind === 'scalar' || node.variable.kind === 'argument' ? [1, 1] : shapes(node.variable);
    case 'transpose': {
      const [rows, columns] = shapeOf(node.of, shapes);
      return [columns, rows];
    }
    case 'product':
      return node.by === 'matrix' ? productShape(node.factors, shapes) : broadcast(node.factors, shapes);
    case 'fold': {
      const [rows, columns] = shapeOf(node.of, shapes);
      return [node.by === 'rowSums' ? rows : 1, node.by === 'columnSums' ? columns : 1];
    }
    case 'sum':
      return broadcast(node.terms, shapes);
    case 'fraction':
      return broadcast([node.over, node.under], shapes);
    case 'power':
      return shapeOf(node.of, shapes);
    case 'apply':
      return shapeOf(node.to, shapes);
    case 'slope':
      return shapeOf(node.z, shapes);
    case 'cases':
      return broadcast([node.left, node.reached, node.otherwise], shapes);
    case 'negative':
    case 'root':
      return shapeOf(node.of, shapes);
    default:
      return node satisfies never;
  }
}

function productShape([a, b]: readonly [Expression, Expression], shapes: Shapes): readonly [number, number] {
  const [rows, k] = shapeOf(a, shapes);
  const [depth, columns] = shapeOf(b, shapes);
  if (k !== depth) throw new RangeError(`${rows}×${k} · ${depth}×${columns}`);
  return [rows, columns];
}

function broadcast(parts: readonly Expression[], shapes: Shapes): readonly [number, number] {
  const all = parts.map((part) => shapeOf(part, shapes));
  return [Math.max(...all.map(([rows]) => rows)), Math.max(...all.map(([, columns]) => columns))];
}
