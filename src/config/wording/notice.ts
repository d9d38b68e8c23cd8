/** Notice → sentence in the user's language. */
import { type Notice, NoticeError, type NoticeValue } from '../../core/notice.ts';
import { coreTexts } from './coreTexts.ts';
import { engineTexts } from './engineTexts.ts';
import { dataTexts } from './dataTexts.ts';
import { localize } from './localize.ts';
import { modelTexts } from './modelTexts.ts';
import type { NoticeText } from './noticeTexts.ts';
import { recordTexts } from './recordTexts.ts';
import { reproduceTexts } from './reproduceTexts.ts';
import { runTexts } from './runTexts.ts';

/** Every code with its words. */
export const noticeTexts: Readonly<Record<string, NoticeText>> = {
  ...coreTexts,
  ...dataTexts,
  ...engineTexts,
  ...modelTexts,
  ...recordTexts,
  ...reproduceTexts,
  ...runTexts,
};

/** @param reported a text is given back as it is; so is the code of a notice that has no words */
export function noticeText(reported: Notice | string): string {
  if (typeof reported === 'string') return reported;
  const text = Object.hasOwn(noticeTexts, reported.code) ? noticeTexts[reported.code] : undefined;
  if (text === undefined) return reported.code;
  const isCounts = /^(?:outcome|run)\./.test(reported.code);
  const values = reported.values.map((value) => (isCounts ? countText(value) : valueText(value)));
  return localize(typeof text === 'string' ? text : text[reported.values[0] === 1 ? 0 : 1], ...values);
}

/** What stands in a sentence for a value; a number as it stands in the table. */
export function valueText(value: NoticeValue): string | number {
  return typeof value === 'object' ? noticeText(value) : value;
}

/** Steps, epochs and examples are written "10,000". */
function countText(value: NoticeValue): string | number {
  return Number.isInteger(value) ? String(value).replace(/\B(?=(\d{3})+$)/g, ',') : valueText(value);
}

/** What to tell the user of anything that was thrown. */
export function errorText(error: unknown): string {
  if (error instanceof NoticeError) return noticeText(error.notice);
  return error instanceof Error ? error.message : String(error);
}

/** The line of the data file where an error is, when its own sentence does not name it. */
export function unsaidLine(error: unknown): number | undefined {
  const { line } = error instanceof NoticeError ? (error as NoticeError & { readonly line?: unknown }) : {};
  return typeof line === 'number' && !(error as NoticeError).notice.values.includes(line) ? line : undefined;
}

/** A notice as every `--json` has it: the code to act on, the sentence to show, the values in it. */
export interface JsonNotice {
  readonly code: string;
  readonly message: string;
  readonly values: readonly NoticeValue[];
}

export function jsonNotice(reported: Notice): JsonNotice {
  return { code: reported.code, message: noticeText(reported), values: reported.values };
}
