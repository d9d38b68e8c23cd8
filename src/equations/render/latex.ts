/** LaTeX for `amsmath`: what stands inside $…$ or an equation environment. */
import type { Equation } from '../equation.ts';
import type { Expression } from '../expression.ts';
import { functionTexts } from './functionTexts.ts';
import { englishWords, type Notation, writeEquation, writeExpression } from './math.ts';

export function latex(equation: Equation): string {
  return writeEquation(equation, latexNotation);
}

export function expressionLatex(node: Expression): string {
  return writeExpression(node, latexNotation);
}

const greek: Readonly<Record<string, string>> = {
  α: '\\alpha',
  λ: '\\lambda',
  β: '\\beta',
  ρ: '\\rho',
  ε: '\\varepsilon',
  ℒ: '\\mathcal{L}',
  '′': '\\prime',
};

const signs: Readonly<Record<string, string>> = {
  '−': '-',
  '·': '\\cdot',
  '⊙': '\\odot',
  '≥': '\\ge',
  '←': '\\leftarrow',
  '…': '\\dots',
  '‖': '\\|',
};

export const latexNotation: Notation<string> = {
  language: englishWords,
  letter: ({ name, prefix = '', hat = false, upright = false }) => {
    const spelled = greek[name] ?? (upright ? `\\mathrm{${name}}` : name);
    const letter = prefix ? `{\\mathrm{${prefix}}${spelled}}` : spelled;
    return hat ? `\\hat{${letter}}` : letter;
  },
  number: latexNumber,
  sign: (sign) => signs[sign] ?? sign,
  name: (name) => functionTexts[name].tex,
  row: (parts) => joined(parts),
  scripts: (base, below, above) => grouped(base) + script('_', below) + script('^', above),
  fraction: (over, under) => `\\frac{${over}}{${under}}`,
  root: (of) => `\\sqrt{${of}}`,
  brackets: (inner) => `(${inner})`,
  sumOver: (index) => (index === null ? '\\sum' : `\\sum_{${index}}`),
  cases: (lines) => {
    const rows = lines.map(([value, condition]) => `${value} & ${condition}`);
    return `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`;
  },
  words: (text) => (text === '[' || text === ']' ? text : `\\text{${text.replaceAll('\u00a0', '~')}}`),
};

/** A number as it is written on screen: "−1,234" or "4.9·10⁻⁴". */
export function latexNumber(value: number | string): string {
  const power = (exponent: string): string =>
    `^{${Array.from(exponent, (sign) => (sign === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign))).join('')}}`;
  return String(value)
    .replace('−', '-')
    .replaceAll(',', '{,}')
    .replace('π', '\\pi')
    .replace('·', ' \\cdot ')
    .replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/, power);
}

/** A script belongs to the whole of what is before it, not to its last sign. */
function grouped(base: string): string {
  return /^(\w|\\[a-zA-Z]+|\\hat\{\w\}|\{[^{}]*\{[^{}]*\}[^{}]*\})$/.test(base) ? base : `{${base}}`;
}

function script(sign: '_' | '^', text: string | null): string {
  return text === null ? '' : `${sign}{${text}}`;
}

/** A command's name must not run into the letter that follows it. */
function joined(parts: readonly string[]): string {
  return parts.reduce(
    (all, part) => (/\\[a-zA-Z]+$/.test(all) && /^[a-zA-Z]/.test(part) ? `${all} ${part}` : all + part),
    '',
  );
}
