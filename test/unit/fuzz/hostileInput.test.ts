/** Thousands of hostile inputs in a process of their own: no crash, no hang, and nothing is changed by them. */
import { type Kind, kinds } from './kinds.ts';
import { trials } from '../../trials.ts';
import { inProcess } from './inProcess.ts';

/** In `npm test`, and with NN_LONG=1. */
const counts: Readonly<Record<Kind, readonly [few: number, many: number]>> = {
  configurations: [100, 5000],
  bytes: [100, 5000],
  messages: [50, 2000],
};

describe('Hostile input', function () {
  // The watchdog of the process is the one that counts.
  this.timeout(0);

  for (const kind of kinds) {
    const count = trials(...counts[kind]);
    it(`${kind}: no crash, no hang, no change of state`, () => inProcess(kind, count));
  }
});
