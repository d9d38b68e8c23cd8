/**
 * A picture with two axes under the hand: the pointer reads it off, arrow keys move a crosshair that says what is there, a
 * click or Enter goes to an example. What is drawn is for others to know.
 */
import { makeSlider } from '../slider.ts';
import type { TemplateResult } from 'lit';
import { Surface } from '../canvas/surface.ts';
import type { Theme } from '../color/theme.ts';
import { HoverCard } from '../card/hoverCard.ts';
import type { Box } from '../box.ts';
import { Unchanged } from '../unchanged.ts';
import { haloed, type Marker, markerAt } from './markers.ts';
import { type Reading, readingCard, readingText } from './outcomes.ts';

/** Where the picture can be read off, counted from the left and from the top. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

export interface DrawnPlot {
  readonly box: Box;
  /** One a shown example, or none at all. */
  readonly markers: readonly Marker[];
  /** Middles of the cells in pixels; a curve has no rows. */
  readonly columns: readonly number[];
  readonly rows: readonly number[];
}

export interface PlotPicture {
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  readonly height: number;
  /** All that it depends on beside theme and size. */
  readonly inputs: readonly unknown[];
  readonly draw: (context: CanvasRenderingContext2D, width: number, height: number, theme: Theme) => DrawnPlot;
  readonly reading: (cell: Cell) => Reading;
  readonly exampleCard: (example: number) => TemplateResult;
}

/** The pictures beside one another are of one height. */
export function plotHeight(width: number): number {
  return Math.round(Math.max(minHeight, Math.min(maxHeight, shape * width)));
}

/** Pixels from an example at which the pointer means it. */
const reach = 10;
/** Pixels from what is read off to its card. */
const cardGap = 14;
/** Pixels of height, and their share of the width. */
const minHeight = 240;
const maxHeight = 420;
const shape = 0.74;
/** Cells that a page key moves by. */
const page = 8;

export class Plot {
  readonly element = document.createElement('div');
  readonly #surface = new Surface(null);
  readonly #card: HoverCard;
  readonly #mark = document.createElement('div');
  readonly #choose: (example: number) => void;
  readonly #redraw: () => void;
  readonly #drawn = new Unchanged();
  #picture: PlotPicture | null = null;
  #plot: DrawnPlot | null = null;
  #cell: Cell | null = null;
  #focused = false;
  /** Where the pointer is, in the element. */
  #pointer: { readonly x: number; readonly y: number } | null = null;

  /** @param choose called with the example that was clicked on */
  constructor(choose: (example: number) => void, redraw: () => void) {
    this.#choose = choose;
    this.#redraw = redraw;
    this.element.className = 'fit-plot';
    makeSlider(this.element);
    this.#mark.className = 'fit-mark';
    this.#mark.hidden = true;
    this.element.append(this.#surface.canvas, this.#mark);
    this.#card = new HoverCard(this.element);
    this.element.addEventListener('pointermove', (event) => this.#pointed(event));
    this.element.addEventListener('pointerleave', () => this.#pointed(null));
    this.element.addEventListener('click', (event) => this.#clicked(event));
    this.element.addEventListener('keydown', (event) => this.#keyed(event));
    this.element.addEventListener('focus', () => this.#focus(this.element.matches(':focus-visible')));
    this.element.addEventListener('blur', () => this.#focus(false));
  }

  update(picture: PlotPicture, theme: Theme, width: number): void {
    this.#picture = picture;
    if (width < 60 || this.#drawn.is(...picture.inputs, picture.height, theme, width, this.#cell, this.#focused))
      return;
    const context = this.#surface.begin(width, picture.height);
    const plot = picture.draw(context, width, picture.height, theme);
    this.#plot = plot;
    if (this.#focused) this.#drawCrosshair(context, plot, this.#cellIn(plot), theme);
    this.#describe(picture, plot);
    this.#showCard();
  }

  /** In the middle before it was ever moved. */
  #cellIn({ columns, rows }: DrawnPlot): Cell {
    const inside = (position: number | undefined, count: number): number =>
      Math.max(0, Math.min(count - 1, position ?? Math.floor(count / 2)));
    return { column: inside(this.#cell?.column, columns.length), row: inside(this.#cell?.row, rows.length) };
  }

  #drawCrosshair(
    context: CanvasRenderingContext2D,
    { box, columns, rows }: DrawnPlot,
    { column, row }: Cell,
    theme: Theme,
  ): void {
    const [x, y] = [columns[column] ?? box.x, rows[row]];
    const lines = new Path2D();
    lines.moveTo(x, box.y);
    lines.lineTo(x, box.y + box.height);
    if (y !== undefined) {
      lines.moveTo(box.x, y);
      lines.lineTo(box.x + box.width, y);
    }
    haloed(context, lines, 1, theme);
  }

  #describe({ label, reading }: PlotPicture, plot: DrawnPlot): void {
    const cell = this.#cellIn(plot);
    const set = (name: string, value: string): void => this.element.setAttribute(name, value);
    set('aria-label', label);
    set('aria-valuemin', '0');
    set('aria-valuemax', String(Math.max(0, plot.columns.length - 1)));
    set('aria-valuenow', String(cell.column));
    set('aria-valuetext', readingText(reading(cell)));
  }

  /** Beside the pointer while there is one, else beside the crosshair. */
  #showCard(): void {
    const [picture, plot] = [this.#picture, this.#plot];
    this.#mark.hidden = true;
    if (!picture || !plot) return;
    if (this.#pointer) {
      const { x, y } = this.#pointer;
      const example = markerAt(plot.markers, x, y, reach);
      const cell = cellAt(plot, x, y);
      if (example >= 0) this.#place(picture.exampleCard(example), x, y);
      else if (cell) {
        this.#place(readingCard(picture.reading(cell)), x, y);
        this.#markCell(plot, cell);
      } else this.#card.hide();
    } else if (this.#focused) {
      const cell = this.#cellIn(plot);
      const y = plot.rows[cell.row] ?? plot.box.y + plot.box.height / 2;
      this.#place(readingCard(picture.reading(cell)), plot.columns[cell.column] ?? 0, y);
    } else this.#card.hide();
  }

  /** Towards the middle of the picture, where there is more room, and off what it explains. */
  #place(content: TemplateResult, x: number, y: number): void {
    const { width, height } = this.#surface;
    this.#card.show(content, x, y, width);
    const { element } = this.#card;
    if (x > width / 2) element.style.left = `${Math.max(0, x - cardGap - element.offsetWidth)}px`;
    if (y > height / 2) element.style.top = `${Math.max(0, y - cardGap - element.offsetHeight)}px`;
  }

  /** A ring about the place that is read off, or a line where only x counts. */
  #markCell({ box, columns, rows }: DrawnPlot, { column, row }: Cell): void {
    const isLine = rows.length === 0;
    this.#mark.hidden = false;
    this.#mark.classList.toggle('line', isLine);
    this.#mark.style.height = isLine ? `${box.height}px` : '';
    this.#mark.style.transform = `translate(${columns[column] ?? 0}px, ${isLine ? box.y : (rows[row] ?? 0)}px)`;
  }

  #pointed(event: PointerEvent | null): void {
    const bounds = this.element.getBoundingClientRect();
    this.#pointer = event && { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
    this.#showCard();
  }

  #clicked(event: MouseEvent): void {
    const bounds = this.element.getBoundingClientRect();
    const example = markerAt(this.#plot?.markers ?? [], event.clientX - bounds.left, event.clientY - bounds.top, reach);
    if (example >= 0) this.#choose(example);
  }

  #focus(focused: boolean): void {
    this.#focused = focused;
    if (!focused) this.#card.hide();
    this.#redraw();
  }

  #keyed(event: KeyboardEvent): void {
    const plot = this.#plot;
    if (!plot || event.ctrlKey || event.metaKey || event.altKey) return;
    const cell = this.#cellIn(plot);
    if (event.key === 'Enter' || event.key === ' ') this.#chooseNearest(plot, cell);
    else {
      const moved = movedCell(event.key, cell, plot);
      if (!moved) return;
      this.#cell = moved;
    }
    event.preventDefault();
    this.#pointer = null;
    this.#focused = true;
    this.#redraw();
  }

  #chooseNearest({ columns, rows, box, markers }: DrawnPlot, { column, row }: Cell): void {
    const y = rows[row] ?? box.y + box.height / 2;
    const example = markerAt(markers, columns[column] ?? 0, y, Number.POSITIVE_INFINITY);
    if (example >= 0) this.#choose(example);
  }
}

/** Where a key moves the crosshair; `null` for other keys. */
export function movedCell(
  key: string,
  { column, row }: Cell,
  { columns, rows }: Pick<DrawnPlot, 'columns' | 'rows'>,
): Cell | null {
  const moves: Readonly<Record<string, Cell>> = {
    ArrowLeft: { column: column - 1, row },
    ArrowRight: { column: column + 1, row },
    ArrowUp: { column, row: row - 1 },
    ArrowDown: { column, row: row + 1 },
    Home: { column: 0, row },
    End: { column: columns.length - 1, row },
    PageUp: { column, row: row - page },
    PageDown: { column, row: row + page },
  };
  const moved = moves[key];
  const inside = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
  return moved ? { column: inside(moved.column, columns.length), row: inside(moved.row, rows.length) } : null;
}

/** The cell under a place inside the axes. */
function cellAt({ box, columns, rows }: DrawnPlot, x: number, y: number): Cell | null {
  if (x < box.x || x > box.x + box.width || y < box.y || y > box.y + box.height) return null;
  return { column: nearest(columns, x), row: rows.length > 0 ? nearest(rows, y) : 0 };
}

function nearest(positions: readonly number[], value: number): number {
  return positions.reduce(
    (best, position, index) => (Math.abs(position - value) < Math.abs((positions[best] ?? 0) - value) ? index : best),
    0,
  );
}
