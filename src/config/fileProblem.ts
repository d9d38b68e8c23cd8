/** The data file cannot be used: said where it is named, in the words of editor and command line. */
import { didYouMean, nearestName } from './nearest.ts';
import { locate } from './parse.ts';
import { LineMap } from './position.ts';
import type { KeyProblem, Problem } from './problem.ts';
import type { ProblemCode } from './problemCodes.ts';
import { readTree } from './tree.ts';
import { say } from './say.ts';

/** Why; found by whoever may look at files. */
export type FileFailure =
  | { readonly kind: 'missing'; readonly lookedFor?: string }
  /** Not in a folder of the workspace. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'folder' }
  /** The reader's or the file system's own sentence; a line of the table where it names one. */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly line?: number };

/**
 * The problem with its place in the text.
 * @param siblings names of the tables beside the configuration, for "did you mean"
 */
export function fileProblem(text: string, failure: FileFailure, file: string, siblings: readonly string[] = []): Problem {
  const problem = fileKeyProblem(failure, file, siblings);
  const { root } = readTree(text);
  if (root) return locate(problem, root, new LineMap(text));
  return { ...problem, offset: 0, length: 0, line: 1, column: 1 };
}

/** The problem by its key alone. */
export function fileKeyProblem(failure: FileFailure, file: string, siblings: readonly string[] = []): KeyProblem {
  const suggestion = failure.kind === 'missing' || failure.kind === 'folder' ? nearestName(file, siblings) : undefined;
  return {
    code: codes[failure.kind],
    severity: 'error',
    path: ['data', 'file'],
    message: `${sentence(failure, file)}${suggestion ? ` ${didYouMean(suggestion)}` : ''}`,
    ...(suggestion ? { suggestion: JSON.stringify(suggestion) } : {}),
  };
}

const codes: Readonly<Record<FileFailure['kind'], ProblemCode>> = {
  missing: 'fileMissing',
  outside: 'fileOutside',
  empty: 'fileEmpty',
  folder: 'fileIsFolder',
  unreadable: 'fileUnreadable',
};

function sentence(failure: FileFailure, file: string): string {
  const quoted = JSON.stringify(file);
  switch (failure.kind) {
    case 'missing':
      return failure.lookedFor
        ? say('There is no file {0}; it is looked for relative to this configuration, at {1}.', quoted, failure.lookedFor)
        : say('There is no file {0}; it is looked for relative to this configuration.', quoted);
    case 'outside':
      return say(
        'The data file {0} lies outside the folders that are open; a configuration may only name files inside them. Move the table, or open its folder too.',
        quoted,
      );
    case 'empty':
      return say('The data file {0} is empty; expected a header line and rows of values.', quoted);
    case 'folder':
      return say('{0} is a folder; name a CSV or TSV file in it.', quoted);
    case 'unreadable':
      return failure.line
        ? say('The data file {0} cannot be read (line {1}): {2}', quoted, failure.line, failure.reason)
        : say('The data file {0} cannot be read: {1}', quoted, failure.reason);
  }
}
