/** The sentences a session says by itself. */
import { localize } from '../config/wording/localize.ts';
import { errorText, unsaidLine } from '../config/wording/notice.ts';
import { superscript } from '../core/network/shape.ts';
import type { RunDescription } from '../protocol/run.ts';
import { haltPatience, maxSilence } from './link/watchdog.ts';

export function silenceSentence(): string {
  return localize(
    'The training worker has not answered for {0} s. A single step may take this long; if not, restart the run.',
    maxSilence / 1000,
  );
}

/** Why a worker was ended that was to stop its training. */
export function unanswered(): string {
  return localize('it did not answer for {0} s', haltPatience / 1000);
}

/** @param step where a start brings it back to; `null`: it begins anew */
export function workerStopped(reason: string, step: number | null): string {
  if (step === null)
    return localize('The training worker stopped: {0}. Start the run again to train from the beginning.', reason);
  return localize(
    'The training worker stopped: {0}. Start trains again to step {1}, where it was, and goes on.',
    reason,
    step,
  );
}

/** Of a run that was trained again to where it was, and has other numbers there. */
export function otherWeights(): string {
  return localize(
    'The network was trained again to where it was, but its weights are not those that it had: the table ' +
      'or the program is another one. They are those that this configuration leads to now.',
  );
}

/** Of a configuration that could not be used while an older one can. */
export function notInForce(reason: string): string {
  return localize('{0} The last good configuration stays in force.', reason);
}

/** What to tell the user of an error, with the line of the data file where it is known and not yet said. */
export function sentenceOf(error: unknown): string {
  const line = unsaidLine(error);
  return line === undefined ? errorText(error) : localize('Line {0}: {1}', line, errorText(error));
}

/** Why a network is built anew. */
export function rebuilding(why: 'changed' | 'refit' | 'rebuild'): string {
  switch (why) {
    case 'changed':
      return localize('The configuration changed: reading the data.');
    case 'refit':
      return localize('The network changed: building it anew, from step 0, with the weights that fit.');
    case 'rebuild':
      return localize('The network or its data changed: building it anew, from step 0.');
  }
}

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
