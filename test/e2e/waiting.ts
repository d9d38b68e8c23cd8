/** Waiting for what a busy editor does in its own time: looking again until it is there, or acting again. */
import type { Locator } from 'playwright-core';

/** Time for whatever has to come from the extension host on a busy machine (ms). */
export const patience = 60_000;

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
    const last = await read().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if ('value' in last && condition(last.value)) return last.value;
    if (Date.now() > deadline)
      throw new Error(`${what} stayed ${'value' in last ? JSON.stringify(last.value) : String(last.error)}`);
    await new Promise((done) => setTimeout(done, pause));
  }
}

/** Does again what a busy editor may miss, until `seen` is there: a mouse that rests, a key that opens a menu. */
export async function persist(act: () => Promise<void>, seen: Locator): Promise<void> {
  for (let tries = 1; ; tries++) {
    await act();
    const there = await seen.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (there) return;
    if (tries === 12) throw new Error(`${seen} did not come in ${tries} tries`);
  }
}
