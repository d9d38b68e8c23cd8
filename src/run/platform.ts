/** What the worker asks of the platform it runs on. */
import type { ThreadPlatform } from '../engine/threads/platform.ts';
import type { FromWorker } from '../protocol/workerApi.ts';
import type { WritersOf } from '../record/writing.ts';

export interface RunPlatform {
  /** For the engine; absent where one thread is all there is. */
  readonly threads?: ThreadPlatform;
  /** Bytes of memory that the machine has; absent where nobody knows. */
  readonly memory?: number;
  /** Who writes records beside the training; absent: its own thread. */
  readonly writers?: WritersOf;
  /** Whether a command has arrived that waits to be heard; absent where that cannot be told before it is heard. */
  hasCommand?(): boolean;
  /** A clock in milliseconds that never goes back. */
  now(): number;
  /** Calls back after the messages that have already arrived. */
  defer(callback: () => void): void;
  /** Calls back after about so many milliseconds. */
  later(callback: () => void, milliseconds: number): void;
  /** From now on everybody else who wants the processor comes first. */
  giveWay?(): void;
  /** Sends a copy of the message. */
  post(message: FromWorker): void;
}
