/** What the network has learned, over the data's own columns: the fit over one or two of them, and how the answer depends on each. */
import type { RunDescription } from '../../src/protocol/run.ts';
import { onResize } from '../kit/canvas/surface.ts';
import type { Theme } from '../kit/color/theme.ts';
import { networkKey, type ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import type { PanelView, ViewContext } from '../state/panelView.ts';
import { DependencePart } from './dependencePart.ts';
import { choosing, resolveFit, tellingColumns } from './fitChoice.ts';
import { FitPart } from './fitPart.ts';

interface Parts {
  readonly run: RunDescription;
  readonly fit: FitPart;
  readonly dependence: DependencePart;
}

export class FitView implements PanelView {
  readonly id = 'fit';
  readonly icon = 'graph-scatter';
  readonly element = document.createElement('div');
  readonly #context: ViewContext;
  #parts: Parts | null = null;
  /** The columns to begin with; they are found once, in the run's first frame. */
  #suggested: readonly string[] = [];
  #partWidth = 0;

  constructor(context: ViewContext) {
    this.#context = context;
    this.element.className = 'fit-view';
  }

  get title(): string {
    return localize('Fit');
  }

  update(state: ViewState, theme: Theme, _width: number, now: number): void {
    const { run, frame, ui } = state;
    if (!run) return;
    const { fit, dependence } = this.#partsOf(run);
    if (this.#suggested.length === 0) this.#suggested = tellingColumns(run, frame);
    const choice = resolveFit(run, ui.fit, this.#suggested);
    fit.update(state, theme, choice, this.#partWidth, now);
    dependence.update(state, theme, choice, this.#partWidth, now);
  }

  /** Each network has parts of its own: how often they ask depends on its size. */
  #partsOf(run: RunDescription): Parts {
    if (this.#parts && networkKey(this.#parts.run) === networkKey(run)) return this.#parts;
    const choose = choosing(this.#context.move, (fit) => resolveFit(run, fit, this.#suggested));
    const parts = {
      run,
      fit: new FitPart(this.#context, run, choose),
      dependence: new DependencePart(this.#context, run, choose),
    };
    this.#parts = parts;
    this.#suggested = [];
    this.element.replaceChildren(parts.fit.element, parts.dependence.element);
    onResize(parts.fit.element, (width) => {
      if (this.#parts !== parts) return;
      this.#partWidth = width;
      this.#context.redraw();
    });
    return parts;
  }
}
