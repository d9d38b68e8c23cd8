/** V8's switches in a process of our own that was started with `wideVectorsFlag`. */
import { setFlagsFromString } from 'node:v8';
import { setCandidates } from '../../engine/runtime/chooseBackend.ts';
import { wideCandidates } from '../../engine/wide/wideCandidates.ts';
import type { WideMode } from '../../engine/wide/wideMode.ts';
import { noWideVectorsFlag, wideVectorsFlag } from '../../protocol/workerProcess.ts';

/** Gives the engine its vectors of 256 bits, if this process was started with the switch; it is then off but for modules that ask. */
export function useWideVectors(): void {
  if (!process.execArgv.includes(wideVectorsFlag)) return;
  setFlagsFromString(noWideVectorsFlag);
  setCandidates(wideCandidates(nodeWideMode));
}

const atOnce = ['--no-liftoff', '--no-wasm-lazy-compilation'];
const asUsual = ['--liftoff', '--wasm-lazy-compilation'];

export const nodeWideMode: WideMode = {
  compile(paired, make) {
    setFlags(paired ? wideVectorsFlag : noWideVectorsFlag, ...atOnce);
    try {
      return make();
    } finally {
      setFlags(noWideVectorsFlag, ...asUsual);
    }
  },
  now: () => performance.now(),
};

function setFlags(...flags: readonly string[]): void {
  for (const flag of flags) setFlagsFromString(flag);
}
