/**
 * The wire between the host and one page. What comes in is checked before it means anything; what goes out is whole
 * snapshots, sent when the page says it is ready and again whenever it becomes visible, because a hidden page gets nothing.
 */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { showError } from '../base/shown.ts';
import { isAllowedSetting } from '../../config/schema/settingRules.ts';
import type { Frame } from '../../protocol/frame.ts';
import { validateFromView } from '../../protocol/validate.ts';
import type { FromView, KeyFocus, ToView } from '../../protocol/viewMessages.ts';
import { QueryRelay } from '../../session/queryRelay.ts';
import { Owner } from '../base/owner.ts';
import type { FrameBroadcaster, FrameViewer } from '../runs/frameBroadcaster.ts';
import type { RunHandle } from '../runs/run.ts';
import type { Runs } from '../runs/runs.ts';
import { Comparison } from './comparison.ts';

/** Milliseconds a visible page has to say that it is ready: on a busy machine a page that is well needs more than ten seconds. */
const patience = 30_000;

/** What a page may ask for beside what concerns the wire itself. */
export type ViewRequest = Extract<FromView, { type: 'command' | 'set' | 'column' | 'reveal' | 'save' }>;

export interface ViewHandler {
  readonly log: vscode.LogOutputChannel;
  readonly runs: Runs;
  /** @param subject key of the configuration that the page is about, with a run or without */
  request(request: ViewRequest, run: RunHandle | null, subject: string | null): void;
}

/** Sends the columns of a configuration's table as long as the page shows them. */
export interface ColumnSource {
  /** Begins, or goes on with another stretch. */
  show(from: number, count: number): void;
  dispose(): void;
}

/** What is said between the host and a page beside its run. */
export interface ViewFeed {
  /** The page is there, perhaps again. */
  sendInitialState(): void;
  receive(message: FeedMessage): void;
  dispose(): void;
}

export type FeedMessage = Extract<
  FromView,
  { type: 'predictedRows' | 'prediction' | 'tryRow' | 'showCompared' | 'openMember' | 'sweep' }
>;

/** What a page is about before it has a run. */
export interface ViewSubject {
  readonly key: string;
  feed(post: (message: ToView) => void): ViewFeed;
  columns(post: (message: ToView) => void): ColumnSource;
}

export class ViewConnection extends Owner implements FrameViewer {
  readonly #webview: vscode.Webview;
  readonly #page: () => string;
  readonly #handler: ViewHandler;
  readonly #queries = new QueryRelay((answer) => this.#post(answer));
  readonly #comparison: Comparison;
  #run: RunHandle | null = null;
  #runParts: vscode.Disposable | null = null;
  #fan: FrameBroadcaster | null = null;
  #ready = false;
  #visible: boolean;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #hasDrawn: () => void = () => undefined;
  /** Resolves when the page has drawn its first frame, or is gone. */
  readonly firstDrawn = new Promise<void>((resolve) => {
    this.#hasDrawn = resolve;
  });

  readonly #subject: ViewSubject | null;
  #columns: ColumnSource | null = null;
  readonly #feed: ViewFeed | null;
  /** What the page is to turn to as soon as it is there. */
  #requested: ToView | null = null;

  /** @param page Makes the page's HTML; called anew when the user asks to try again. */
  constructor(
    webview: vscode.Webview,
    page: () => string,
    visible: boolean,
    handler: ViewHandler,
    subject: ViewSubject | null = null,
  ) {
    super();
    this.#subject = subject;
    this.#webview = webview;
    this.#page = page;
    this.#visible = visible;
    this.#handler = handler;
    this.#comparison = this.register(new Comparison(handler.runs, (message) => this.#post(message)));
    this.register(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.register({ dispose: () => this.#leaveRun() });
    this.register({ dispose: () => clearTimeout(this.#watchdog) });
    this.register({ dispose: () => this.#hasDrawn() });
    this.register({ dispose: () => this.#columns?.dispose() });
    this.#feed = subject && this.register(subject.feed((message) => this.#post(message)));
    this.#load();
  }

  /** Shows another run, or nothing. */
  show(run: RunHandle | null): void {
    if (run === this.#run) return;
    this.#leaveRun();
    this.#run = run;
    this.#queries.turnTo(run?.session.inspection ?? null);
    this.#comparison.show(run);
    if (run) {
      this.#runParts = vscode.Disposable.from(
        run.onDidChange((status) => this.#post({ type: 'status', status })),
        run.onDescription(() => {
          this.#sendRun();
          // The page forgot what it knew of another run, or of none.
          this.#comparison.sendInitialState();
        }),
      );
    }
    this.#sendRun();
    this.#comparison.sendInitialState();
    this.#follow();
  }

  /** A hidden page is torn down by the editor: it says "ready" again when it comes back. */
  setVisible(visible: boolean): void {
    if (visible === this.#visible) return;
    this.#visible = visible;
    if (!visible) this.#ready = false;
    this.#watch();
    this.#follow();
  }

  /** Turns the page to a prediction, now or as soon as it is there. */
  lookAtPrediction(id: number): void {
    this.turnTo({ type: 'lookAtPrediction', id });
  }

  /** Turns the page to something, now or as soon as it is there. */
  turnTo(requested: ToView): void {
    this.#requested = requested;
    this.#turn();
  }

  #turn(): void {
    if (!this.#requested || !this.#ready || !this.#visible) return;
    this.#post(this.#requested);
    this.#requested = null;
  }

  #showColumns(from: number, count: number): void {
    this.#columns ??= this.#subject?.columns((message) => this.#post(message)) ?? null;
    this.#columns?.show(from, count);
  }

  showFrame(frame: Frame): void {
    this.#post({ type: 'frame', frame });
  }

  #load(): void {
    this.#ready = false;
    this.#webview.html = this.#page();
    this.#watch();
  }

  #receive(raw: unknown): void {
    const message = validateFromView(raw, isAllowedSetting);
    if (message) this.#follows(message);
    else this.#ignored(raw);
  }

  #ignored(raw: unknown): void {
    const text = JSON.stringify(raw)?.slice(0, 200);
    this.#handler.log.warn(`A view sent a message that is not known; it was ignored: ${text}`);
  }

  #follows(message: FromView): void {
    switch (message.type) {
      case 'ready':
        this.#sendInitialState();
        break;
      case 'alive':
        this.#post({ type: 'alive' });
        break;
      case 'compare':
        this.#comparison.choose(message.id);
        break;
      case 'ack':
        this.#hasDrawn();
        if (message.runId === this.#run?.session.runId) this.#fan?.drawn(this, message.frame);
        break;
      case 'predictedRows':
      case 'prediction':
      case 'tryRow':
      case 'showCompared':
      case 'openMember':
      case 'sweep':
        this.#feed?.receive(message);
        break;
      case 'columns':
        this.#showColumns(message.from, message.count);
        break;
      case 'query':
        this.#queries.ask(message);
        break;
      case 'seek':
        void this.#run?.session.inspection.seek(message.step);
        break;
      case 'keys':
        tellKeys(message.focus);
        break;
      case 'error':
        this.#handler.log.error(`In the view: ${message.message}`);
        break;
      default:
        this.#handler.request(message, this.#run, this.#subject?.key ?? null);
    }
  }

  /** The page is there: it gets all that it shows. */
  #sendInitialState(): void {
    this.#ready = true;
    this.#watch();
    if (vscode.l10n.bundle) this.#post({ type: 'texts', texts: vscode.l10n.bundle });
    this.#sendRun();
    this.#comparison.sendInitialState();
    this.#feed?.sendInitialState();
    this.#turn();
    this.#follow();
  }

  #sendRun(): void {
    this.#post({ type: 'run', run: this.#run?.description ?? null, status: this.#run?.status ?? null });
  }

  #post(message: ToView): void {
    if (this.#ready && this.#visible && !this.isDisposed) void this.#webview.postMessage(message);
  }

  /** Frames flow exactly while the page is there to draw them. */
  #follow(): void {
    const requested = this.#ready && this.#visible && !this.isDisposed ? (this.#run?.frames ?? null) : null;
    if (requested === this.#fan && requested === null) return;
    if (requested !== this.#fan) this.#fan?.remove(this);
    this.#fan = requested;
    requested?.add(this);
  }

  #leaveRun(): void {
    this.#fan?.remove(this);
    this.#fan = null;
    this.#queries.turnTo(null);
    this.#comparison.show(null);
    this.#runParts?.dispose();
    this.#runParts = null;
    this.#run = null;
  }

  #watch(): void {
    clearTimeout(this.#watchdog);
    if (this.#visible && !this.#ready) this.#watchdog = setTimeout(() => void this.#offerRetry(), patience);
  }

  async #offerRetry(): Promise<void> {
    this.#handler.log.error(`A view did not answer within ${patience / 1000} s.`);
    const retry = localize('Try Again');
    const answer = await showError(localize('The view of the network did not load.'), retry);
    if (answer === retry && !this.isDisposed && !this.#ready) this.#load();
  }
}

/** For the keys of the panel, which are bound to commands only while it has the keyboard and no field of it takes what is typed. */
function tellKeys(focus: KeyFocus): void {
  void vscode.commands.executeCommand('setContext', 'neuralNetwork.panelFocus', focus !== 'away');
  void vscode.commands.executeCommand('setContext', 'neuralNetwork.typing', focus === 'typing');
}
