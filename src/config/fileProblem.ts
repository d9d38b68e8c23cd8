/** The data file cannot be used: said where it is named, in the words of editor and command line. */
import { nearestName } from './nearest.ts';
import { locate } from './parse.ts';
import { LineMap } from './position.ts';
import type { KeyProblem, Problem } from './problem.ts';
import type { ProblemCode } from './problemCodes.ts';
import { readTree } from './tree.ts';

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
    message: `${sentence(failure, file)}${suggestion ? ` Did you mean ${JSON.stringify(suggestion)}?` : ''}`,
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
      return `There is no file ${quoted}; it is looked for relative to this configuration${failure.lookedFor ? `, at ${failure.lookedFor}` : ''}.`;
    case 'outside':
      return `The data file ${quoted} lies outside the folders that are open; a configuration may only name files inside them. Move the table, or open its folder too.`;
    case 'empty':
      return `The data file ${quoted} is empty; expected a header line and rows of values.`;
    case 'folder':
      return `${quoted} is a folder; name a CSV or TSV file in it.`;
    case 'unreadable':
      return `The data file ${quoted} cannot be read${failure.line ? ` (line ${failure.line})` : ''}: ${failure.reason}`;
  }
}
