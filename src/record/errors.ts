/** A record that cannot be used. Nothing of it was used. */
import type { RecordNoticeCode } from '../config/wording/recordTexts.ts';
import { NoticeError, type NoticeValue, notice } from '../core/notice.ts';

export class RecordError extends NoticeError<RecordNoticeCode> {
  override readonly name = 'RecordError';

  constructor(code: RecordNoticeCode, ...values: readonly NoticeValue[]) {
    super(notice(code, ...values));
  }
}
