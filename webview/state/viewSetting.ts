/** A view's own choices about the run that is shown: they survive hiding with the rest of the view's state, and go with the run. */
import type { UiState } from './uiState.ts';
import type { ViewContext } from './panelView.ts';

export class ViewSetting<T extends object> {
  readonly #move: ViewContext['move'];
  readonly #view: string;
  readonly #initial: T;

  /** @param initial what holds until the user chooses otherwise */
  constructor({ move }: Pick<ViewContext, 'move'>, view: string, initial: T) {
    this.#move = move;
    this.#view = view;
    this.#initial = initial;
  }

  /** The same object until something is chosen. */
  of({ choices }: UiState): T {
    return (choices.of[this.#view] as T | undefined) ?? this.#initial;
  }

  change(change: Partial<T>): void {
    this.#move((ui) => ({
      choices: { ...ui.choices, of: { ...ui.choices.of, [this.#view]: { ...this.of(ui), ...change } } },
    }));
  }
}
