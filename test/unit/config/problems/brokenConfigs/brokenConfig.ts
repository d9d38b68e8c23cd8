/** A broken or doubtful configuration and the problems it must give, wherever it is looked at. */

export interface BrokenConfig {
  readonly name: string;
  /** A caret ‸ stands before the place of each problem. */
  readonly text: string;
  /** `code message` of errors, `severity code message` of others, in the order of the carets. */
  readonly expected: readonly string[];
}
