/** Ctrl+C: the first one asks the work to end with what it has, a second one ends the process. */

export interface Interruption {
  readonly aborted: boolean;
  /** Puts the signal's normal meaning back. */
  dispose(): void;
}

/** Exit code of a process that was interrupted, by the shells' custom (128 + SIGINT). */
export const interruptedCode = 130;

export function onInterrupt(): Interruption {
  let aborted = false;
  const handler = (): void => {
    if (aborted) process.exit(interruptedCode);
    aborted = true;
  };
  process.on('SIGINT', handler);
  return {
    get aborted() {
      return aborted;
    },
    dispose: () => void process.off('SIGINT', handler),
  };
}

/** Lets signals and streams have their turn between two stretches of computing. */
export function yieldNow(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
