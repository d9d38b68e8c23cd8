/** Host ↔ webview. The view sends few things, all validated by the host; the host sends whole snapshots. */
import type { ColumnChange } from '../config/facts/columnEdits.ts';
import type { ColumnRows } from '../config/facts/columnRows.ts';
import type { FromCompareView, ToCompareView } from './compare/runsComparison.ts';
import type { ComparableRun, ComparedRun } from './comparison.ts';
import type { Frame } from './frame.ts';
import type { ToModelView, TryRow } from './modelView.ts';
import type { FromPredictionView, ToPredictionView } from './predictionView.ts';
import type { Answer, Query } from './query.ts';
import type { RunDescription, RunId, RunStatus } from './run.ts';
import type { FromSweepView, ToSweepView } from './sweep/sweepPage.ts';

/** Commands a view may ask for; the host runs `neuralNetwork.<name>` for the run the view shows. */
export const viewCommands = [
  'start',
  'pause',
  'resume',
  'fullSpeed',
  'step',
  'stepEpoch',
  'stop',
  'reset',
  'newWeights',
  'trainOn',
  'takeBackWeights',
  'branchRun',
  'undoTakeBack',
  'stopEarly',
  'saveNetwork',
  'predict',
  'savePredictions',
  'exploreModel',
  'exportNetwork',
  'trainOnCsv',
  'trainConfig',
  'openConfiguration',
  'openData',
  'openSamples',
  'showPanel',
  'showLog',
  'checkGradients',
  'learningRateUp',
  'learningRateDown',
] as const;
export type ViewCommand = (typeof viewCommands)[number];

/** What a view can have written to a file. */
export const saveFormats = ['png', 'svg', 'csv'] as const;
export type SaveFormat = (typeof saveFormats)[number];

export type ToView =
  /** The words of the user's language by their English ones; before the first `run`, and only where it is another than English. */
  | { readonly type: 'texts'; readonly texts: Readonly<Record<string, string>> }
  /** First message, and whenever the shown run changes; `null`: nothing to show. */
  | { readonly type: 'run'; readonly run: RunDescription | null; readonly status: RunStatus | null }
  | { readonly type: 'status'; readonly status: RunStatus }
  | { readonly type: 'frame'; readonly frame: Frame }
  /** A sign of life that the page asked for. */
  | { readonly type: 'alive' }
  /** What can be laid over the run's curves; whenever that changes. */
  | { readonly type: 'comparable'; readonly runs: readonly ComparableRun[] }
  /** What the page chose of it; again while that run goes on. */
  | { readonly type: 'compared'; readonly compared: ComparedRun }
  /**
   * A stretch of the table's columns: when the page asked, and again whenever table or configuration change.
   * `problem`: why there is none.
   */
  | { readonly type: 'columns'; readonly columns: ColumnRows | null; readonly problem: string }
  | ToPredictionView
  | ToModelView
  | ToCompareView
  | ToSweepView
  | ViewTurn
  | ViewAnswer;

/** What the page is to look like: asked for by a command or a key of the editor. */
export type ViewTurn =
  /** The columns of the table. */
  | { readonly type: 'lookAtColumns' }
  /** The gradient check, parameter by parameter. */
  | { readonly type: 'lookAtGradients' }
  | { readonly type: 'showTab'; readonly tab: TabId }
  /** The picture that the context menu was opened over becomes a file. */
  | { readonly type: 'exportPicture'; readonly format: 'png' | 'svg' }
  /** Controls away and formulas larger, or all there again. */
  | { readonly type: 'present' };

/** The tabs of the panel in their order; keys and commands name them so. */
export const tabIds = ['overview', 'matrices', 'step', 'fit', 'data', 'evaluation', 'histograms', 'lessons'] as const;
export type TabId = (typeof tabIds)[number];

/** Where the keyboard is: not in the page, in something of it that takes keys, or in the page and free for keys of the panel. */
export const keyFocuses = ['away', 'typing', 'free'] as const;
export type KeyFocus = (typeof keyFocuses)[number];

/** Every query gets exactly one answer, unless the page is hidden or shows another run by then. */
export type ViewAnswer =
  | { readonly type: 'answer'; readonly id: number; readonly ok: true; readonly answer: Answer }
  | {
      readonly type: 'answer';
      readonly id: number;
      readonly ok: false;
      /** superseded: a newer query took its place, nothing needs to be shown; refused: `message` says why. */
      readonly reason: 'superseded' | 'refused';
      readonly message: string;
    };

export type FromView =
  | { readonly type: 'ready' }
  /** Is anybody there? The host answers with the same. */
  | { readonly type: 'alive' }
  /** The frame was drawn; sent from the animation-frame callback. */
  | { readonly type: 'ack'; readonly runId: RunId; readonly frame: number }
  | { readonly type: 'command'; readonly command: ViewCommand }
  /**
   * Sets a hyperparameter: the host edits the `.nnconfig`; the view shows it once the status says it is in force.
   * Paths are those of `settingRules` (`network.layers` = 2 means two hidden layers,
   * `network.layers.0.units`, `network.layers.0.activation`; `network.activation` is that of all hidden layers).
   */
  | { readonly type: 'set'; readonly path: string; readonly value: number | string | boolean }
  /** Which of the table's columns are in sight; the host sends them, and again whenever they change. */
  | { readonly type: 'columns'; readonly from: number; readonly count: number }
  /** Gives a column of the table another type or role: the host edits the `.nnconfig`. */
  | { readonly type: 'column'; readonly name: string; readonly change: ColumnChange }
  /** Opens the data file at a line. */
  | { readonly type: 'reveal'; readonly line: number }
  /**
   * Asks about the run. `id` is the view's own, rising. Of the queries of one kind and slot at most one is under way: a
   * newer one waits for it and takes the place of any that waits already, so that a dragging mouse never queues.
   */
  | { readonly type: 'query'; readonly id: number; readonly slot?: string; readonly query: Query }
  /** Moves the run's cursor in time: all views of it, and all answers, are about this iteration from then on. */
  | { readonly type: 'seek'; readonly step: number | 'live' }
  /** Lays the curves of another run over the shown one's, by its id; `null`: no more. */
  | { readonly type: 'compare'; readonly id: string | null }
  /** Asks where to save a file and writes it: text, or for a PNG its bytes in base64. `name` has no ending. */
  | { readonly type: 'save'; readonly name: string; readonly format: SaveFormat; readonly content: string }
  | FromPredictionView
  | FromCompareView
  | FromSweepView
  | TryRow
  /** Where the keyboard is now; whenever that changes. */
  | { readonly type: 'keys'; readonly focus: KeyFocus }
  | { readonly type: 'error'; readonly message: string };
