/** The one door to the extension host: posting messages and keeping the view's own state. */
import type { FromView } from '../../src/protocol/viewMessages.ts';

interface VsCodeApi {
  postMessage(message: FromView): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Host {
  post(message: FromView): void;
  readUi(): unknown;
  writeUi(state: unknown): void;
}

/** May be called once a page: VS Code hands its API out only once. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  // What the page is about: the host finds it again by that after a reload.
  const { subject } = document.body.dataset;
  const kept = (state: unknown): unknown => (subject === undefined ? state : Object.assign({}, state, { subject }));
  if (subject !== undefined) api.setState(kept(api.getState()));
  return {
    post: (message) => api.postMessage(message),
    readUi: () => api.getState(),
    writeUi: (state) => api.setState(kept(state)),
  };
}
