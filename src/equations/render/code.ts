/**
 * A tree as one line of code, for any language whose arrays can be added and multiplied; brackets come from the operators' rank.
 * NumPy, PyTorch and JavaScript numbers are dialects in `dialects.ts`.
 */
import type { Equation } from '../equation.ts';
import type { Expression, FoldKind } from '../expression.ts';
import { definitionOf } from '../functions.ts';
import type { FunctionName } from '../expression.ts';
import type { Variable } from '../symbols.ts';

export interface Dialect {
  readonly variable: (variable: Variable) => string;
  /** A cell of a matrix, indices from 0. */
  readonly element: (variable: Variable, row: number, column: number) => string;
  readonly number: (value: number) => string;
  /** `{}` is replaced by the argument. */
  readonly call: (name: FunctionName) => string;
  readonly power: (of: string, exponent: string) => string;
  readonly root: (of: string) => string;
  readonly matrixProduct: string;
  readonly transpose: (of: string) => string;
  readonly fold: (by: FoldKind, of: string) => string;
  readonly cases: (left: string, right: string, reached: string, otherwise: string) => string;
}

/** Python's and JavaScript's ranks: a sum, a product, a sign, a call or name. */
const rank = { sum: 1, product: 2, sign: 3, power: 4, atom: 5 } as const;

interface Written {
  readonly text: string;
  readonly rank: number;
}

/** `Z1 = W1 @ X + b1`; what would overflow is written as it is computed. */
export function codeLine({ left, right, computed }: Equation, dialect: Dialect): string {
  return `${dialect.variable(left)} = ${code(computed ?? right, dialect)}`;
}

export function code(node: Expression, dialect: Dialect): string {
  return write(node, dialect).text;
}

function write(node: Expression, to: Dialect): Written {
  const at = (part: Expression, least: number): string => bracketed(write(part, to), least);
  switch (node.kind) {
    case 'number':
    case 'rest':
      return { text: to.number(node.value), rank: node.value < 0 ? rank.sign : rank.atom };
    case 'variable':
      return atom(to.variable(node.variable));
    case 'element':
      return atom(to.element(node.variable, node.row, node.column));
    case 'sum':
      return { text: sumText(node.terms, to), rank: rank.sum };
    case 'negative':
      return { text: `-${at(node.of, rank.sign)}`, rank: rank.sign };
    case 'product':
      return writeProduct(node, to);
    case 'fraction':
      return { text: `${at(node.over, rank.product)} / ${at(node.under, rank.sign)}`, rank: rank.product };
    case 'power':
      return { text: to.power(at(node.of, rank.atom), at(node.exponent, rank.atom)), rank: rank.power };
    case 'root':
      return atom(to.root(code(node.of, to)));
    case 'transpose':
      return atom(to.transpose(at(node.of, rank.atom)));
    case 'apply':
      return writeCall(to.call(node.name), write(node.to, to));
    case 'slope':
      return write(definitionOf(node.activation, node.z, node.a).gPrime, to);
    case 'fold':
      return atom(to.fold(node.by, code(node.of, to)));
    case 'cases':
      return atom(
        to.cases(code(node.left, to), code(node.right, to), code(node.reached, to), code(node.otherwise, to)),
      );
    default:
      return node satisfies never;
  }
}

function atom(text: string): Written {
  return { text, rank: rank.atom };
}

function bracketed({ text, rank: own }: Written, least: number): string {
  return own < least ? `(${text})` : text;
}

function sumText(terms: readonly Expression[], to: Dialect): string {
  return terms
    .map((term, index) => {
      if (term.kind === 'negative') return `${index === 0 ? '-' : ' - '}${bracketed(write(term.of, to), rank.product)}`;
      return `${index === 0 ? '' : ' + '}${bracketed(write(term, to), rank.sum)}`;
    })
    .join('');
}

/** (1/m)·x is x / m: the same number in fewer signs. */
function writeProduct({ by, factors: [a, b] }: Expression & { kind: 'product' }, to: Dialect): Written {
  if (by === 'scalar' && a.kind === 'fraction' && a.over.kind === 'number' && a.over.value === 1) {
    return write({ kind: 'fraction', over: b, under: a.under }, to);
  }
  const sign = by === 'matrix' ? to.matrixProduct : '*';
  return {
    text: `${bracketed(write(a, to), rank.product)} ${sign} ${bracketed(write(b, to), rank.sign)}`,
    rank: rank.product,
  };
}

function writeCall(template: string, { text, rank: own }: Written): Written {
  if (template === '{}') return { text, rank: own };
  const isNested = /^[\w.]+\(\{\}/.test(template) || /\(\{\}\)/.test(template);
  const isBare = (isNested && template.split('{}').length === 2) || own >= rank.atom;
  const argument = isBare ? text : `(${text})`;
  return {
    text: template.replaceAll('{}', argument),
    rank: /^[\w.]+\(.*\)$/.test(template) ? rank.atom : rank.product,
  };
}
