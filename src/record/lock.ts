/**
 * Tells a run that trains from one that was interrupted: who trains it keeps a file `lock` in its folder, with its process and the time,
 * renewed by a clock of its own however long a step, a table or a writing takes.
 * A lock whose process is gone, or that was not renewed for a minute, is nobody's: the next one takes it. Who was suspended so long finds
 * another's lock when it wakes, and writes no more.
 */
import { decodeUtf8, encodeUtf8 } from '../data/csv/textCodec.ts';
import type { RecordFiles, RecordMachine } from './recordFiles.ts';

const name = 'lock';
const maxBytes = 1000;
/** Milliseconds without a sign of life; of a clock that is wrong no more is known. */
const patience = 60_000;
/** Milliseconds between two signs of life. */
const renewal = 15_000;

interface Holder {
  readonly token: string;
  readonly process: number;
  readonly host: string;
  readonly time: number;
}

export interface RunLock {
  /** Whose it is: with it another part of the same program can give the run free, see `ourLock`. */
  readonly token: string;
  /** A sign of life. @returns whether the run is still ours */
  readonly renew: () => Promise<boolean>;
  readonly release: () => Promise<void>;
  /** No more signs of life: for who deletes the run with its lock. */
  readonly rest: () => Promise<void>;
}

/** @param folder of the run @returns `null` where another process trains it */
export async function takeLock(
  files: RecordFiles,
  machine: RecordMachine,
  folder: string,
  token = machine.token(),
): Promise<RunLock | null> {
  const path = `${folder}/${name}`;
  for (let tries = 0; tries < 5; tries++) {
    if (await beginLock(files, machine, folder, token)) return ourLock(files, machine, folder, token);
    const holder = await holderIn(files, path);
    if (isHeld(holder, machine)) return null;
    await removeDead(files, path, holder);
  }
  return null;
}

/** A lock that nobody renews yet. @returns whether it is ours */
export function beginLock(files: RecordFiles, machine: RecordMachine, folder: string, token: string): Promise<boolean> {
  return files.create(`${folder}/${name}`, contentOf(machine, token));
}

/** Whether a process trains the run. */
export async function isLocked(files: RecordFiles, machine: RecordMachine, folder: string): Promise<boolean> {
  return isHeld(await holderIn(files, `${folder}/${name}`), machine);
}

/** One sign of life. @returns whether the lock with this token is still there */
export async function renewLock(
  files: RecordFiles,
  machine: RecordMachine,
  folder: string,
  token: string,
): Promise<boolean> {
  const path = `${folder}/${name}`;
  if ((await holderIn(files, path))?.token !== token) return false;
  await files.write(path, contentOf(machine, token));
  return true;
}

/** The lock with this token in a folder, renewed until it is given free or is another's. */
export function ourLock(files: RecordFiles, machine: RecordMachine, folder: string, token: string): RunLock {
  const path = `${folder}/${name}`;
  const isOurs = async () => (await holderIn(files, path))?.token === token;
  const renew = async (): Promise<boolean> => {
    const isRenewed = await renewLock(files, machine, folder, token);
    if (!isRenewed) end();
    return isRenewed;
  };
  // One after the other: what is given free, or deleted, does not come back by a renewal that was under way.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const end = machine.every(renewal, () => void inTurn(renew).catch(() => undefined));
  return {
    token,
    renew: () => inTurn(renew),
    rest: async () => {
      end();
      await last;
    },
    release: () => {
      end();
      return inTurn(async () => {
        if (await isOurs()) await files.remove(path);
      });
    },
  };
}

function contentOf({ host, process, now }: RecordMachine, token: string): Uint8Array {
  return encodeUtf8(JSON.stringify({ token, process, host, time: now() } satisfies Holder));
}

function isHeld(holder: Holder | null, { host, isAlive, now }: RecordMachine): boolean {
  if (!holder || Math.abs(now() - holder.time) > patience) return false;
  return holder.host !== host || isAlive(holder.process);
}

/** Moved aside first: of two that find the same dead lock one alone takes it away, and a new one is put back. */
async function removeDead(files: RecordFiles, path: string, dead: Holder | null): Promise<void> {
  const aside = `${path}.${dead?.token ?? 'damaged'}`;
  await files.remove(aside);
  if (!(await files.move(path, aside))) return;
  const moved = await holderIn(files, aside);
  const bytes = moved && moved.token !== dead?.token ? await files.read(aside, maxBytes) : null;
  if (bytes) await files.create(path, bytes);
  await files.remove(aside);
}

/** `null`: there is none, or what is there is no lock. @throws what the system says: a lock that cannot be read is not lost */
async function holderIn(files: RecordFiles, path: string): Promise<Holder | null> {
  const bytes = await files.read(path, maxBytes);
  const found = bytes && parsed(bytes);
  if (typeof found?.token !== 'string' || !/^[0-9a-z]+$/.test(found.token)) return null;
  const { token, process, host, time } = found;
  if (typeof process !== 'number' || typeof host !== 'string' || typeof time !== 'number') return null;
  return { token, process, host, time };
}

function parsed(bytes: Uint8Array): Partial<Holder> | null {
  try {
    return JSON.parse(decodeUtf8(bytes)) as Partial<Holder> | null;
  } catch {
    return null;
  }
}
