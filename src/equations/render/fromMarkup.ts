/**
 * LaTeX of an equation as a page shows it: its MathML read back, and the signs and numbers that stand around it as text. What is copied is
 * so what is seen, numbers included, and LaTeX is still spelled in one place.
 */
import type { FunctionName } from '../expression.ts';
import { functionNames } from '../functions.ts';
import { latexNotation, latexNumber } from './latex.ts';
import type { Sign } from './math.ts';

interface Element {
  readonly tag: string;
  readonly attributes: string;
  readonly children: (Element | string)[];
}

/** @param lines the markup of one line each; of several, signs of equality stand below each other */
export function markupLatex(lines: readonly string[]): string {
  const written = lines.map((line) => row(parsed(line)).replace(/ +/g, ' ').trim()).filter((line) => line !== '');
  if (written.length < 2) return written.join('');
  const aligned = written.map((line) => line.replace(/=|\\leftarrow|\\approx|\\le\b/, '&$&'));
  return `\\begin{aligned} ${aligned.join(' \\\\ ')} \\end{aligned}`;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0' };

/** As the page serializes it: every element is closed. */
function parsed(markup: string): Element {
  const root: Element = { tag: 'mrow', attributes: '', children: [] };
  const open = [root];
  for (const [token, close, tag, attributes = ''] of markup.matchAll(
    /<!--[\s\S]*?-->|<(\/?)([a-z]+)([^>]*)>|[^<]+/gi,
  )) {
    const parent = open.at(-1) ?? root;
    if (close) open.length = Math.max(1, open.length - 1);
    else if (tag) {
      const element = { tag: tag.toLowerCase(), attributes, children: [] };
      parent.children.push(element);
      open.push(element);
    } else if (!token.startsWith('<'))
      parent.children.push(token.replace(/&(\w+);/g, (all, name: string) => entities[name] ?? all));
  }
  return root;
}

function textOf(node: Element | string): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

function row({ children }: Element): string {
  const names = children.map(textOf);
  // dW is two letters of one name, and the brace is that of its cases.
  if (children.length === 2 && names[0] === 'd' && isUpright(children[0]))
    return latexNotation.letter({ name: names[1] ?? '', prefix: 'd' });
  return latexNotation.row(children.filter((_, index) => names[index] !== '{').map(write));
}

function isUpright(node: Element | string | undefined): boolean {
  return typeof node === 'object' && node.tag === 'mi' && node.attributes.includes('normal');
}

function write(node: Element | string): string {
  if (typeof node === 'string') return plain(node);
  const text = textOf(node);
  const [a = '', b = '', c = ''] = /^m(su|fr|un)/.test(node.tag) ? node.children.map(write) : [];
  switch (node.tag) {
    case 'mi':
      return isUpright(node) ? named(text) : latexNotation.letter({ name: text });
    case 'mn':
      return latexNotation.number(text);
    case 'mo':
      return text === '∑' ? latexNotation.sumOver(null) : latexNotation.sign(text as Sign);
    case 'mtext':
      return latexNotation.words(text);
    case 'msup':
      return latexNotation.scripts(a, null, b);
    case 'msub':
      return latexNotation.scripts(a, b, null);
    case 'msubsup':
      return latexNotation.scripts(a, b, c);
    case 'mfrac':
      return latexNotation.fraction(a, b);
    case 'munder':
      return latexNotation.sumOver(b);
    case 'msqrt':
      return latexNotation.root(row(node));
    case 'mover':
      return latexNotation.letter({ name: textOf(node.children[0] ?? ''), hat: true });
    case 'mtable':
      return latexNotation.cases(node.children.map(pairOf));
    default:
      return markup(node);
  }
}

/** What a page puts around its equations. */
function markup(node: Element): string {
  const inner = row(node);
  if (node.tag === 'sub') return `_{${inner}}`;
  if (node.tag === 'sup') return `^{${inner}}`;
  return node.attributes.includes('"slope"') ? `\\quad ${inner}` : inner;
}

function pairOf(line: Element | string): readonly [string, string] {
  const [value = '', condition = ''] = typeof line === 'string' ? [] : line.children.map(write);
  return [value, condition];
}

/** A function, or a letter that stands upright. */
function named(name: string): string {
  const known = (Object.keys(functionNames) as FunctionName[]).find((one) => functionNames[one] === name);
  return known ? latexNotation.name(known) : latexNotation.letter({ name, upright: true });
}

const signs: Readonly<Record<string, string>> = {
  '≈': '\\approx ',
  '≤': '\\le ',
  '…': '\\dots ',
  ŷ: '\\hat{y}',
  '∞': '\\infty ',
};

function plain(text: string): string {
  return latexNumber(text.replace(/\s+/g, ' ')).replace(/[≈≤…ŷ∞]/g, (sign) => signs[sign] ?? sign);
}
