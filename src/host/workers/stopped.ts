/** What is said of a request whose thread ended before it answered. */
import { type Notice, notice } from '../../core/notice.ts';
import type { RunNoticeCode } from '../../config/wording/runTexts.ts';

export function stopped(reason: string): { readonly reason: 'internal'; readonly notice: Notice } {
  return { reason: 'internal', notice: notice('reader.stopped' satisfies RunNoticeCode, reason) };
}
