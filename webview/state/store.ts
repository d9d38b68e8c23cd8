/** What the view knows: the run, its status, its latest frame, and the view's own state (the cursor). One owner, one listener list. */
import { assertNever } from '../../src/core/assertNever.ts';
import type { ColumnRows } from '../../src/config/facts/columnRows.ts';
import type { ComparePage, ToCompareView } from '../../src/protocol/compare/runsComparison.ts';
import type { ComparableRun, ComparedRun } from '../../src/protocol/comparison.ts';
import type { Frame } from '../../src/protocol/frame.ts';
import type { ModelPage, ToModelView } from '../../src/protocol/modelView.ts';
import type { PredictionView, ToPredictionView } from '../../src/protocol/predictionView.ts';
import type { RunDescription, RunStatus } from '../../src/protocol/run.ts';
import type { SweepPage, SweptMember, ToSweepView } from '../../src/protocol/sweep/sweepPage.ts';
import type { ToView, ViewTurn } from '../../src/protocol/viewMessages.ts';
import { chosenFor, clampCursor, type UiChange, type UiState } from './uiState.ts';

export interface ViewState {
  /** False until the host's first message: nothing is known yet. */
  readonly connected: boolean;
  /** Nobody answers any more: the extension ended. */
  readonly isCut: boolean;
  readonly run: RunDescription | null;
  readonly status: RunStatus | null;
  readonly frame: Frame | null;
  /** What can be laid over the run's curves, and what the host sent of it. */
  readonly comparable: readonly ComparableRun[];
  readonly compared: ComparedRun | null;
  /** The columns of the table in sight, or why there are none; `null`: not asked for, or on their way. */
  readonly columns: { readonly rows: ColumnRows | null; readonly problem: string } | null;
  /** Tables that the network was applied to, oldest first; of one of them the lines that came last. */
  readonly predictions: readonly PredictionView[];
  readonly predictedRows: Extract<ToView, { type: 'predictedRows' }> | null;
  /** The file that the page is about, and what it said of a row; of the page of a `.safetensors`. */
  readonly model: ModelPage | null;
  readonly triedRow: Extract<ToView, { type: 'triedRow' }> | null;
  /** Recorded runs side by side; of the page that is about them. */
  readonly comparison: ComparePage | null;
  /** Many trainings at once, with the members that have ended; of the page that is about them. */
  readonly sweep: { readonly page: SweepPage; readonly members: readonly SweptMember[] } | null;
  readonly ui: UiState;
}

type Beside = ToModelView | ToPredictionView | ToCompareView | ToSweepView | Extract<ToView, { type: 'columns' }>;

/** Names a network: what is kept of it, and drawn from it, is kept under this name. */
export function networkKey({ runId, build }: Pick<RunDescription, 'runId' | 'build'>): string {
  return `${runId}.${build}`;
}

/** Before anything came. */
export function blankView(ui: UiState): ViewState {
  return {
    ...{ connected: false, isCut: false, run: null, status: null, frame: null, comparable: [], compared: null },
    ...{ columns: null, predictions: [], predictedRows: null, model: null, triedRow: null },
    ...{ comparison: null, sweep: null, ui },
  };
}

export class Store {
  #state: ViewState;
  readonly #listeners: (() => void)[] = [];

  constructor(ui: UiState) {
    this.#state = blankView(ui);
  }

  get state(): ViewState {
    return this.#state;
  }

  onDidChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Takes a message in; numbers of another run than the one shown are ignored. */
  receive(message: ToView): void {
    const { run, frame } = this.#state;
    switch (message.type) {
      case 'run': {
        const same = message.run !== null && message.run.runId === run?.runId;
        const [now, before] = [message.run && networkKey(message.run), run && networkKey(run)];
        this.#set({
          connected: true,
          run: message.run,
          status: message.status,
          // A picture of another network, of the same run too, is none of this one.
          frame: now === before ? frame : null,
          // What came before the first run was already about it.
          ...(same || run === null ? {} : { comparable: [], compared: null }),
          ui: chosenFor(message.run, clampCursor(this.#state.ui, message.run)),
        });
        break;
      }
      case 'status':
        if (run === null || networkKey(message.status) === networkKey(run))
          this.#set({ connected: true, status: message.status });
        break;
      case 'comparable':
        this.#set({ comparable: message.runs });
        break;
      case 'compared':
        this.#set({ compared: message.compared });
        break;
      case 'frame':
        if (run !== null && networkKey(message.frame) === networkKey(run)) this.#set({ frame: message.frame });
        break;
      case 'lookAtColumns':
      case 'lookAtGradients':
      case 'showTab':
      case 'present':
        this.#turn(message);
        break;
      case 'texts':
      case 'exportPicture':
      case 'alive':
      case 'answer':
        // For others: `page.ts`.
        break;
      default:
        this.#receiveBeside(message);
    }
  }

  /** What is said of the table, of model files, and of tables that a network was applied to. */
  #receiveBeside(message: Beside): void {
    switch (message.type) {
      case 'columns':
        this.#set({ connected: true, columns: { rows: message.columns, problem: message.problem } });
        break;
      case 'predictions':
        this.#set({ predictions: message.list });
        break;
      case 'model':
        this.#set({ connected: true, model: message.model });
        break;
      case 'comparePage':
        this.#set({ comparison: message.page });
        break;
      case 'sweepPage':
        this.#set({ sweep: { page: message.page, members: this.#membersWith(message) } });
        break;
      case 'triedRow':
        this.#set({ triedRow: message });
        break;
      case 'predictedRows':
        this.#set({ predictedRows: message });
        break;
      case 'lookAtPrediction':
        this.move({ tab: 'evaluation', prediction: message.id });
        break;
      default:
        assertNever(message);
    }
  }

  /** The same list while none comes: what is drawn from it stays. */
  #membersWith({ isFirst, members }: ToSweepView): readonly SweptMember[] {
    const known = isFirst ? [] : (this.#state.sweep?.members ?? []);
    return members.length === 0 && !isFirst ? known : [...known, ...members];
  }

  /** Looks otherwise, as the editor asked. */
  #turn(turn: Exclude<ViewTurn, { type: 'exportPicture' }>): void {
    if (turn.type === 'showTab') this.move({ tab: turn.tab });
    else if (turn.type === 'present') this.move(({ presents }) => ({ presents: !presents }));
    else if (turn.type === 'lookAtGradients')
      this.move(({ choices }) => ({
        tab: 'matrices',
        choices: { ...choices, of: { ...choices.of, matrices: { page: 'check' } } },
      }));
    else {
      this.#set({ connected: true });
      this.move({ tab: 'data', dataPage: 'columns' });
    }
  }

  /** Whether somebody answers. */
  cut(isCut: boolean): void {
    if (isCut !== this.#state.isCut) this.#set({ isCut });
  }

  /** Changes the view's own state. */
  move(change: UiChange): void {
    const { ui, run } = this.#state;
    this.#set({ ui: clampCursor({ ...ui, ...(typeof change === 'function' ? change(ui) : change) }, run) });
  }

  #set(change: Partial<ViewState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
