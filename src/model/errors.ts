/** A file that cannot be used as a model. Nothing of it was used. */
import type { ModelNoticeCode } from '../config/wording/modelTexts.ts';
import { NoticeError, type NoticeValue, notice } from '../core/notice.ts';

export class ModelFileError extends NoticeError<ModelNoticeCode> {
  override readonly name = 'ModelFileError';

  constructor(code: ModelNoticeCode, ...values: readonly NoticeValue[]) {
    super(notice(code, ...values));
  }
}
