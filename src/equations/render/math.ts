/**
 * How a tree is read as mathematics, for any notation that can write rows, scripts and fractions: the order, the brackets and the
 * signs are decided here once, MathML and LaTeX only spell them.
 */
import type { Equation } from '../equation.ts';
import type { Expression, FunctionName } from '../expression.ts';
import { type Letter, letterOf } from './letters.ts';

/** Words within an equation, in the language of its reader. */
export interface EquationWords {
  readonly otherwise: string;
  /** "(394 more)": terms of a sum. */
  readonly more: (count: number) => string;
}

export const englishWords: EquationWords = { otherwise: 'otherwise', more: (count) => `(${count} more)` };

/** What a notation has to be able to write; T is a piece of it. */
export interface Notation<T> {
  readonly language: EquationWords;
  /** A letter that stands for something; `dW` is two letters of one name. */
  readonly letter: (letter: Letter) => T;
  /** As it is written, without its sign. */
  readonly number: (value: number | string) => T;
  /** A sign between two pieces or before one: + − = · ⊙ ≥ , */
  readonly sign: (sign: Sign) => T;
  /** The name of a function. */
  readonly name: (name: FunctionName) => T;
  readonly row: (parts: readonly T[]) => T;
  readonly scripts: (base: T, below: T | null, above: T | null) => T;
  readonly fraction: (over: T, under: T) => T;
  readonly root: (of: T) => T;
  readonly brackets: (inner: T) => T;
  /** A sum over what stands below the sign. */
  readonly sumOver: (index: T | null) => T;
  /** Two lines of a case each: value and condition. */
  readonly cases: (lines: readonly (readonly [value: T, condition: T])[]) => T;
  /** Upright words, as in "otherwise". */
  readonly words: (text: string) => T;
}

export type Sign = '+' | '−' | '=' | '·' | '⊙' | '≥' | ',' | '←' | '…' | '‖' | '−1' | '(' | ')';

/** How strongly a tree holds together: what stands inside something stronger needs brackets. */
const strength = { sum: 1, sign: 2, product: 3, atom: 4 } as const;
type Strength = (typeof strength)[keyof typeof strength];

function strengthOf(node: Expression): Strength {
  switch (node.kind) {
    case 'sum':
    case 'rest':
      return strength.sum;
    case 'negative':
      return strength.sign;
    case 'number':
      return node.value < 0 ? strength.sign : strength.atom;
    case 'product':
    case 'fold':
    case 'cases':
      return strength.product;
    default:
      return strength.atom;
  }
}

/** left = right; an assignment of a variable that the right side reads has an arrow. */
export function writeEquation<T>({ left, right, phase }: Equation, to: Notation<T>): T {
  const sign = phase.kind === 'update' && (left.kind === 'matrix' || left.kind === 'average') ? '←' : '=';
  const isNew = left.kind === 'average' && (left.letter === 'vHat' || left.letter === 'sHat');
  return to.row([writeVariable(left, to), to.sign(isNew ? '=' : sign), writeExpression(right, to)]);
}

export function writeExpression<T>(node: Expression, to: Notation<T>): T {
  switch (node.kind) {
    case 'number':
      return writeNumber(node, to);
    case 'rest':
      return writeRest(node, to);
    case 'variable':
      return writeVariable(node.variable, to);
    case 'element':
      return writeLetter(letterOf(node.variable, node), to);
    case 'sum':
      return to.row(node.terms.flatMap((term, index) => signedTerm(term, index === 0, to)));
    case 'negative':
      return to.row([to.sign('−'), within(node.of, strength.product, to)]);
    case 'product':
      return writeProduct(node, to);
    case 'fraction':
      return to.fraction(writeExpression(node.over, to), writeExpression(node.under, to));
    case 'power':
      return raised(node.of, writeExpression(node.exponent, to), to);
    case 'root':
      return to.root(writeExpression(node.of, to));
    case 'transpose':
      return transposed(node.of, to);
    case 'apply':
      return writeCall(node, to);
    case 'slope':
      return to.row([slopeName(to), to.brackets(writeExpression(node.z, to))]);
    case 'fold':
      return writeFold(node, to);
    case 'cases':
      return writeCases(node, to);
    default:
      return node satisfies never;
  }
}

function writeNumber<T>({ value, text }: Expression & { kind: 'number' }, to: Notation<T>): T {
  if (text !== undefined) return to.number(value < 0 ? `−${text}` : text);
  return value < 0 ? to.row([to.sign('−'), to.number(-value)]) : to.number(value);
}

/** "… (394 more)", or what they come to in the place of the dots. */
function writeRest<T>({ value, count, text }: Expression & { kind: 'rest' }, to: Notation<T>): T {
  const sum = text === undefined ? to.sign('…') : writeNumber({ kind: 'number', value, text }, to);
  return to.row([sum, to.words(`\u00a0${to.language.more(count)}`)]);
}

/** g′ */
function slopeName<T>(to: Notation<T>): T {
  return to.scripts(to.letter({ name: 'g' }), null, to.letter({ name: '′' }));
}

function within<T>(node: Expression, needed: Strength, to: Notation<T>): T {
  const written = writeExpression(node, to);
  return strengthOf(node) < needed || isScripted(node, needed) ? to.brackets(written) : written;
}

/** A script of a fraction, a call or another power needs brackets, too. */
function isScripted(node: Expression, needed: Strength): boolean {
  return needed === strength.atom && (node.kind === 'fraction' || node.kind === 'apply' || node.kind === 'power');
}

/** The exponent beside the index of a letter; a letter that has its layer there stands in brackets. */
function raised<T>(of: Expression, exponent: T, to: Notation<T>): T {
  const letter = of.kind === 'variable' ? letterOf(of.variable) : null;
  if (letter && letter.layer === undefined && !letter.prefix) return writeLetter(letter, to, exponent);
  const written = writeExpression(of, to);
  const isPlain = of.kind === 'number' && of.value >= 0 && !of.text?.includes('·');
  return to.scripts(isPlain ? written : to.brackets(written), null, exponent);
}

/** ᵀ stands behind the layer. */
function transposed<T>(of: Expression, to: Notation<T>): T {
  const sign = to.letter({ name: 'T', upright: true });
  if (of.kind === 'variable') return writeLetter(letterOf(of.variable), to, sign);
  return to.scripts(within(of, strength.atom, to), null, sign);
}

function signedTerm<T>(term: Expression, isFirst: boolean, to: Notation<T>): T[] {
  if (term.kind === 'negative') return [to.sign('−'), within(term.of, strength.product, to)];
  // A number with a sign of its own is taken away.
  if (!isFirst && (term.kind === 'number' || term.kind === 'rest') && term.text !== undefined && term.value < 0)
    return [to.sign('−'), writeExpression({ ...term, value: -term.value }, to)];
  const written = writeExpression(term, to);
  return isFirst ? [written] : [to.sign('+'), written];
}

function writeProduct<T>({ by, factors }: Expression & { kind: 'product' }, to: Notation<T>): T {
  const [a, b] = factors.map((factor) => within(factor, strength.product, to)) as [T, T];
  if (by === 'elementwise') return to.row([a, to.sign('⊙'), b]);
  // Two numbers or cells side by side would be read as one.
  const isDotted = factors.every(isCell) || factors[1].kind === 'number';
  return isDotted ? to.row([a, to.sign('·'), b]) : to.row([a, b]);
}

function isCell(node: Expression): boolean {
  return node.kind === 'number' || node.kind === 'element' || (node.kind === 'negative' && isCell(node.of));
}

function writeCall<T>({ name, to: argument }: Expression & { kind: 'apply' }, to: Notation<T>): T {
  if (name === 'exp') return to.scripts(to.letter({ name: 'e' }), null, writeExpression(argument, to));
  return to.row([to.name(name), to.brackets(writeExpression(argument, to))]);
}

function writeFold<T>({ by, of }: Expression & { kind: 'fold' }, to: Notation<T>): T {
  if (by === 'total' && of.kind === 'power') {
    const norm = to.row([to.sign('‖'), writeExpression(of.of, to), to.sign('‖')]);
    return to.scripts(norm, null, writeExpression(of.exponent, to));
  }
  const index = to.letter({ name: by === 'columnSums' ? 'k' : 'i' });
  return to.row([to.sumOver(index), within(of, strength.product, to)]);
}

function writeCases<T>({ left, right, reached, otherwise }: Expression & { kind: 'cases' }, to: Notation<T>): T {
  const condition = to.row([writeExpression(left, to), to.sign('≥'), writeExpression(right, to)]);
  return to.cases([
    [writeExpression(reached, to), condition],
    [writeExpression(otherwise, to), to.words(to.language.otherwise)],
  ]);
}

function writeVariable<T>(of: Parameters<typeof letterOf>[0], to: Notation<T>): T {
  return writeLetter(letterOf(of), to);
}

/** @param last one more script above, behind layer and example */
function writeLetter<T>(letter: Letter, to: Notation<T>, last?: T): T {
  const { below = [], layer, example } = letter;
  const subscript = below.length > 0 ? to.row(below.map((part) => writePart(part, to))) : null;
  const above: T[] = [];
  if (layer !== undefined) above.push(to.row([to.words('['), to.number(layer), to.words(']')]));
  if (example !== undefined) above.push(to.row([to.sign('('), to.number(example), to.sign(')')]));
  if (last !== undefined) above.push(last);
  const base = to.letter(letter);
  const superscript = above.length > 0 ? to.row(above) : null;
  return subscript === null && superscript === null ? base : to.scripts(base, subscript, superscript);
}

function writePart<T>(part: number | string | Letter, to: Notation<T>): T {
  if (typeof part === 'number') return to.number(part);
  return typeof part === 'string' ? to.words(part) : writeLetter(part, to);
}
