/** Trials in a process of their own, which is ended when one of them does not come to its end. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import type { Kind } from './kinds.ts';

/** Milliseconds without a word that mean a hang: 2 s of an ordinary machine, were this one thirty times as busy. */
const watchdog = 60_000;

/** Rejects when a trial does not hold, crashes the process or hangs; it says which. */
export async function inProcess(kind: Kind, count: number): Promise<void> {
  const child = fork(resolve('scripts/suites/fuzzChild.mjs'), [kind, String(count)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  let last = -1;
  let hung = false;
  const bark = (): void => {
    hung = true;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(bark, watchdog);
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  child.on('message', (trial) => {
    last = Number(trial);
    clearTimeout(timer);
    timer = setTimeout(bark, watchdog);
  });
  const code = await new Promise((settle) => child.on('close', settle));
  clearTimeout(timer);
  assert.deepEqual({ hung, code }, { hung: false, code: 0 }, `trial ${last} of ${kind}\n${errors.slice(0, 4000)}`);
  assert.equal(last, count - 1);
}
