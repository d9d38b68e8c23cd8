/** The command "nn-explorer": the same network without an editor. */
import { useWideVectors } from '../platform/node/nodeWideMode.ts';
import { recordsSettled, servesRecords } from '../platform/node/records/recordThread.ts';
import { servesSweep, setWorkerProgram } from '../platform/node/sweep/pool.ts';
import { removeUnfinished } from '../platform/node/writeWhole.ts';
import { runCommandLine } from './commandLine.ts';
import { setRecordProgram } from './records/recording.ts';
import { processTerminal } from './terminal/terminal.ts';

// `node --experimental-wasm-revectorize dist/cli.js`: whoever starts it so wants them.
useWideVectors();

// The same program is what a worker of a sweep runs, and a thread that writes records.
if (!servesSweep() && !servesRecords()) main();

function main(): void {
  setWorkerProgram(process.argv[1] ?? '');
  setRecordProgram(process.argv[1] ?? '');
  // However it ends: no temporary file stays. A signal waits for those of another thread; a second one waits for nothing.
  process.on('exit', removeUnfinished);
  for (const [signal, number] of [
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const)
    process.once(signal, () => void recordsSettled().then(() => process.exit(128 + number)));
  // The exit code is set, not forced: what is still on its way to a pipe arrives.
  runCommandLine(process.argv.slice(2), processTerminal()).then((code) => {
    process.exitCode = code;
  });
}
