/** The command "nn-explorer": the same network without an editor. */
import { runCommandLine } from './commandLine.ts';
import { processTerminal } from './terminal.ts';

// The exit code is set, not forced: what is still on its way to a pipe arrives.
runCommandLine(process.argv.slice(2), processTerminal()).then((code) => {
  process.exitCode = code;
});
