/** Host ↔ webview. The view sends few things, all validated by the host; the host sends whole snapshots. */
import type { Frame } from './frame.ts';
import type { RunDescription, RunId, RunStatus } from './run.ts';

/** Commands a view may ask for; the host runs `nnExplorer.<name>` for the run the view shows. */
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
  'trainOnCsv',
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

export type ToView =
  /** First message, and whenever the shown run changes; `null`: nothing to show. */
  | { readonly type: 'run'; readonly run: RunDescription | null; readonly status: RunStatus | null }
  | { readonly type: 'status'; readonly status: RunStatus }
  | { readonly type: 'frame'; readonly frame: Frame };

export type FromView =
  | { readonly type: 'ready' }
  /** The frame was drawn; sent from the animation-frame callback. */
  | { readonly type: 'ack'; readonly runId: RunId; readonly frame: number }
  | { readonly type: 'command'; readonly command: ViewCommand }
  /**
   * Sets a hyperparameter: the host edits the `.nnconfig`; the view shows it once the status says it is in force.
   * Paths are those of the hyperparameter table and of `layerRules` (`network.layers` = 2 means two hidden layers,
   * `network.layers.0.units`, `network.layers.0.activation`; `network.activation` is that of all hidden layers).
   */
  | { readonly type: 'set'; readonly path: string; readonly value: number | string | boolean }
  /** Opens the data file at a line. */
  | { readonly type: 'reveal'; readonly line: number }
  | { readonly type: 'error'; readonly message: string };
