/** Where a command writes: results to stdout, everything about the way there to stderr. Tests pass their own functions. */
import { markDirections } from '../../config/wording/plainText.ts';
import { localize } from '../../config/wording/localize.ts';
import { systemSentence } from './failure.ts';
import { environmentLanguage, type Language } from './language.ts';

export interface Terminal {
  /**
   * Text for people. Control characters, which a table may hold and a terminal would obey, are shown as "�", those that turn the
   * direction of writing by name.
   */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** One object for programs, on stdout, unchanged. */
  readonly json: (value: object) => void;
  /** The result itself, unchanged; resolves when there is room for more. */
  readonly write: (piece: string | Uint8Array) => Promise<void>;
  /** Whether someone watches stderr, so that a progress line makes sense. */
  readonly watched: boolean;
  /** Columns of the watched terminal. */
  readonly width: number;
  /** Of whoever reads stdout; English when that is no terminal. */
  readonly language: Language;
}

/** The process's own streams. A reader that goes away (`… | head -1`) ends the process quietly. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      if (stream === process.stdout)
        process.stderr.write(`nn-explorer: ${localize('the result could not be written: {0}', reason(error))}\n`);
      process.exit(1);
    });
  }
  const { stdout, stderr } = process;
  return {
    ...textTerminal(
      (text) => void stdout.write(text),
      (text) => void stderr.write(text),
    ),
    write: (piece) => new Promise((resolve) => void stdout.write(piece, () => resolve())),
    watched: stderr.isTTY === true,
    width: stderr.columns ?? 80,
    language: stdout.isTTY === true ? environmentLanguage(process.env) : 'en',
  };
}

function reason({ code, message }: NodeJS.ErrnoException): string {
  return systemSentence(code) ?? `${message}.`;
}

/** A terminal that nobody watches, over two functions that take text. */
export function textTerminal(out: (text: string) => void, err: (text: string) => void): Terminal {
  return {
    out: (text) => out(printable(text)),
    err: (text) => err(printable(text)),
    json: (value) => out(`${JSON.stringify(value)}\n`),
    write: (piece) => Promise.resolve(out(typeof piece === 'string' ? piece : new TextDecoder().decode(piece))),
    watched: false,
    width: 80,
    language: 'en',
  };
}

/** Without control characters, save line breaks and the return that rewrites the progress line; letters that turn the writing are named. */
function printable(text: string): string {
  return markDirections(text.replace(/(?![\n\r])\p{Cc}/gu, '�'));
}
