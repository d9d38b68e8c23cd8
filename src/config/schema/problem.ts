/**
 * A problem in a configuration: what is wrong, where, and what to do about it. Diagnostics, the panel and the command
 * line show the same.
 */
import type { NoticeValue } from '../../core/notice.ts';
import type { ProblemCode } from './problemCodes.ts';

/** Beyond so many of a kind nobody reads on, and telling them apart would take long. */
export const maxProblems = 100;

export type Severity = 'error' | 'warning' | 'information';

export interface Problem {
  /** Stable word for the kind of problem: "unknownKey". */
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** Whole sentences: expected against found, and what to do. */
  readonly message: string;
  /** What the sentence speaks of, for programs: names as they are, numbers in full. */
  readonly values: readonly NoticeValue[];
  /** Where it is in the text, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  /** Both 1-based. */
  readonly line: number;
  readonly column: number;
  /** The key it is about, from the root. */
  readonly path: readonly (string | number)[];
  /** What was probably meant, ready to stand in the place of the range. */
  readonly suggestion?: string;
  /** Columns of the table that it is about, when its place names none. */
  readonly columns?: readonly string[];
}

/** A problem that knows its key but not yet the text. */
export type KeyProblem = Pick<Problem, 'code' | 'severity' | 'message' | 'values' | 'path' | 'suggestion' | 'columns'>;

/** Whether the configuration can be used in spite of these. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
