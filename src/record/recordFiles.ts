/** What records need of a place to lie in: a folder with folders. Paths are relative to it, with "/" between their parts. */

export interface RecordFiles {
  /** Of the files and folders in a folder; none where it is missing. */
  readonly names: (folder: string) => Promise<readonly string[]>;
  /** `null` where there is none. @throws what the system says, also of a file that is larger */
  readonly read: (path: string, maxBytes: number) => Promise<Uint8Array | null>;
  /** Whole or not at all: into a temporary file, flushed, then renamed. Its folder is made where it is missing. */
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
  /** A file that was not there, with its content from the first moment. @returns whether it is new */
  readonly create: (path: string, bytes: Uint8Array) => Promise<boolean>;
  /** Also a whole folder; nothing where there is none. */
  readonly remove: (path: string) => Promise<void>;
  /** @returns whether it was moved; not where `from` is missing or `to` is there */
  readonly move: (from: string, to: string) => Promise<boolean>;
}

/** What records need to know of the process that works with them. */
export interface RecordMachine {
  readonly host: string;
  readonly process: number;
  /** Whether a process of this host is there. */
  readonly isAlive: (process: number) => boolean;
  /** Letters and digits that nobody else has. */
  readonly token: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Does it again and again, and keeps no process alive. @returns what ends it */
  readonly every: (milliseconds: number, work: () => void) => () => void;
  /** In hexadecimal. */
  readonly sha256: (bytes: Uint8Array) => string;
}
