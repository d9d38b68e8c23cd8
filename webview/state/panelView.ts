/** What a view of the panel is: one tab, drawn only while it is the one that is seen. */
import type { Answer, Query, QueryKind } from '../../src/protocol/query.ts';
import type { FromView, ViewCommand } from '../../src/protocol/viewMessages.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { ViewState } from './store.ts';
import type { UiChange } from './uiState.ts';

export interface PanelView {
  /** Kept in the view's own state, so that the same tab is there after hiding; never shown. */
  readonly id: string;
  /** One or two words. */
  readonly title: string;
  /** Name of a codicon: all that a narrow panel shows of the tabs that are not chosen. */
  readonly icon: string;
  readonly element: HTMLElement;
  /** False hides the tab, as where a run has nothing to show in it. */
  isFor?(state: ViewState): boolean;
  /**
   * Draws what has changed, in the animation frame and only while the tab is chosen.
   * `width`: of the element's content, in CSS pixels, 0 before it is known; `now`: milliseconds.
   */
  update(state: ViewState, theme: Theme, width: number, now: number): void;
}

/** What a view may do. The cursor lives in the store (unit, example) and in the run (iteration): moving it moves every view. */
export interface ViewContext {
  /** Moves the cursor's unit and example, or changes another part of the view's own state. */
  readonly move: (change: UiChange) => void;
  /** Moves the cursor's iteration. */
  readonly seek: (step: number | 'live') => void;
  /**
   * Asks the run. `null` when a newer question of the same kind and slot took this one's place, or the run is gone.
   * Rejects with a sentence for the user when the question is refused.
   */
  readonly ask: <K extends QueryKind>(query: Query<K>, slot?: string) => Promise<Answer<K> | null>;
  readonly send: (command: ViewCommand) => void;
  readonly post: (message: FromView) => void;
  /** Draws in the next animation frame; `redrawLater` about a tenth of a second later. */
  readonly redraw: () => void;
  readonly redrawLater: () => void;
  /** Tells while drawing that newer numbers than those it draws are on their way. */
  readonly behind: () => void;
}
