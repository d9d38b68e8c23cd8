/** Where a command writes: results to stdout, everything about the way there to stderr. Tests pass their own. */

export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether someone watches stderr, so that a progress line makes sense. */
  readonly watched: boolean;
  /** Columns of the watched terminal. */
  readonly width: number;
}

/** The process's own streams. A reader that goes away (`… | head -1`) ends the process quietly. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    watched: process.stderr.isTTY === true,
    width: process.stderr.columns ?? 80,
  };
}
