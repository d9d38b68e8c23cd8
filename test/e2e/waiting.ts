/** Waiting for what a busy editor does in its own time: looking again until it is there, or acting again. */
import { isDeepStrictEqual } from 'node:util';
import type { Locator } from 'playwright-core';

/** Time for whatever has to come from the extension host on a busy machine (ms). */
export const patience = 120_000;

/** Time for one look into a page (ms). */
export const lookTime = 15_000;

/** A page that comes or goes while it is asked may never answer: then it has not, after a time (ms). */
export async function inTime<T>(answer: Promise<T>, time = lookTime): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('unanswered')), time);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/**
 * Reads again until the value fulfils `condition`; its last value is in the error. A page that is being replaced cannot be
 * read for a moment: that counts as not yet. `pause`, `time` in ms.
 */
export async function poll<T>(
  read: () => Promise<T>,
  condition: (value: T) => boolean,
  what: string,
  pause = 50,
  time = patience,
): Promise<T> {
  const deadline = Date.now() + time;
  for (;;) {
    const last = await inTime(read(), Math.max(lookTime, deadline - Date.now())).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if ('value' in last && condition(last.value)) return last.value;
    if (Date.now() > deadline)
      throw new Error(`${what} stayed ${'value' in last ? JSON.stringify(last.value) : String(last.error)}`);
    await new Promise((done) => setTimeout(done, pause));
  }
}

/** Reads again until it is what is expected; the error has both. */
export async function untilEqual<T>(read: () => Promise<T>, expected: NoInfer<T>, what: string): Promise<void> {
  await poll(read, (now) => isDeepStrictEqual(now, expected), `${what}, expected ${JSON.stringify(expected)},`);
}

/** Reads a text again until the pattern is in it, and gives it. */
export async function untilMatch(read: () => Promise<string | null>, pattern: RegExp, what: string): Promise<string> {
  return (await poll(read, (now) => pattern.test(now ?? ''), `${what}, expected ${pattern},`)) ?? '';
}

/** Whether it comes within a time (ms). */
export function comes(seen: Locator, timeout: number): Promise<boolean> {
  return seen.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}

/** Time for one try of what a busy editor may miss (ms). */
const tryTime = 10_000;

/**
 * Does again what a busy editor may miss, until `seen` is there: a mouse that rests, a key that opens a menu. What is not there to be
 * acted on counts as missed.
 */
export async function persist(act: () => Promise<unknown>, seen: Locator): Promise<void> {
  const deadline = Date.now() + 2 * patience;
  for (;;) {
    const failed = await act().then(
      () => null,
      (error: unknown) => error,
    );
    if (await comes(seen, tryTime)) return;
    if (Date.now() > deadline) throw new Error(`${seen} did not come${failed ? `: ${String(failed)}` : ''}`);
  }
}
