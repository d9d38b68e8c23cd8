/**
 * One training run as the windows of the editor see it: its session, the configuration it came from, the views that
 * follow it, and what the host has to add to the status (a configuration with errors, an offer after a reload).
 */
import * as vscode from 'vscode';
import type { RunDescription, RunStatus } from '../../protocol/run.ts';
import type { RunController } from '../../session/session.ts';
import { configKey, nameOf } from '../files/configKey.ts';
import { Owner } from '../base/owner.ts';
import { FrameBroadcaster } from './frameBroadcaster.ts';

/**
 * What the host may have to say of a run: its text has errors; its table is another one now; the window was reloaded; it is trained
 * again to where it was before that. The second is over when the table is read again, the third when the network trains.
 */
export type NoticeKind = 'text' | 'table' | 'reload' | 'retrace';

export class RunHandle extends Owner {
  readonly session: RunController;
  readonly frames: FrameBroadcaster;
  /** "data.file" as a Uri; the table the session reads. */
  dataUri: vscode.Uri | null = null;
  /** The configuration's text when it was last seen: it opens again although its tab was closed and nothing was saved. */
  text = '';
  /** It is on its way to where it was before a reload. */
  comingBack: Promise<void> | null = null;
  /** Of the table that it learns from, where that is not the file's. */
  dataName: string | null = null;
  /** In place of the table that its configuration names, the next time that one is read. */
  nextTable: { readonly uri: vscode.Uri; readonly name: string } | null = null;
  /** Of the table when it was last read; see `tableVersion`. */
  dataVersion: string | null = null;
  readonly #changed = this.register(new vscode.EventEmitter<RunStatus>());
  readonly #described = this.register(new vscode.EventEmitter<RunDescription>());
  #location: vscode.Uri;
  readonly #said = new Map<NoticeKind, string>();

  readonly onDidChange = this.#changed.event;
  readonly onDescription = this.#described.event;

  /** @param location Where the configuration is or will be saved. */
  constructor(location: vscode.Uri, session: RunController) {
    super();
    this.#location = location;
    this.session = session;
    this.register(session);
    this.frames = this.register(new FrameBroadcaster(session.frames));
    this.register(session.onDidChange(() => this.#follow()));
    this.register(session.onDescription((description) => this.#described.fire(description)));
  }

  /** Where the configuration is or will be saved. */
  get uri(): vscode.Uri {
    return this.#location;
  }

  /** Names the configuration; see `configKey`. */
  get key(): string {
    return configKey(this.#location);
  }

  /** File name of the configuration. */
  get title(): string {
    return nameOf(this.uri);
  }

  get description(): RunDescription | null {
    return this.session.description;
  }

  /** The session's status, with what the host has to say beside it. */
  get status(): RunStatus {
    const { status } = this.session;
    return {
      ...status,
      notice: [...this.#said.values(), status.notice].filter((sentence) => sentence !== '').join(' '),
    };
  }

  /** A sentence for the user on a matter, in place of the one before; "" takes it back. */
  say(matter: NoticeKind, sentence: string): void {
    if ((this.#said.get(matter) ?? '') === sentence) return;
    this.#said.set(matter, sentence);
    this.#changed.fire(this.status);
  }

  #follow(): void {
    if (this.session.status.state === 'running') this.#said.delete('reload');
    this.#changed.fire(this.status);
  }

  /** The configuration lies elsewhere now. */
  move(uri: vscode.Uri): void {
    this.#location = uri;
    this.session.rename(this.title);
  }

  /** Whether the worker computes, or will without being asked again. */
  get isBusy(): boolean {
    return busyStates.has(this.session.status.state);
  }
}

const busyStates: ReadonlySet<RunStatus['state']> = new Set(['waiting', 'preparing', 'running']);
