/**
 * What the editor's own context menu of the panel is about: the number, matrix, line or picture under the pointer. The editor reads it
 * from the element when the menu opens, so it is written there a moment before.
 */
import { pngUrl } from '../chart/exportPng.ts';
import { recordedSvg } from '../kit/canvas/svgRecorder.ts';
import { css } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { ShownMatrix } from '../../src/protocol/subjects.ts';
import type { FromView } from '../../src/protocol/viewMessages.ts';

type Picture = HTMLCanvasElement | SVGSVGElement;

/** As `when` of the menu and the commands know it. */
export interface MenuContext {
  readonly 'neuralNetwork.value'?: string;
  readonly 'neuralNetwork.matrix'?: ShownMatrix;
  /** Its lines as they are marked up. */
  readonly 'neuralNetwork.equation'?: readonly string[];
  readonly 'neuralNetwork.line'?: number;
  readonly 'neuralNetwork.picture'?: true;
}

export class ContextMenu {
  #picture: Picture | null = null;
  #written: HTMLElement | null = null;

  constructor() {
    document.addEventListener('contextmenu', (event) => this.#opened(event), { capture: true });
  }

  /** The picture that the menu was opened over, for a file. @param draw draws everything anew */
  async exported(
    format: 'png' | 'svg',
    theme: Theme,
    post: (message: FromView) => void,
    draw: () => Promise<void>,
  ): Promise<void> {
    const picture = this.#picture;
    if (!picture?.isConnected) return;
    const isCanvas = picture instanceof HTMLCanvasElement;
    const written = (): string | Promise<string> =>
      isCanvas ? recordedSvg(picture, css(theme.background), draw) : standalone(picture, theme);
    const pixels = async (): Promise<HTMLCanvasElement> => (isCanvas ? picture : drawn(picture, theme));
    const content = format === 'svg' ? await written() : base64Of(pngUrl([await pixels()], theme));
    post({ type: 'save', name: 'picture', format, content });
  }

  #opened({ target }: MouseEvent): void {
    if (!(target instanceof Element)) return;
    this.#picture = pictureOf(target);
    const element = target instanceof HTMLElement ? target : target.closest<HTMLElement>('figure, div');
    // The editor adds what stands on the elements around.
    delete this.#written?.dataset['vscodeContext'];
    this.#written = element;
    if (element) element.dataset['vscodeContext'] = JSON.stringify(contextOf(target, this.#picture));
  }
}

function contextOf(target: Element, picture: Picture | null): MenuContext {
  const table = target.closest<HTMLElement>('[data-window]');
  const equation = table ? null : equationOf(target);
  const value = numberOf(target);
  const line = lineOf(target);
  return {
    ...(value === null ? {} : { 'neuralNetwork.value': value }),
    ...(table
      ? { 'neuralNetwork.matrix': { ...JSON.parse(table.dataset['window'] ?? ''), cells: cellsOf(table) } }
      : {}),
    ...(equation ? { 'neuralNetwork.equation': equation } : {}),
    ...(line === null ? {} : { 'neuralNetwork.line': line }),
    ...(picture ? { 'neuralNetwork.picture': true } : {}),
  };
}

/** All digits are in the title; else what is written. */
function numberOf(target: Element): string | null {
  const element = target.closest<HTMLElement>('td, b, output, [data-number]');
  return element ? (plainNumber(element.title) ?? plainNumber(element.textContent ?? '')) : null;
}

/** "−1,234.5" is -1234.5; `null` of what is no number. */
export function plainNumber(text: string): string | null {
  const plain = text.trim().replaceAll('−', '-').replaceAll(',', '');
  return plain !== '' && Number.isFinite(Number(plain)) ? plain : null;
}

/** The lines of the equation, those of one arithmetic together. */
function equationOf(target: Element): readonly string[] | null {
  const around = ['.equations, .cell-sentence', '[data-equation], .equation, .matrix-name, .key', 'math'];
  const whole = around
    .map((selector) => target.closest(selector))
    .find((one) => one?.matches('math') || one?.querySelector('math'));
  if (!whole) return null;
  const lines = [...whole.querySelectorAll('.equation')];
  return (lines.length > 0 ? lines : [whole]).map(({ outerHTML }) => outerHTML);
}

function cellsOf(table: Element): string[][] {
  const rows = [...table.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll<HTMLElement>('td[title]')].map(({ title }) => title),
  );
  return rows.filter((row) => row.length > 0);
}

/** The line of the file: of a row of the table, or of the column of a matrix whose columns are examples. */
function lineOf(target: Element): number | null {
  const row = target.closest<HTMLElement>('[data-line]')?.dataset['line'];
  if (row !== undefined) return Number(row);
  const cell = target.closest<HTMLTableCellElement>('figure.matrix td, figure.matrix th');
  const head = cell?.closest('table')?.querySelector('thead tr');
  if (!cell || !head || head.querySelector('.corner')?.textContent === '') return null;
  const text = plainNumber(head.children[cell.cellIndex]?.textContent ?? '');
  return text === null || cell.cellIndex === 0 ? null : Number(text);
}

function pictureOf(target: Element): Picture | null {
  const around = target.closest('canvas, svg, figure, .network-scene, .chart, .plot, .heatmap');
  if (around instanceof HTMLCanvasElement || around instanceof SVGSVGElement) return around;
  return around?.querySelector<Picture>('canvas, svg[role="img"]') ?? null;
}

/** With the styles that the page gives it, and on the theme's ground. */
function standalone(picture: SVGSVGElement, theme: Theme): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = picture.querySelectorAll('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, index) => {
    const original = originals[index];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const name of [
      'fill',
      'stroke',
      'stroke-width',
      'stroke-dasharray',
      'stroke-linecap',
      'font-size',
      'font-family',
    ])
      element.style.setProperty(name, style.getPropertyValue(name));
  });
  const { width, height } = picture.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(Math.round(width)));
  copy.setAttribute('height', String(Math.round(height)));
  copy.style.background = css(theme.background);
  return new XMLSerializer().serializeToString(copy);
}

async function drawn(picture: SVGSVGElement, theme: Theme): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(standalone(picture, theme))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  const scale = 2;
  [canvas.width, canvas.height] = [scale * image.width, scale * image.height];
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function base64Of(url: string): string {
  return url.slice(url.indexOf(',') + 1);
}
