/**
 * The numbers of a tree, from the numbers of its variables: the readable, slow way, for sentences about cells, for expectations and
 * for tests.
 */
import { normalShare } from '../core/network/activationFunctions.ts';
import { activate } from '../core/network/activations.ts';
import type { Expression, FoldKind, ProductKind } from './expression.ts';
import { definitionOf } from './functions.ts';
import type { FunctionName } from './expression.ts';
import {
  cellOf,
  cellwise,
  columnSums,
  type Matrix,
  mapped,
  matrixOf,
  multiplied,
  rowSums,
  scalarOf,
  transposed,
} from './matrix.ts';
import { scalar, type Variable } from './symbols.ts';

/** The numbers of a variable. */
export type Values = (variable: Variable) => Matrix;

/** @throws RangeError where shapes do not meet: the tree is wrong, or the numbers of a variable are */
export function evaluate(node: Expression, of: Values): Matrix {
  const inner = (part: Expression): Matrix => evaluate(part, of);
  switch (node.kind) {
    case 'number':
    case 'rest':
      return scalarOf(node.value);
    case 'variable':
      return of(node.variable);
    case 'element':
      return scalarOf(cellOf(of(node.variable), node.row, node.column));
    case 'sum':
      return node.terms.map(inner).reduce((a, b) => cellwise(a, b, (x, y) => x + y));
    case 'negative':
      return mapped(inner(node.of), (x) => -x);
    case 'product':
      return product(node.by, inner(node.factors[0]), inner(node.factors[1]));
    case 'fraction':
      return cellwise(inner(node.over), inner(node.under), (x, y) => x / y);
    case 'power':
      return cellwise(inner(node.of), inner(node.exponent), (x, y) => x ** y);
    case 'root':
      return mapped(inner(node.of), Math.sqrt);
    case 'transpose':
      return transposed(inner(node.of));
    case 'apply':
      return applied(node.name, inner(node.to), of);
    case 'slope':
      return evaluate(definitionOf(node.activation, node.z, node.a).gPrime, of);
    case 'fold':
      return folded(node.by, inner(node.of));
    case 'cases':
      return chosen(
        cellwise(inner(node.left), inner(node.right), (x, y) => x - y),
        inner(node.reached),
        inner(node.otherwise),
      );
    default:
      return node satisfies never;
  }
}

function product(by: ProductKind, a: Matrix, b: Matrix): Matrix {
  return by === 'matrix' ? multiplied(a, b) : cellwise(a, b, (x, y) => x * y);
}

function folded(by: FoldKind, a: Matrix): Matrix {
  if (by === 'rowSums') return rowSums(a);
  return by === 'columnSums' ? columnSums(a) : rowSums(columnSums(a));
}

function applied(name: FunctionName, z: Matrix, of: Values): Matrix {
  switch (name) {
    case 'exp':
      return mapped(z, Math.exp);
    case 'log':
      return mapped(z, Math.log);
    case 'normalShare':
      return mapped(z, normalShare);
    case 'logSoftmax':
      return logSoftmax(z);
    case 'softplus':
      return mapped(z, (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
    default: {
      const values = new Float64Array(z.values.length);
      const slope = name === 'leakyRelu' ? cellOf(of(scalar('slope')), 0, 0) : 0;
      activate(name, z.values, values, z.rows, z.columns, slope);
      return { ...z, values };
    }
  }
}

/** `reached` where the difference is not below 0. */
function chosen(difference: Matrix, reached: Matrix, otherwise: Matrix): Matrix {
  const { rows, columns } = difference;
  return matrixOf(rows, columns, (row, column) =>
    cellOf(cellOf(difference, row, column) >= 0 ? reached : otherwise, row, column),
  );
}

/** z − max − log Σ e^(z − max) of every column. */
function logSoftmax(z: Matrix): Matrix {
  const largest = matrixOf(1, z.columns, (_, column) =>
    Array.from({ length: z.rows }, (_, row) => cellOf(z, row, column)).reduce((a, b) => Math.max(a, b)),
  );
  const shifted = cellwise(z, largest, (x, max) => x - max);
  return cellwise(shifted, columnSums(mapped(shifted, Math.exp)), (x, sum) => x - Math.log(sum));
}
