/** Running other programs from the scripts: only what Node itself brings, because nothing else may be installed yet. */
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** An error whose message says to a person what to do; scripts print it without a stack. */
export class SetupError extends Error {}

/**
 * Runs a program to its end and resolves with its exit code. With `quiet` its output is kept and shown only when it fails.
 * @throws SetupError when the program cannot be started.
 */
export function run(program, args, { cwd = projectRoot, env = process.env, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => {
        output += text;
      });
    }
    child.on('error', (error) => reject(new SetupError(`${program} cannot be started: ${error.message}`)));
    child.on('close', (code) => {
      if (code !== 0 && output) process.stderr.write(output);
      resolve(code ?? 1);
    });
  });
}

/** npm as a child of an npm script would take the outer package for its own: those variables are left out. */
export function npm(args, options = {}) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_(package|lifecycle|config_local_prefix)/.test(key)),
  );
  const [program, before] = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  return run(program, [...before, ...args], { ...options, env });
}

/** The first of `names` that is an executable file on the PATH, or `undefined`. */
export function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const files = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return files.find(isExecutable);
}

export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Runs a script's main function: problems of set-up are one sentence, anything else keeps its stack. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  }
}
