/**
 * Hands on a chart: a click looks at a step, dragging zooms into what was dragged over, Ctrl and the wheel zoom, the wheel
 * sideways moves; arrow keys move the step, + and − zoom, Page Up and Page Down move, 0 shows the whole run again.
 */
import { moved, type StepRange, zoomed } from './stepRange.ts';

export interface ChartHands {
  /** The step under a place on the screen, or `null` outside the chart. */
  readonly stepAt: (clientX: number) => number | null;
  readonly range: () => StepRange;
  readonly whole: () => StepRange;
  readonly cursor: () => number;
  readonly show: (range: StepRange | null) => void;
  readonly look: (step: number) => void;
}

/** Pixels a pointer may tremble in a click. */
const trembling = 4;

export class ChartPointer {
  readonly #hands: ChartHands;
  readonly #element: HTMLElement;
  readonly #selection = document.createElement('div');
  #startX: number | null = null;

  constructor(element: HTMLElement, hands: ChartHands) {
    this.#hands = hands;
    this.#element = element;
    this.#selection.className = 'chart-selection';
    this.#selection.hidden = true;
    element.append(this.#selection);
    element.addEventListener('pointerdown', (event) => this.#down(event));
    element.addEventListener('pointermove', (event) => this.#drag(event));
    element.addEventListener('pointerup', (event) => this.#up(event));
    element.addEventListener('pointercancel', () => this.#end());
    element.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    element.addEventListener('dblclick', () => hands.show(null));
    element.addEventListener('keydown', (event) => this.#keyed(event));
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 || this.#hands.stepAt(event.clientX) === null) return;
    this.#startX = event.clientX;
    this.#element.setPointerCapture(event.pointerId);
  }

  #drag(event: PointerEvent): void {
    if (this.#startX === null) return;
    const left = this.#element.getBoundingClientRect().left;
    this.#selection.hidden = Math.abs(event.clientX - this.#startX) <= trembling;
    this.#selection.style.left = `${Math.min(event.clientX, this.#startX) - left}px`;
    this.#selection.style.width = `${Math.abs(event.clientX - this.#startX)}px`;
  }

  #up(event: PointerEvent): void {
    const start = this.#startX;
    this.#end();
    if (start === null) return;
    const from = this.#hands.stepAt(Math.min(start, event.clientX));
    const to = this.#hands.stepAt(Math.max(start, event.clientX));
    const { from: first, to: last } = this.#hands.range();
    if (Math.abs(event.clientX - start) <= trembling) this.#hands.look(from ?? last);
    else this.#show({ from: from ?? first, to: to ?? last });
  }

  #end(): void {
    this.#startX = null;
    this.#selection.hidden = true;
  }

  #wheel(event: WheelEvent): void {
    const { range, whole, stepAt, show } = this.#hands;
    const center = stepAt(event.clientX);
    if (center === null) return;
    if (event.ctrlKey || event.metaKey) show(zoomed(range(), whole(), center, 2 ** (event.deltaY / 200)));
    else if (Math.abs(event.deltaX) > Math.abs(event.deltaY) && isPart(range(), whole()))
      this.#show(moved(range(), whole(), event.deltaX / 500));
    else return;
    event.preventDefault();
  }

  #keyed(event: KeyboardEvent): void {
    if (event.target !== this.#element || event.ctrlKey || event.metaKey || event.altKey) return;
    const { range, whole, cursor, show, look } = this.#hands;
    const stride = event.shiftKey ? 1 : Math.max(1, Math.round((range().to - range().from) / 100));
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => look(Math.max(whole().from, cursor() - stride)),
      ArrowRight: () => look(Math.min(whole().to, cursor() + stride)),
      Home: () => look(range().from),
      End: () => look(range().to),
      '+': () => show(zoomed(range(), whole(), cursor(), 0.5)),
      '=': () => show(zoomed(range(), whole(), cursor(), 0.5)),
      '-': () => show(zoomed(range(), whole(), cursor(), 2)),
      PageUp: () => this.#show(moved(range(), whole(), -0.5)),
      PageDown: () => this.#show(moved(range(), whole(), 0.5)),
      '0': () => show(null),
      Escape: () => show(null),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  #show(range: StepRange | null): void {
    if (range) this.#hands.show(zoomed(range, this.#hands.whole(), range.from, 1));
  }
}

function isPart(range: StepRange, whole: StepRange): boolean {
  return range.from > whole.from || range.to < whole.to;
}
