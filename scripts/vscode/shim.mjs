#!/usr/bin/env node
/**
 * Stands where the desktop program stands: `@vscode/test-electron` starts it with the desktop's arguments, and the tests run in the
 * VS Code server instead. It heeds `--extensionDevelopmentPath`, `--extensionTestsPath` and the folder; other flags mean nothing here.
 */
import { resolve } from 'node:path';
import { main, projectRoot } from '../setup/command.mjs';
import { runInExtensionHost } from './hostRun.mjs';

const words = process.argv.slice(2);

function value(name) {
  const flag = `--${name}=`;
  return resolve(words.find((word) => word.startsWith(flag))?.slice(flag.length) ?? '.');
}

await main(() =>
  runInExtensionHost({
    extension: value('extensionDevelopmentPath'),
    tests: value('extensionTestsPath'),
    folder: resolve(words.find((word) => !word.startsWith('-')) ?? '.'),
    timeout: Number(process.env.NN_EXPLORER_HOST_TIMEOUT ?? 3600),
    logFile: resolve(projectRoot, 'test-output/host-workbench.log'),
  }),
);
