/**
 * The right side of an equation as a tree: plain data, which renderers turn into MathML, LaTeX or code and `evaluate.ts` into
 * numbers. It knows matrices, not networks: which letters there are is in `symbols.ts`.
 */
import type { Activation, HiddenActivation } from '../core/network/network.ts';
import type { Variable } from './symbols.ts';

/** How two factors are multiplied: a number times anything, rows times columns, or cell by cell (⊙). */
export type ProductKind = 'scalar' | 'matrix' | 'elementwise';

/** Which sums a matrix is folded by: over its columns (n × m becomes n × 1), over its rows (1 × m), or over all cells (a number). */
export type FoldKind = 'rowSums' | 'columnSums' | 'total';

/** The activations, and what equations need beside them. */
export type FunctionName = Activation | 'exp' | 'log' | 'normalShare' | 'logSoftmax';

export type Expression =
  /** `text`: its size as it is written, where digits would not say what it is. */
  | { readonly kind: 'number'; readonly value: number; readonly text?: string }
  | { readonly kind: 'variable'; readonly variable: Variable }
  /** What so many terms of a sum that are not written come to. `text` as of a number. */
  | { readonly kind: 'rest'; readonly count: number; readonly value: number; readonly text?: string }
  /** One cell of a matrix; indices count from 0. */
  | { readonly kind: 'element'; readonly variable: Variable; readonly row: number; readonly column: number }
  | { readonly kind: 'sum'; readonly terms: readonly Expression[] }
  | { readonly kind: 'negative'; readonly of: Expression }
  | { readonly kind: 'product'; readonly by: ProductKind; readonly factors: readonly [Expression, Expression] }
  | { readonly kind: 'fraction'; readonly over: Expression; readonly under: Expression }
  | { readonly kind: 'power'; readonly of: Expression; readonly exponent: Expression }
  | { readonly kind: 'root'; readonly of: Expression }
  | { readonly kind: 'transpose'; readonly of: Expression }
  /** The function of every cell; softmax of every column. */
  | { readonly kind: 'apply'; readonly name: FunctionName; readonly to: Expression }
  /** g′ of every cell of z, where a = g(z) is known already. */
  | {
      readonly kind: 'slope';
      readonly activation: HiddenActivation;
      readonly z: Expression;
      readonly a: Expression;
    }
  | { readonly kind: 'fold'; readonly by: FoldKind; readonly of: Expression }
  /** Cell by cell: `reached` where `left` ≥ `right`, otherwise `otherwise`. */
  | {
      readonly kind: 'cases';
      readonly left: Expression;
      readonly right: Expression;
      readonly reached: Expression;
      readonly otherwise: Expression;
    };

export function number(value: number, text?: string): Expression {
  return { kind: 'number', value, ...(text === undefined ? {} : { text }) };
}

export function variable(of: Variable): Expression {
  return { kind: 'variable', variable: of };
}

export function sum(...terms: readonly Expression[]): Expression {
  return terms.length === 1 && terms[0] ? terms[0] : { kind: 'sum', terms };
}

export function negative(of: Expression): Expression {
  return { kind: 'negative', of };
}

export function difference(a: Expression, b: Expression): Expression {
  return sum(a, negative(b));
}

export function scaled(factor: Expression, of: Expression): Expression {
  return { kind: 'product', by: 'scalar', factors: [factor, of] };
}

/** Rows of the first times columns of the second: n×k · k×m. */
export function matrixProduct(a: Expression, b: Expression): Expression {
  return { kind: 'product', by: 'matrix', factors: [a, b] };
}

/** a ⊙ b */
export function elementwise(a: Expression, b: Expression): Expression {
  return { kind: 'product', by: 'elementwise', factors: [a, b] };
}

export function fraction(over: Expression, under: Expression): Expression {
  return { kind: 'fraction', over, under };
}

export function power(of: Expression, exponent: Expression | number): Expression {
  return { kind: 'power', of, exponent: typeof exponent === 'number' ? number(exponent) : exponent };
}

export function root(of: Expression): Expression {
  return { kind: 'root', of };
}

export function transpose(of: Expression): Expression {
  return { kind: 'transpose', of };
}

export function apply(name: FunctionName, to: Expression): Expression {
  return { kind: 'apply', name, to };
}

export function fold(by: FoldKind, of: Expression): Expression {
  return { kind: 'fold', by, of };
}

/** The parts of a node, as they are read. */
export function partsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'number':
    case 'rest':
    case 'variable':
    case 'element':
      return [];
    case 'sum':
      return node.terms;
    case 'product':
      return node.factors;
    case 'fraction':
      return [node.over, node.under];
    case 'power':
      return [node.of, node.exponent];
    case 'apply':
      return [node.to];
    case 'slope':
      return [node.z];
    case 'cases':
      return [node.left, node.right, node.reached, node.otherwise];
    case 'negative':
    case 'root':
    case 'transpose':
    case 'fold':
      return [node.of];
    default:
      return node satisfies never;
  }
}

/** The same tree with other leaves where `replace` gives one. */
export function substitute(node: Expression, replace: (leaf: Variable) => Expression | undefined): Expression {
  const inner = (part: Expression): Expression => substitute(part, replace);
  return node.kind === 'variable' ? (replace(node.variable) ?? node) : withParts(node, inner);
}

/** The same node with other parts. */
export function withParts(node: Expression, inner: (part: Expression) => Expression): Expression {
  switch (node.kind) {
    case 'variable':
    case 'number':
    case 'rest':
    case 'element':
      return node;
    case 'sum':
      return { ...node, terms: node.terms.map(inner) };
    case 'product':
      return { ...node, factors: [inner(node.factors[0]), inner(node.factors[1])] };
    case 'fraction':
      return { ...node, over: inner(node.over), under: inner(node.under) };
    case 'power':
      return { ...node, of: inner(node.of), exponent: inner(node.exponent) };
    case 'apply':
      return { ...node, to: inner(node.to) };
    case 'slope':
      return { ...node, z: inner(node.z), a: inner(node.a) };
    case 'cases':
      return {
        ...node,
        left: inner(node.left),
        right: inner(node.right),
        reached: inner(node.reached),
        otherwise: inner(node.otherwise),
      };
    case 'negative':
    case 'root':
    case 'transpose':
    case 'fold':
      return { ...node, of: inner(node.of) };
    default:
      return node satisfies never;
  }
}
