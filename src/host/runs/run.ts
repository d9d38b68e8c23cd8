/**
 * One training run as the windows of the editor see it: its session, the configuration it came from, the views that
 * follow it, and what the host has to add to the status (a configuration with errors, an offer after a reload).
 */
import * as vscode from 'vscode';
import type { RunDescription, RunStatus } from '../../protocol/run.ts';
import type { Session } from '../../session/session.ts';
import { nameOf } from '../files/configKey.ts';
import { Owner } from '../owner.ts';
import { FrameFan } from './frameFan.ts';

export class Run extends Owner {
  /** Names the configuration; see `configKey`. */
  readonly key: string;
  /** Where the configuration is or will be saved. */
  readonly uri: vscode.Uri;
  readonly session: Session;
  readonly frames: FrameFan;
  /** "data.file" as a Uri; the table the session reads. */
  dataUri: vscode.Uri | null = null;
  /** Of the table when it was last read; see `tableVersion`. */
  dataVersion: string | null = null;
  private readonly changed = this.register(new vscode.EventEmitter<RunStatus>());
  private readonly described = this.register(new vscode.EventEmitter<RunDescription>());
  private said = '';
  /** Whether what was said is over once the network trains. */
  private isOffer = false;

  readonly onDidChange = this.changed.event;
  readonly onDescription = this.described.event;

  constructor(key: string, uri: vscode.Uri, session: Session) {
    super();
    this.key = key;
    this.uri = uri;
    this.session = session;
    this.register(session);
    this.frames = this.register(new FrameFan(session));
    this.register(session.onDidChange(() => this.follow()));
    this.register(session.onDescription((description) => this.described.fire(description)));
  }

  /** File name of the configuration. */
  get title(): string {
    return nameOf(this.uri);
  }

  get description(): RunDescription | null {
    return this.session.description;
  }

  /** The session's status; the host's notice comes before its message. */
  get status(): RunStatus {
    const { status } = this.session;
    if (this.said === '') return status;
    return { ...status, message: status.message === '' ? this.said : `${this.said} ${status.message}` };
  }

  get notice(): string {
    return this.said;
  }

  /** A sentence for the user that stays until it is replaced; "" takes it back. */
  set notice(text: string) {
    this.isOffer = false;
    if (text === this.said) return;
    this.said = text;
    this.changed.fire(this.status);
  }

  /** A notice that goes away when the network trains. */
  offer(text: string): void {
    this.notice = text;
    this.isOffer = true;
  }

  private follow(): void {
    if (this.isOffer && this.session.status.state === 'running') this.said = '';
    this.changed.fire(this.status);
  }

  /** Whether the worker computes, or will without being asked again. */
  get isBusy(): boolean {
    return busyStates.has(this.session.status.state);
  }
}

const busyStates: ReadonlySet<RunStatus['state']> = new Set(['waiting', 'preparing', 'running']);
