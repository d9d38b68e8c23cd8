/**
 * How a command ends badly: one sentence for stderr and an exit code. Errors of the other parts are turned into it
 * here, so that nobody at a terminal ever reads a stack trace.
 */
import { localize, msg } from '../../config/wording/localize.ts';
import { errorText, unsaidLine } from '../../config/wording/notice.ts';
import type { FileFailure } from '../../config/problems/fileProblem.ts';
import { DataError } from '../../data/csv/errors.ts';

/** 1: the input cannot be used. 2: the command line is wrong. */
export type FailureCode = 1 | 2;

export class CliFailure extends Error {
  override readonly name = 'CliFailure';
  readonly exitCode: FailureCode;

  constructor(exitCode: FailureCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * The command line itself is wrong (exit 2).
 * @param subject what is wrong, as typed, in front of the sentence
 */
export function usageError(message: string, subject?: string): CliFailure {
  const sentence = `${message} ${localize('Try "nn-explorer --help".')}`;
  return new CliFailure(2, subject === undefined ? oneSentence(sentence) : `${oneLine(subject)}: ${clause(sentence)}`);
}

/** A place in a file, both counts 1-based; a column makes sense only with a line. */
export interface Location {
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** "file:line:column: sentence" with as much of the place as is known (exit 1). */
export function badInput(file: string, message: string, location: Location = {}): CliFailure {
  return new CliFailure(1, locatedMessage(file, message, location));
}

/** What is to be said of a file, on one line and in the form of all such lines: place, colon, a sentence that begins small. */
export function locatedMessage(file: string, message: string, location: Location = {}): string {
  return `${oneLine(formatLocation(file, location))}: ${clause(message)}`;
}

export function formatLocation(file: string, { line, column }: Location): string {
  if (!line) return file;
  return column ? `${file}:${line}:${column}` : `${file}:${line}`;
}

/** Any error as a failure of `file`. */
export function toFailure(error: unknown, file: string): CliFailure {
  if (error instanceof CliFailure) return error;
  if (!(error instanceof Error)) return badInput(file, String(error));
  const { code, syscall } = error as NodeJS.ErrnoException;
  const system = systemSentence(code) ?? (syscall && localize('It cannot be used ({0}).', code ?? ''));
  if (system) return badInput(file, system);
  return badInput(file, errorText(error), locationOf(error));
}

/** A table that cannot be read. To `check` it is one of the problems of the configuration that names it. */
export class TableFailure extends CliFailure {
  readonly failure: FileFailure;

  constructor(error: unknown, file: string) {
    super(1, toFailure(error, file).message);
    const line = unsaidLine(error);
    const reason =
      (error instanceof Error && systemSentence((error as NodeJS.ErrnoException).code)) || errorText(error);
    const key = error instanceof DataError && error.reason === 'encoding' ? error.reason : undefined;
    this.failure = {
      kind: 'unreadable',
      reason,
      ...(line === undefined ? {} : { line }),
      ...(key === undefined ? {} : { key }),
    };
  }
}

/** Line and column that an error carries, whichever part threw it. */
function locationOf(error: Error): Location {
  const { line, column } = error as Error & { line?: unknown; column?: unknown };
  return { line: typeof line === 'number' ? line : undefined, column: typeof column === 'number' ? column : undefined };
}

const systemSentences: Readonly<Record<string, string>> = {
  ENOENT: msg('there is no such file.'),
  ENOTDIR: msg('a part of this path is a file, not a folder.'),
  EISDIR: msg('this is a folder; name a file.'),
  EACCES: msg('this file may not be opened (permission denied).'),
  EPERM: msg('this file may not be opened (operation not permitted).'),
  ELOOP: msg('this link leads round in a circle.'),
  EMFILE: msg('too many files are open.'),
  ENXIO: msg('nobody reads from this pipe.'),
  EFBIG: msg('the file would be larger than may be written here.'),
  ENOSPC: msg('the disk is full.'),
  EROFS: msg('the disk is read-only.'),
  ENAMETOOLONG: msg('this name is too long.'),
};

export function systemSentence(code: string | undefined): string | undefined {
  const text = code === undefined ? undefined : systemSentences[code];
  return text && localize(text);
}

/** What stands in quotes is the user's and stays; else the end of a sentence before another. */
const quotedOrEnd = /"(?:[^"\\]|\\.)*"|“[^”]*”|[.?!] (?=["“])|[.?!] (\p{Lu})(?=\p{Ll}| )/gu;

/** The editor shows what is wrong and what to do as sentences; at a terminal they are one, joined by semicolons. */
function oneSentence(text: string): string {
  return text.replace(quotedOrEnd, (found, letter?: string) =>
    /^["“]/.test(found) ? found : `; ${letter?.toLowerCase() ?? ''}`,
  );
}

/** Letters of a sentence: a value or a name that is longer than any screen is cut. */
const maxSentence = 4000;

/** One sentence to stand after a colon: it begins small, unless its first word is a name such as NaN or W². */
export function clause(message: string): string {
  return oneSentence(shortened(oneLine(message))).replace(/^\p{Lu}(?=\p{Ll}*(?: |$))/u, (letter) =>
    letter.toLowerCase(),
  );
}

function shortened(text: string): string {
  return text.length > maxSentence ? `${text.slice(0, maxSentence)}…` : text;
}

/** Line breaks become spaces: a sentence is one line, whatever a cell or a key may hold. */
export function oneLine(text: string): string {
  return text
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}
