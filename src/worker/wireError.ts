/** Errors as they cross the wire: a reason the other side can act on, and the sentence for the user. */
import { ConfigError } from '../config/text/errors.ts';
import { ShapeError, TrainingError } from '../core/network/errors.ts';
import { DataError } from '../data/csv/errors.ts';
import type { WireError } from '../protocol/workerApi.ts';
import { QueryError } from '../run/inspect/queryContext.ts';
import { SourceError } from '../platform/node/openSource.ts';

/** The asker gave up; what was done so far is thrown away. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

/** The request is about a run that is no longer here. */
export class StaleRunError extends Error {
  override readonly name = 'StaleRunError';
}

/** Never throws, whatever was thrown. */
export function toWireError(error: unknown): WireError {
  if (!(error instanceof Error)) return { reason: 'internal', message: `Unexpected failure: ${String(error)}` };
  const { message } = error;
  if (error instanceof CancelledError) return { reason: 'cancelled', message };
  if (error instanceof DataError) {
    if (error.reason === 'cancelled') return { reason: 'cancelled', message };
    return {
      reason: 'data',
      message,
      ...(error.line !== undefined && { line: error.line }),
      ...(error.column !== undefined && { column: error.column }),
      ...(error.reason === 'encoding' && { key: error.reason }),
    };
  }
  if (error instanceof SourceError) return { reason: 'data', message };
  if (error instanceof ConfigError) return { reason: 'config', message };
  if (error instanceof StaleRunError) return { reason: 'stale', message };
  if (error instanceof TrainingError || error instanceof ShapeError || error instanceof QueryError)
    return { reason: 'training', message };
  if (error instanceof RangeError && /array|buffer|allocation/i.test(message)) {
    return {
      reason: 'training',
      message: 'There is not enough memory for this network and this table: use fewer units, or fewer rows.',
    };
  }
  return { reason: 'internal', message, ...(error.stack !== undefined && { stack: error.stack }) };
}
