/** What a process with vectors of 256 bits asks itself before it takes a training: are they right here, and are they faster? */
import { type Notice, notice } from '../../core/notice.ts';
import type { Precision } from '../../core/training/backend.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { chooseBackend } from '../runtime/chooseBackend.ts';
import { wideName } from '../runtime/engineBackends.ts';

/** Large enough to be a case for them in either precision. */
const spec: NetworkSpec = {
  inputs: 200,
  layers: [
    { units: 100, activation: 'relu' },
    { units: 10, activation: 'softmax' },
  ],
  loss: 'categoricalCrossEntropy',
  leakySlope: 0,
};

/** `null` where they pass their self-test and win against the normal engine; else why not. The trainings to come need not ask again. */
export function wideObjection(precision: Precision): Notice | null {
  const { backends, notes } = chooseBackend({ spec, m: 128, optimizer: 'adam', precision });
  if (backends[0]?.name === wideName) return null;
  return notes[0] ?? notice('engine.failed', 'this engine does not have them');
}
