/** The sentences a session says by itself. */
import { localize } from '../config/wording/localize.ts';
import { superscript } from '../core/network/shape.ts';
import { RequestError } from '../protocol/requestError.ts';
import type { RunDescription } from '../protocol/run.ts';
import { maxSilence } from './watchdog.ts';

export const silenceSentence = `The training worker has not answered for ${maxSilence / 1000} s. A single step may take this long; if not, restart the run.`;

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

/** Why a network is built anew. */
export const rebuilding = {
  changed: 'The configuration changed: reading the data.',
  refit: 'The network changed: building it anew, from step 0, with the weights that fit.',
  rebuild: 'The network or its data changed: building it anew, from step 0.',
} as const;

/** What became of the weights when a network that had trained was built anew; "" when that was no question. */
export function weightsKept({ keptLayers, layers }: RunDescription): string {
  if (!keptLayers) return '';
  const isNew = layers.map(({ layer }) => layer).filter((layer) => !keptLayers.includes(layer));
  if (isNew.length === 0) return localize('The network changed and goes on with all its weights, from step 0.');
  if (keptLayers.length === 0)
    return localize('The network changed; no weights fit it any more, so that all of them are new.');
  return localize('The network changed: {0} kept, {1} new. It goes on from step 0.', names(keptLayers), names(isNew));
}

/** "W¹ b¹, W² b²"; of many only the first. */
function names(layers: readonly number[]): string {
  const shown = layers.slice(0, 4).map((layer) => `W${superscript(layer)} b${superscript(layer)}`);
  return `${shown.join(', ')}${layers.length > shown.length ? ', …' : ''}`;
}
