/** The data file cannot be used: said where it is named, in the words of editor and command line. */
import { configDocument } from '../text/configDocument.ts';
import type { DataPathFault } from '../text/dataPath.ts';
import { didYouMean, nearestName } from '../text/nearest.ts';
import { locate } from '../text/parse.ts';
import type { KeyProblem, Problem } from '../schema/problem.ts';
import type { ProblemCode } from '../schema/problemCodes.ts';
import { nodeAt } from '../text/tree.ts';
import { localize } from '../wording/localize.ts';

/** Why; found by whoever may look at files. */
export type FileFailure =
  | { readonly kind: 'missing' }
  /** No path relative to the configuration. */
  | { readonly kind: 'refused'; readonly fault: DataPathFault }
  /** Not in a folder that may be read. */
  | { readonly kind: 'outside'; readonly because: OutsideReason }
  | { readonly kind: 'empty' }
  | { readonly kind: 'folder' }
  /** A pipe, a socket or a device. */
  | { readonly kind: 'notFile' }
  /**
   * The reader's or the file system's own sentence; a line of the table where it is about one and does not name it, and
   * the key beside `file` that is at fault.
   */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly line?: number; readonly key?: 'encoding' };

/**
 * workspace: none of the open folders holds it; link: a link leads out of them; folders: neither the configuration's folder nor the current
 * one of the command line holds it; restricted: nobody has said that configurations outside the open folders are trusted.
 */
export type OutsideReason = 'workspace' | 'link' | 'folders' | 'restricted';

/**
 * The problem with its place in the text.
 * @param siblings names of the tables beside the configuration, for "did you mean"
 */
export function fileProblem(
  text: string,
  failure: FileFailure,
  file: string,
  siblings: readonly string[] = [],
): Problem {
  const problem = fileKeyProblem(failure, file, siblings);
  const { root, lines } = configDocument(text);
  // A file may say itself what encoding it has.
  const located = root && nodeAt(root, problem.path) ? problem : { ...problem, path: ['data', 'file'] };
  if (root) return locate(located, root, lines);
  return { ...problem, offset: 0, length: 0, line: 1, column: 1 };
}

/** The problem by its key alone. */
export function fileKeyProblem(failure: FileFailure, file: string, siblings: readonly string[] = []): KeyProblem {
  const suggestion = failure.kind === 'missing' || failure.kind === 'folder' ? nearestName(file, siblings) : undefined;
  return {
    code: codes[failure.kind],
    severity: 'error',
    path: ['data', (failure.kind === 'unreadable' && failure.key) || 'file'],
    message: `${sentence(failure, file)}${suggestion ? ` ${didYouMean(suggestion)}` : ''}`,
    values: [file],
    ...(suggestion ? { suggestion: JSON.stringify(suggestion) } : {}),
  };
}

const codes: Readonly<Record<FileFailure['kind'], ProblemCode>> = {
  missing: 'fileMissing',
  refused: 'dataFile',
  outside: 'fileOutside',
  empty: 'fileEmpty',
  folder: 'fileIsFolder',
  notFile: 'fileNotRegular',
  unreadable: 'fileUnreadable',
};

function sentence(failure: FileFailure, file: string): string {
  const quoted = JSON.stringify(file);
  switch (failure.kind) {
    case 'missing':
      return localize('There is no file {0}; it is looked for relative to this configuration.', quoted);
    case 'refused':
      return localize(
        'The data path {0} is refused: {1}. Write a path relative to the .nnconfig file that stays inside the workspace.',
        quoted,
        faultText(failure.fault),
      );
    case 'outside':
      return outsideSentence(failure.because, quoted);
    case 'empty':
      return localize('The data file {0} is empty; expected a header line and rows of values.', quoted);
    case 'folder':
      return localize('{0} is a folder; name a CSV or TSV file in it.', quoted);
    case 'notFile':
      return localize('{0} is a pipe, a socket or a device; name a CSV or TSV file.', quoted);
    case 'unreadable':
      return failure.line
        ? localize('The data file {0} cannot be read (line {1}): {2}', quoted, failure.line, failure.reason)
        : localize('The data file {0} cannot be read: {1}', quoted, failure.reason);
  }
}

function faultText(fault: DataPathFault): string {
  switch (fault) {
    case 'network':
      return localize('it is a network path');
    case 'absolute':
      return localize('it is absolute');
    case 'address':
      return localize('it is an address');
    case 'character':
      return localize('it has a character that no file name has');
  }
}

function outsideSentence(because: OutsideReason, quoted: string): string {
  switch (because) {
    case 'workspace':
      return localize(
        'The data path {0} is refused: it leaves the workspace. Move the table, or add its folder to the workspace.',
        quoted,
      );
    case 'link':
      return localize(
        'The data path {0} is refused: it is a link that leaves the workspace. Name a file inside the workspace.',
        quoted,
      );
    case 'folders':
      return localize(
        'The data path {0} is refused: it lies outside the folder of the configuration and the current ' +
          'one. Move the file, or run the command from a folder that holds both.',
        quoted,
      );
    case 'restricted':
      return localize(
        'The data file {0} is not read: the window is in Restricted Mode, and this configuration lies ' +
          'outside the folders that are open. Trust the window, or open its folder.',
        quoted,
      );
  }
}
