/** A `.nnconfig` on disk: its text, what it says, and where in it things stand. */
import { readFile } from 'node:fs/promises';
import { locate, type ParsedConfig, parseConfig } from '../config/parse.ts';
import { LineMap } from '../config/position.ts';
import type { KeyProblem, Problem } from '../config/problem.ts';
import { badInput, toFailure } from './failure.ts';

export interface ConfigFile extends ParsedConfig {
  /** As it was typed. */
  readonly file: string;
  readonly text: string;
}

export function isConfigName(file: string): boolean {
  return file.toLowerCase().endsWith('.nnconfig');
}

/** @throws CliFailure when the file cannot be opened; what is wrong inside it becomes problems. */
export async function readConfigFile(file: string): Promise<ConfigFile> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw toFailure(error, file);
  });
  return { file, text, ...parseConfig(text) };
}

/** Gives a problem its line and column in the file; the first place of all when there is nothing to point at. */
export function placed(problem: KeyProblem, { text, root }: ConfigFile): Problem {
  if (root) return locate(problem, root, new LineMap(text));
  return { ...problem, offset: 0, length: 0, line: 1, column: 1 };
}

/** The problem as the one sentence a command ends with. */
export function problemFailure({ file }: ConfigFile, problem: Problem): Error {
  return badInput(file, problem.message, problem);
}
