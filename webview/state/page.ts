/** What both pages share: the wire, the store, the theme, and one place where drawing happens and frames are acknowledged. */
import { setTranslations } from '../../src/config/wording/localize.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { FromView, ViewCommand } from '../../src/protocol/viewMessages.ts';
import { onThemeChange, readTheme, type Theme } from '../kit/color/theme.ts';
import { DrawLoop } from './drawLoop.ts';
import { connectHost, type Host } from './host.ts';
import { toViewMessage } from './messages.ts';
import { LifeSign } from './lifeSign.ts';
import { Queries } from './queries.ts';
import { networkKey, Store } from './store.ts';
import { restoreUi } from './uiState.ts';

export type Draw = (root: HTMLElement, now: number) => void;

/** The mark on the page's own clock when a frame with a step in it is drawn first. */
const firstFrame = 'nn-explorer.first-frame';
/** Milliseconds until what came too often is drawn after all. */
const laterDelay = 100;
/**
 * Milliseconds until new numbers of a training that goes on are drawn, if no frame comes before: each drawing costs the
 * training some of its time.
 */
const statusDelay = 250;
/** Milliseconds between two looks at whether the extension is there. */
const lookInterval = 1000;

export class Page {
  readonly store: Store;
  readonly queries = new Queries((message) => this.post(message));
  readonly #host: Host;
  readonly #root: HTMLElement;
  readonly #loop = new DrawLoop(() => this.#drawn());
  /** Frames that came and are not yet drawn. */
  readonly #received: { readonly runId: string; readonly frame: number }[] = [];
  readonly #life = new LifeSign(
    () => performance.now(),
    () => this.post({ type: 'alive' }),
  );
  #draw: Draw = () => undefined;
  #isBehind = false;
  #theme: Theme;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, host: Host) {
    this.#root = root;
    this.#host = host;
    this.#theme = readTheme();
    this.store = new Store(restoreUi(host.readUi()));
  }

  /** As the editor has it now; another object after each change. */
  get theme(): Theme {
    return this.#theme;
  }

  readonly post = (message: FromView): void => this.#host.post(message);

  readonly send = (command: ViewCommand): void => this.#host.post({ type: 'command', command });

  /** What a page without pictures leaves as it is. */
  exportPicture: (format: 'png' | 'svg') => void = () => undefined;

  /** Draws in the next animation frame. */
  redraw(): void {
    this.#loop.request();
  }

  /** Draws all pictures, also those that nothing has changed in. Resolves when that is done. */
  async drawAnew(): Promise<void> {
    this.#theme = readTheme();
    this.redraw();
    // Charts may draw in a frame of their own.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  }

  /** Draws once more soon: for what was left out because it came too often. */
  redrawLater(delay = laterDelay): void {
    if (this.#later !== undefined) return;
    this.#later = setTimeout(() => {
      this.#later = undefined;
      this.redraw();
    }, delay);
  }

  /** Said while drawing: newer numbers than those that are drawn are on their way. */
  behind(): void {
    this.#isBehind = true;
  }

  /** Begins to listen, and tells the host that it may send. */
  start(draw: Draw): void {
    this.#draw = draw;
    let { ui } = this.store.state;
    this.store.onDidChange(() => {
      if (this.store.state.ui === ui) return;
      ui = this.store.state.ui;
      this.#host.writeUi(ui);
      this.redraw();
    });
    onThemeChange(() => {
      this.#theme = readTheme();
      this.redraw();
    });
    window.addEventListener('resize', () => this.redraw());
    window.addEventListener('message', (event: MessageEvent<unknown>) => this.#receive(event.data));
    window.addEventListener('error', (event) => this.post({ type: 'error', message: event.message }));
    this.post({ type: 'ready' });
    setInterval(() => this.#look(), lookInterval);
  }

  #look(): void {
    const before = this.store.state.isCut;
    this.store.cut(this.#life.look());
    if (this.store.state.isCut !== before) this.redraw();
  }

  #receive(data: unknown): void {
    const message = toViewMessage(data);
    if (!message) return;
    this.#life.onMessage();
    this.#look();
    if (message.type === 'alive') return;
    if (message.type === 'texts') {
      setTranslations(message.texts);
      return;
    }
    if (message.type === 'exportPicture') {
      this.exportPicture(message.format);
      return;
    }
    if (message.type === 'answer') {
      this.queries.receive(message);
      return;
    }
    if (message.type === 'run' && keyOf(message.run) !== keyOf(this.store.state.run)) this.queries.forget();
    if (message.type === 'frame') this.#received.push({ runId: message.frame.runId, frame: message.frame.frame });
    const before = this.store.state.status?.state;
    this.store.receive(message);
    const goesOn = message.type === 'status' && message.status.state === 'running' && before === 'running';
    if (goesOn) this.redrawLater(statusDelay);
    else this.redraw();
  }

  /** Frames are acknowledged whatever happens: one that could not be drawn must not stop the next ones. */
  #drawn(): void {
    this.#isBehind = false;
    try {
      this.#draw(this.#root, performance.now());
      describe(this.#root, this.store);
      this.#root.toggleAttribute('data-behind', this.#isBehind);
    } catch (error) {
      this.post({ type: 'error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    for (const { runId, frame } of this.#received.splice(0)) this.post({ type: 'ack', runId, frame });
  }
}

/** Makes the page of this document; `build` gives what draws it. */
export function startPage(build: (page: Page) => Draw): void {
  const root = document.getElementById('app');
  if (!root) throw new Error('The page has no #app.');
  const page = new Page(root, connectHost());
  page.start(build(page));
}

function keyOf(run: RunDescription | null): string {
  return run === null ? '' : networkKey(run);
}

/** The state where tests and styles can read it. */
function describe(root: HTMLElement, { state: { connected, run, status, frame } }: Store): void {
  root.dataset['state'] = status?.state ?? (connected ? 'empty' : 'connecting');
  root.dataset['step'] = String(status?.step ?? 0);
  root.dataset['frame'] = String(frame?.frame ?? 0);
  root.dataset['frameStep'] = String(frame?.step ?? 0);
  if (frame && frame.step > 0 && performance.getEntriesByName(firstFrame).length === 0) performance.mark(firstFrame);
  root.dataset['run'] = run?.runId ?? '';
}
