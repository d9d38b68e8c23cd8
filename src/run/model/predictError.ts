/** A table that a model cannot be applied to. Nothing was predicted. */
import type { ModelNoticeCode } from '../../config/wording/modelTexts.ts';
import { NoticeError, type NoticeValue, notice } from '../../core/notice.ts';

export class PredictError extends NoticeError<ModelNoticeCode> {
  override readonly name = 'PredictError';

  constructor(code: ModelNoticeCode, ...values: readonly NoticeValue[]) {
    super(notice(code, ...values));
  }
}
