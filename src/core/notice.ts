/**
 * A sentence as data: what is said (a code) and of what (values), without words. Plain data, so that it crosses threads,
 * processes and JSON as it is; `config/wording` has the words for each code, in every language.
 */

/** What stands in a sentence: a number, a name as the user wrote it, or another notice, such as the reason for the first. */
export type NoticeValue = string | number | Notice;

export interface Notice<Code extends string = string> {
  /** Stable name, of letters and dots: "outcome.diverged". Never translated. */
  readonly code: Code;
  readonly values: readonly NoticeValue[];
}

export function notice<Code extends string>(code: Code, ...values: readonly NoticeValue[]): Notice<Code> {
  return { code, values };
}

/** An error that is told to the user: its notice has the sentence, its message is for logs. */
export class NoticeError<Code extends string = string> extends Error {
  readonly notice: Notice<Code>;

  constructor(reported: Notice<Code>) {
    super(`${reported.code} ${JSON.stringify(reported.values)}`);
    this.notice = reported;
  }
}
