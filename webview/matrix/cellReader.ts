/** The arithmetic of the cell that is pointed at or chosen: the run's answer to just that one. */
import type { CellAddress, ExampleSet } from '../../src/protocol/subjects.ts';
import type { Answer } from '../../src/protocol/query.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { ViewState } from '../state/store.ts';

/** Milliseconds between two answers about the same cell while the network learns: a finite difference takes its time. */
const pause = 400;

export class CellReader {
  readonly #query: LiveQuery<'cell'>;

  constructor(context: ViewContext, slot: string) {
    this.#query = new LiveQuery<'cell'>(context, slot, pause);
  }

  /** Why there is no answer; empty while there is one or it is under way. */
  get error(): string {
    return this.#query.error;
  }

  /** The answer to this question, perhaps of an earlier frame. @param key what it depends on beside the frame */
  get(
    { which, layer, row, column }: CellAddress,
    examples: ExampleSet,
    state: ViewState,
    now: number,
    key = '',
  ): Answer<'cell'> | null {
    const answer = this.#query.get({ kind: 'cell', which, layer, row, column, examples }, state, now, key);
    return this.#query.isCurrent ? answer : null;
  }
}

export function isSameCell(a: CellAddress | null, b: CellAddress | null): boolean {
  return a?.which === b?.which && a?.layer === b?.layer && a?.row === b?.row && a?.column === b?.column;
}
