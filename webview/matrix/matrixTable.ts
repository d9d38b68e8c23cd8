/** A window of one matrix as a table: name and shape above, numbers on the colour of their size, the marked row and column framed. */
import { localize } from '../kit/text/l10n.ts';
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { formatShape } from '../../src/core/network/shape.ts';
import type { MatrixAnswer } from '../../src/protocol/answers.ts';
import { transpose, variable } from '../../src/equations/expression.ts';
import { cellText } from '../../src/equations/render/literals.ts';
import type { ShownMatrix } from '../../src/protocol/subjects.ts';
import { variableOf } from '../../src/protocol/subjects.ts';
import { inlineExpression } from '../kit/text/equationMarkup.ts';
import { scaleColor, scaleIndex } from '../kit/color/scale.ts';
import type { Theme } from '../kit/color/theme.ts';
import { formatValue } from '../kit/text/number.ts';
import { shortNames } from '../kit/text/shortNames.ts';
import type { MatrixTerm } from './expressions.ts';

/** Characters of a name at the head of a column, and of a row; in a wide view there is room for more. */
const nameLengths = { column: 8, row: 11 } as const;
const wideNameLengths = { column: 17, row: 20 } as const;
const wide = 1000;

/** So many columns fit into the narrowest view. */
const maxUnscrolled = 4;

/** The strongest tint: text must stay readable on it. */
const strength = 0.38;

export interface MatrixTableOptions {
  readonly term: MatrixTerm;
  readonly shape: readonly [rows: number, columns: number];
  readonly answer: MatrixAnswer | null;
  readonly theme: Theme;
  /** CSS pixels of the view that the table stands in. */
  readonly width: number;
  /** Digits of the numbers above what their size deserves. */
  readonly more?: number;
  /** Indices in the whole matrix (before transposing); `null`: none is marked. */
  readonly markedRow: number | null;
  readonly markedColumn: number | null;
  /** Scrolls in its place, however few columns it has. */
  readonly scrolls?: boolean;
  readonly point?: ((row: number, column: number) => void) | undefined;
  readonly choose?: ((row: number, column: number) => void) | undefined;
  /** Arrow keys choose the cell beside the chosen one; otherwise they are the page's. */
  readonly ownKeys?: boolean;
}

export function matrixTable(options: MatrixTableOptions): TemplateResult {
  const { term, shape, answer } = options;
  const name = `${term.which}${term.transposed ? 'ᵀ' : ''}`;
  return html`<figure class="matrix" data-matrix="${term.which}:${term.layer}">
    <figcaption><span class="matrix-name">${nameOf(term)}</span> <span class="shape-name"
      data-shape>${formatShape([...shape])}</span></figcaption>
    ${
      answer
        ? table(options, answer, localize('{0} of layer {1}, {2}', name, term.layer, formatShape([...shape])))
        : html`<p class="quiet">…</p>`
    }
  </figure>`;
}

/** Its letter as equations have it. */
function nameOf({ which, layer, transposed }: MatrixTerm): TemplateResult {
  const letter = variable(variableOf(which, layer));
  return inlineExpression(transposed ? transpose(letter) : letter);
}

function table(options: MatrixTableOptions, answer: MatrixAnswer, label: string): TemplateResult {
  const { term } = options;
  const isTransposed = term.transposed === true;
  const [rows, columns] = isTransposed ? [answer.columns, answer.rows] : [answer.rows, answer.columns];
  const [rowLabels, columnLabels] = isTransposed
    ? [answer.columnLabels, answer.rowLabels]
    : [answer.rowLabels, answer.columnLabels];
  const [ofRows, ofColumns] = isTransposed ? [...options.shape] : options.shape;
  const lengths = options.width < wide ? nameLengths : wideNameLengths;
  const columnNames = shortLabels(columnLabels, answer, !isTransposed, lengths.column);
  const rowNames = shortLabels(rowLabels, answer, isTransposed, lengths.row);
  const right = columns.from + columns.count < ofColumns;
  const below = rows.from + rows.count < ofRows;
  const corner = answer.lines.length > 0 ? localize('line') : nothing;
  // Where a cell can be chosen the arrow keys choose, where the table may be wider than its place they scroll: a stop of the Tab key.
  const isStop = options.choose !== undefined || options.scrolls === true || columnLabels.length > maxUnscrolled;
  const keys = options.choose ? keysText(options) : nothing;
  return html`<table aria-label=${label} aria-description=${keys} tabindex=${isStop ? 0 : nothing}
    data-window=${JSON.stringify(windowOf(options, answer))}
    @keydown=${(event: KeyboardEvent) => keyed(event, options, answer)} @pointerleave=${() => options.point?.(-1, -1)}>
    <thead><tr><td class="corner">${corner}</td>${columnLabels.map((text, c) => columnHead(text, columnNames[c] ?? text))}${
      right ? html`<td class="more">…</td>` : nothing
    }</tr></thead>
    <tbody>${rowLabels.map(
      (text, r) =>
        html`<tr><th scope="row" title=${text}><span>${
          rowNames[r] ?? text
        }</span></th>${columnLabels.map((_, c) => cell(options, answer, isTransposed ? c : r, isTransposed ? r : c))}${
          right ? html`<td class="more">…</td>` : nothing
        }</tr>`,
    )}
    ${below ? html`<tr><td class="corner"></td>${columnLabels.map(() => html`<td class="more">⋮</td>`)}</tr>` : nothing}</tbody>
  </table>`;
}

/** For whoever copies it: what it is a window of. */
function windowOf({ term, choose }: MatrixTableOptions, answer: MatrixAnswer): Omit<ShownMatrix, 'cells'> {
  const { which, layer, transposed = false } = term;
  const { examples, shape, rows, columns } = answer;
  return { which, layer, transposed, examples, shape, rows, columns, fixed: !choose };
}

function keysText({ ownKeys }: MatrixTableOptions): string {
  return ownKeys
    ? localize('Arrow keys choose the cell whose arithmetic is shown.')
    : localize('Arrow keys choose the unit and the example.');
}

const arrows: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** To the cell beside the chosen one, as the table lies; the first one where none is chosen. */
function keyed(event: KeyboardEvent, options: MatrixTableOptions, { rows, columns }: MatrixAnswer): void {
  const by = arrows[event.key];
  if (!by || !options.ownKeys || !options.choose) return;
  event.preventDefault();
  event.stopPropagation();
  const [down, right] = options.term.transposed ? [by[1], by[0]] : by;
  const within = ({ from, count }: typeof rows, at: number): number => Math.min(from + count - 1, Math.max(from, at));
  const isNew = options.markedRow === null || options.markedColumn === null;
  const [row, column] = isNew ? [rows.from, columns.from] : [options.markedRow + down, options.markedColumn + right];
  options.choose(within(rows, row), within(columns, column));
}

function columnHead(title: string, label: string): TemplateResult {
  return label === '' ? html`<td></td>` : html`<th scope="col" title=${title}><span>${label}</span></th>`;
}

/** `r` and `c` count in the answer's window. */
function cell(
  { theme, more, markedRow, markedColumn, point, choose }: MatrixTableOptions,
  answer: MatrixAnswer,
  r: number,
  c: number,
): TemplateResult {
  const value = answer.values[r * answer.columns.count + c] ?? Number.NaN;
  const row = answer.rows.from + r;
  const column = answer.columns.from + c;
  const marked = (markedRow === null || markedRow === row) && (markedColumn === null || markedColumn === column);
  const any = markedRow !== null || markedColumn !== null;
  const classes = `${any && marked ? 'marked' : ''}${choose ? ' choosable' : ''}`;
  return html`<td class=${classes} ${tint(theme, value, answer.largest ?? 1)}
    @pointerenter=${point ? () => point(row, column) : nothing} @click=${choose ? () => choose(row, column) : nothing}
    title=${cellText(value)}>${formatValue(answer.which === 'X' ? inputWithoutNoise(value, answer) : value, more)}</td>`;
}

/** An input that is 0 but for the rounding of its standardization is written as 0; not one of a table whose numbers are all that small. */
export function inputWithoutNoise(value: number, { largest }: Pick<MatrixAnswer, 'largest'>): number {
  return Math.abs(value) < 1e-9 * Math.min(1, largest ?? 1) ? 0 : value;
}

/** Short, and still told apart where they can be. */
function shortLabels(
  texts: readonly string[],
  answer: MatrixAnswer,
  isColumn: boolean,
  most: number,
): readonly string[] {
  return shortNames(
    texts.map((text) => shortLabel(text, answer, isColumn)),
    most,
  );
}

/** Examples are named by their line in the file; units by the number that their symbol has. */
function shortLabel(text: string, answer: MatrixAnswer, isColumn: boolean): string {
  if (isColumn && answer.lines.length > 0) return text;
  // The one column of b has the name of the matrix, which stands above.
  if (isColumn && text === answer.which) return '';
  return text.replace(/^unit /, '');
}

class Tint extends Directive {
  render(_theme: Theme, _value: number, _largest: number): symbol {
    return noChange;
  }

  override update(part: ElementPart, [theme, value, largest]: [Theme, number, number]): symbol {
    const share = Number.isFinite(value) && largest > 0 ? (value / largest) * strength : 0;
    (part.element as HTMLElement).style.backgroundColor = scaleColor(theme.diverging, scaleIndex(share));
    return noChange;
  }
}

const tint = directive(Tint);
