/** Presentation MathML (MathML Core), as text. */
import type { Equation } from '../equation.ts';
import type { Expression } from '../expression.ts';
import { functionNames } from '../functions.ts';
import { englishWords, type Notation, writeEquation, writeExpression } from './math.ts';

/** One `<math>` element of an equation. */
export function mathml(equation: Equation, words = englishWords): string {
  return math(writeEquation(equation, { ...notation, language: words }));
}

export function expressionMathml(node: Expression, words = englishWords): string {
  return math(writeExpression(node, { ...notation, language: words }));
}

/** The same as several elements, so that a line may end before each sign between terms: the blank there is the sign's own room. */
export function mathmlPieces(node: Expression, words = englishWords): string[] {
  return opened(writeExpression(node, { ...pieces, language: words })).map((piece, index) =>
    math(index === 0 ? piece : piece.replace(' form="infix"', ' form="infix" lspace="0"')),
  );
}

function math(inner: string): string {
  return `<math>${inner}</math>`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => escapes[sign]!);
}

function scripted(base: string, below: string | null, above: string | null): string {
  if (below === null) return above === null ? base : `<msup>${base}${above}</msup>`;
  return above === null ? `<msub>${base}${below}</msub>` : `<msubsup>${base}${below}${above}</msubsup>`;
}

const notation: Notation<string> = {
  language: englishWords,
  letter: ({ name, prefix = '', hat = false, upright = false }) => {
    const isWord = upright || prefix.length + name.length > 1;
    const normal = isWord ? ' mathvariant="normal"' : '';
    const letter = prefix
      ? `<mrow><mi mathvariant="normal">${prefix}</mi><mi>${name}</mi></mrow>`
      : `<mi${normal}>${escaped(name)}</mi>`;
    return hat ? `<mover accent="true">${letter}<mo stretchy="false">^</mo></mover>` : letter;
  },
  number: (value) => `<mn>${value}</mn>`,
  sign: (sign) => `<mo${sign === '‖' || sign === '(' || sign === ')' ? ' stretchy="false"' : ''}>${sign}</mo>`,
  name: (name) => (name === 'linear' ? '' : `<mi mathvariant="normal">${functionNames[name]}</mi>`),
  row: (parts) => (parts.length === 1 ? parts[0]! : `<mrow>${parts.join('')}</mrow>`),
  scripts: scripted,
  fraction: (over, under) => `<mfrac>${over}${under}</mfrac>`,
  root: (of) => `<msqrt>${of}</msqrt>`,
  brackets: (inner) => `<mrow><mo stretchy="false">(</mo>${inner}<mo stretchy="false">)</mo></mrow>`,
  sumOver: (index) => (index === null ? '<mo>∑</mo>' : `<munder><mo>∑</mo>${index}</munder>`),
  cases: (lines) => {
    const rows = lines.map(([value, condition]) => `<mtr><mtd>${value}</mtd><mtd>${condition}</mtd></mtr>`);
    return `<mrow><mo>{</mo><mtable columnalign="left">${rows.join('')}</mtable></mrow>`;
  },
  words: (text) => `<mtext>${escaped(text)}</mtext>`,
};

const [open, close] = (['(', ')'] as const).map((sign) => `<mo stretchy="false">${sign}</mo>`) as [string, string];

/** Every part is a row of pieces; what follows joins the last of them, and a sign between terms begins a new one. */
const pieces: Notation<readonly string[]> = {
  language: englishWords,
  letter: (letter) => [notation.letter(letter)],
  number: (value) => [notation.number(value)],
  sign: (sign) => (sign === '+' || sign === '−' ? ['', `<mo form="infix">${sign}</mo>`] : [notation.sign(sign)]),
  name: (name) => [notation.name(name)],
  row: (parts) => parts.reduce(joined, ['']),
  scripts: (base, below, above) => [notation.scripts(whole(base), below && whole(below), above && whole(above))],
  fraction: (over, under) => [notation.fraction(whole(over), whole(under))],
  root: (of) => [notation.root(whole(of))],
  brackets: (inner) => joined(joined([open], opened(inner)), [close]),
  sumOver: (index) => [notation.sumOver(index && whole(index))],
  cases: (lines) => [notation.cases(lines.map(([value, condition]) => [whole(value), whole(condition)] as const))],
  words: (text) => [notation.words(text)],
};

function joined(before: readonly string[], [first = '', ...others]: readonly string[]): readonly string[] {
  return [...before.slice(0, -1), `${before.at(-1) ?? ''}${first}`, ...others];
}

/** A sign that nothing stands before is not between terms: −z. */
function opened(parts: readonly string[]): readonly string[] {
  const [first, second = '', ...others] = parts;
  return first === '' ? [second.replace('"infix"', '"prefix"'), ...others] : parts;
}

/** As one piece. */
function whole(parts: readonly string[]): string {
  return `<mrow>${opened(parts).join('')}</mrow>`;
}
