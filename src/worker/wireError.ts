/** Errors as they cross the wire: a reason the other side can act on, and the notice for the user. */
import type { RunNoticeCode } from '../config/wording/runTexts.ts';
import { type Notice, NoticeError, notice } from '../core/notice.ts';
import { ConfigError } from '../config/text/errors.ts';
import { ShapeError, TrainingError } from '../core/network/errors.ts';
import { DataError } from '../data/csv/errors.ts';
import type { WireError } from '../protocol/workerApi.ts';
import { SourceError } from '../platform/node/openSource.ts';

/** The asker gave up; what was done so far is thrown away. */
export class CancelledError extends NoticeError<RunNoticeCode> {
  override readonly name = 'CancelledError';

  constructor() {
    super(notice('request.cancelled'));
  }
}

/** The request is about a run that is no longer here. */
export class StaleRunError extends NoticeError<RunNoticeCode> {
  override readonly name = 'StaleRunError';

  constructor() {
    super(notice('request.stale'));
  }
}

/** Never throws, whatever was thrown. */
export function toWireError(error: unknown): WireError {
  if (error instanceof DataError && error.reason !== 'cancelled') return dataError(error);
  if (error instanceof NoticeError) return { reason: reasonOf(error), notice: error.notice };
  if (!(error instanceof Error)) return { reason: 'internal', notice: reported('request.unexpected', String(error)) };
  const { message } = error;
  if (error instanceof ConfigError) return { reason: 'config', notice: reported('request.failed', message) };
  if (error instanceof TrainingError || error instanceof ShapeError)
    return { reason: 'training', notice: reported('request.failed', message) };
  if (error instanceof RangeError && /array|buffer|allocation/i.test(message))
    return { reason: 'training', notice: reported('request.memory') };
  const { stack } = error;
  return { reason: 'internal', notice: reported('request.failed', message), ...(stack !== undefined && { stack }) };
}

function dataError({ notice, line, column, reason }: DataError): WireError {
  return {
    reason: 'data',
    notice,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(reason === 'encoding' && { key: reason }),
  };
}

function reasonOf(error: NoticeError): WireError['reason'] {
  if (error instanceof CancelledError || error instanceof DataError) return 'cancelled';
  if (error instanceof SourceError) return 'data';
  return error instanceof StaleRunError ? 'stale' : 'training';
}

function reported(code: RunNoticeCode, ...values: readonly string[]): Notice {
  return notice(code, ...values);
}
