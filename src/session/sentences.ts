/** The sentences a session says by itself. */
import { RequestError } from '../protocol/requestError.ts';
import { longestSilence } from './watchdog.ts';

export const silenceSentence = `The training worker has not answered for ${longestSilence / 1000} s. A single step may take this long; if not, restart the run.`;

export function workerStopped(reason: string): string {
  return `The training worker stopped: ${reason}. Start the run again to train from the beginning.`;
}

/** Of a configuration that could not be used while an older one can. */
export function notInForce(reason: string): string {
  return `${reason} The last good configuration stays in force.`;
}

/** What to tell the user of an error, with the line of the data file where it is known and not yet said. */
export function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof RequestError) || error.line === undefined || /\bline \d/i.test(message)) return message;
  return `Line ${error.line}: ${message}`;
}
