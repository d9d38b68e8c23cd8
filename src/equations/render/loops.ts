/**
 * An equation as loops over its cells, in Python without arrays: what one line of NumPy stands for. Every product of matrices and every sum
 * becomes a loop of its own before the line that uses it.
 */
import type { Equation, Side } from '../equation.ts';
import { type Expression, type FoldKind, withParts } from '../expression.ts';
import { definitionOf } from '../functions.ts';
import type { Variable } from '../symbols.ts';
import { code } from './code.ts';
import { pythonNumbers, variableName } from './dialects.ts';

/** How a side is written: "8", or "m". */
export type SideText = (side: Side) => string;

/** The shape of every variable of the equations. */
export type SidesOf = (variable: Variable) => Equation['shape'];

/** @returns lines; a left side that the right side does not read is made before the loops */
export function loopLines(equation: Equation, sides: SidesOf, text: SideText): string[] {
  return new LoopWriter(sides, text).lines(equation);
}

/** Where in a matrix a cell is. */
interface Cell {
  readonly row: string;
  readonly column: string;
}

/** Lines that come before the one that is being written. */
interface Before {
  readonly lines: string[];
  /** Before the loop that is being written: for what does not change within it. */
  readonly outside: string[];
  readonly depth: number;
}

const loopIndices = ['k', 'p', 'q'] as const;

class LoopWriter {
  readonly #sides: SidesOf;
  readonly #text: SideText;
  /** Texts of leaves that are cells or results of loops. */
  readonly #leaves = new Map<Variable, string>();
  #sums = 0;

  constructor(sides: SidesOf, text: SideText) {
    this.#sides = sides;
    this.#text = text;
  }

  lines({ left, right, shape, computed }: Equation): string[] {
    const value = computed ?? right;
    const name = variableName(left);
    const [rows, columns] = shape.map(this.#text) as [string, string];
    if (left.kind === 'scalar') return this.#assigned(name, value, { row: '0', column: '0' });
    const made = reads(value, name) ? [] : [`${name} = zeros(${rows}, ${columns})`];
    if (value.kind === 'apply' && isOfColumn(value)) return [...made, ...this.#columnLoop(name, value, rows, columns)];
    const cell = { row: rows === '1' ? '0' : 'i', column: columns === '1' ? '0' : 'j' };
    const inner = this.#assigned(`${name}[${cell.row}][${cell.column}]`, value, cell);
    const overColumns = cell.column === '0' ? inner : loop('j', columns, inner);
    return [...made, ...(cell.row === '0' ? overColumns : loop('i', rows, overColumns))];
  }

  #assigned(left: string, value: Expression, cell: Cell): string[] {
    const lines: string[] = [];
    const before = { lines, outside: lines, depth: 0 };
    const right = this.#code(value, cell, before);
    return [...lines, `${left} = ${right}`];
  }

  /** Softmax needs a whole column before it can say one cell of it. */
  #columnLoop(name: string, { name: by, to }: Expression & { kind: 'apply' }, rows: string, columns: string): string[] {
    const cell = { row: 'i', column: 'j' };
    const column = this.#code(to, cell, { lines: [], outside: [], depth: 0 });
    return loop('j', columns, [
      `column = ${pythonNumbers.call(by).replace('{}', `[${column} for i in range(${rows})]`)}`,
      ...loop('i', rows, [`${name}[i][j] = column[i]`]),
    ]);
  }

  #code(node: Expression, cell: Cell, before: Before): string {
    return code(this.#cell(node, cell, before), {
      ...pythonNumbers,
      variable: (variable) => this.#leaves.get(variable) ?? variableName(variable),
    });
  }

  /** The tree of one cell, whose leaves are names, cells and sums. */
  #cell(node: Expression, cell: Cell, before: Before): Expression {
    const inner = (part: Expression): Expression => this.#cell(part, cell, before);
    switch (node.kind) {
      case 'number':
      case 'element':
        return node;
      case 'variable':
        return this.#variable(node.variable, cell);
      case 'transpose':
        return this.#cell(node.of, { row: cell.column, column: cell.row }, before);
      case 'product':
        if (node.by === 'matrix') return this.#product(node.factors, cell, before);
        return withParts(node, inner);
      case 'fold':
        return this.#fold(node.by, node.of, cell, before);
      case 'apply':
        return isOfColumn(node) ? this.#column(node, cell, before) : withParts(node, inner);
      case 'slope':
        return inner(definitionOf(node.activation, node.z, node.a).gPrime);
      default:
        return withParts(node, inner);
    }
  }

  #leaf(text: string): Expression {
    const variable: Variable = { kind: 'argument', letter: 'z' };
    this.#leaves.set(variable, text);
    return { kind: 'variable', variable };
  }

  #variable(variable: Variable, { row, column }: Cell): Expression {
    if (variable.kind === 'scalar' || variable.kind === 'argument') return { kind: 'variable', variable };
    const [rows, columns] = this.#sides(variable);
    return this.#leaf(`${variableName(variable)}[${rows === 'one' ? '0' : row}][${columns === 'one' ? '0' : column}]`);
  }

  #product([a, b]: readonly [Expression, Expression], { row, column }: Cell, before: Before): Expression {
    const [, side] = this.#shape(a);
    const [k, loops] = this.#index(side, loopIndices[before.depth]!);
    return this.#summed(loops, before, (inside) => {
      const factors = [this.#cell(a, { row, column: k }, inside), this.#cell(b, { row: k, column }, inside)] as const;
      return { kind: 'product', by: 'scalar', factors };
    });
  }

  #fold(by: FoldKind, of: Expression, cell: Cell, before: Before): Expression {
    const [rows, columns] = this.#shape(of);
    const [row, overRows] = by === 'rowSums' ? [cell.row, []] : this.#index(rows, loopIndices[before.depth]!);
    const next = loopIndices[before.depth + overRows.length]!;
    const [column, overColumns] = by === 'columnSums' ? [cell.column, []] : this.#index(columns, next);
    return this.#summed([...overRows, ...overColumns], before, (inside) => this.#cell(of, { row, column }, inside));
  }

  /** The index that runs over a side; of a side of one there is nothing to run over. */
  #index(side: Side, name: string): readonly [index: string, loops: readonly (readonly [string, string])[]] {
    const count = this.#text(side);
    return count === '1' ? ['0', []] : [name, [[name, count]]];
  }

  /** `total` of a loop that stands before the line. */
  #summed(
    loops: readonly (readonly [index: string, count: string])[],
    before: Before,
    term: (inside: Before) => Expression,
  ): Expression {
    if (loops.length === 0) return term(before);
    this.#sums++;
    const name = this.#sums === 1 ? 'total' : `total_${this.#sums}`;
    const lines: string[] = [];
    const inside = { lines, outside: before.lines, depth: before.depth + loops.length };
    const value = code(term(inside), {
      ...pythonNumbers,
      variable: (variable) => this.#leaves.get(variable) ?? variableName(variable),
    });
    const body = loops.reduceRight(
      (within, [index, count]) => loop(index, count, within),
      [...lines, `${name} += ${value}`],
    );
    before.lines.push(`${name} = 0.0`, ...body);
    return this.#leaf(name);
  }

  #column({ name, to }: Expression & { kind: 'apply' }, { row, column }: Cell, before: Before): Expression {
    const [rows] = this.#shape(to);
    const cell = this.#code(to, { row, column }, before);
    const call = pythonNumbers.call(name).replace('{}', `[${cell} for ${row} in range(${this.#text(rows)})]`);
    before.outside.push(`column = ${call}`);
    return this.#leaf(`column[${row}]`);
  }

  /** Rows and columns of a tree's result. */
  #shape(node: Expression): Equation['shape'] {
    switch (node.kind) {
      case 'variable':
        return node.variable.kind === 'scalar' || node.variable.kind === 'argument'
          ? ['one', 'one']
          : this.#sides(node.variable);
      case 'transpose':
        return this.#shape(node.of).toReversed() as unknown as Equation['shape'];
      case 'product':
        if (node.by === 'matrix') return [this.#shape(node.factors[0])[0], this.#shape(node.factors[1])[1]];
        return wider(node.factors.map((factor) => this.#shape(factor)));
      case 'sum':
        return wider(node.terms.map((term) => this.#shape(term)));
      case 'fraction':
        return wider([this.#shape(node.over), this.#shape(node.under)]);
      case 'cases':
        return wider([node.left, node.reached, node.otherwise].map((part) => this.#shape(part)));
      case 'power':
      case 'negative':
      case 'root':
        return this.#shape(node.of);
      case 'apply':
        return this.#shape(node.to);
      case 'slope':
        return this.#shape(node.z);
      default:
        return ['one', 'one'];
    }
  }
}

/** Sides that are not one win. */
function wider(shapes: readonly Equation['shape'][]): Equation['shape'] {
  const side = (k: 0 | 1): Side => shapes.map((shape) => shape[k]).find((one) => one !== 'one') ?? 'one';
  return [side(0), side(1)];
}

function isOfColumn({ name }: Expression & { kind: 'apply' }): boolean {
  return name === 'softmax' || name === 'logSoftmax';
}

function loop(index: string, count: string, body: readonly string[]): string[] {
  return [`for ${index} in range(${count}):`, ...body.map((line) => `    ${line}`)];
}

function reads(node: Expression, name: string): boolean {
  const seen = new Set<string>();
  collect(node, seen);
  return seen.has(name);
}

function collect(node: Expression, into: Set<string>): void {
  code(node, {
    ...pythonNumbers,
    fold: (_by, of) => of,
    variable: (variable) => {
      into.add(variableName(variable));
      return '';
    },
  });
}
