/** Where a command writes: results to stdout, everything about the way there to stderr. Tests pass their own. */

export interface Terminal {
  /** Text for people. Control characters, which a table may hold and a terminal would obey, are shown as "�". */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** One object for programs, on stdout, unchanged. */
  readonly json: (value: object) => void;
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
      if (stream === process.stdout) process.stderr.write(`The result could not be written: ${error.message}.\n`);
      process.exit(1);
    });
  }
  return {
    out: (text) => void process.stdout.write(printable(text)),
    err: (text) => void process.stderr.write(printable(text)),
    json: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
    watched: process.stderr.isTTY === true,
    width: process.stderr.columns ?? 80,
  };
}

/** Without control characters, save line breaks and the return that rewrites the progress line. */
function printable(text: string): string {
  return text.replace(/(?![\n\r])\p{Cc}/gu, '�');
}
