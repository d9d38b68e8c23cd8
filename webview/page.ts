/** What both pages share: the wire, the store, the theme, and one place where drawing happens and frames are acknowledged. */

import type { FromView, ViewCommand } from '../src/protocol/viewMessages.ts';
import { onThemeChange, readTheme, type Theme } from './color/theme.ts';
import { DrawLoop } from './drawLoop.ts';
import { connectHost } from './host.ts';
import { toViewMessage } from './messages.ts';
import { Store } from './store.ts';
import { restoreUi } from './uiState.ts';

export interface Page {
  readonly store: Store;
  /** As the editor has it now; another object after each change. */
  readonly theme: Theme;
  readonly post: (message: FromView) => void;
  readonly send: (command: ViewCommand) => void;
  /** Draws in the next animation frame. */
  redraw(): void;
  /** Draws once more soon: for what was left out because it came too often. */
  redrawLater(): void;
}

export type Draw = (root: HTMLElement, now: number) => void;

export function startPage(build: (page: Page) => Draw): void {
  const root = document.getElementById('app');
  if (!root) throw new Error('The page has no #app.');
  const host = connectHost();
  const store = new Store(restoreUi(host.readUi()));
  const received: { runId: string; frame: number }[] = [];
  let theme = readTheme();
  let later: ReturnType<typeof setTimeout> | undefined;
  let ui = store.state.ui;

  const page: Page = {
    store,
    get theme() {
      return theme;
    },
    post: (message) => host.post(message),
    send: (command) => host.post({ type: 'command', command }),
    redraw: () => loop.request(),
    redrawLater: () => {
      if (later !== undefined) return;
      later = setTimeout(() => {
        later = undefined;
        loop.request();
      }, 100);
    },
  };
  const loop = new DrawLoop(() => {
    try {
      draw(root, performance.now());
      describe(root, store);
    } catch (error) {
      host.post({ type: 'error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    // Acknowledged whatever happened: a frame that could not be drawn must not stop the next ones.
    for (const { runId, frame } of received.splice(0)) host.post({ type: 'ack', runId, frame });
  });
  const draw = build(page);

  store.onDidChange(() => {
    if (store.state.ui !== ui) {
      ui = store.state.ui;
      host.writeUi(ui);
    }
    loop.request();
  });
  onThemeChange(() => {
    theme = readTheme();
    loop.request();
  });
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = toViewMessage(event.data);
    if (!message) return;
    if (message.type === 'frame') received.push({ runId: message.frame.runId, frame: message.frame.frame });
    store.receive(message);
    loop.request();
  });
  window.addEventListener('error', (event) => host.post({ type: 'error', message: event.message }));
  host.post({ type: 'ready' });
}

/** The state where tests and styles can read it. */
function describe(root: HTMLElement, { state: { connected, run, status, frame } }: Store): void {
  root.dataset['state'] = status?.state ?? (connected ? 'empty' : 'connecting');
  root.dataset['step'] = String(status?.step ?? 0);
  root.dataset['frame'] = String(frame?.frame ?? 0);
  root.dataset['frameStep'] = String(frame?.step ?? 0);
  root.dataset['run'] = run?.runId ?? '';
}
