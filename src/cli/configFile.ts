/** A `.nnconfig` on disk: its text, what it says, and where in it things stand. */
import { readFile } from 'node:fs/promises';
import { locate, type ParsedConfig, parseConfig } from '../config/parse.ts';
import { LineMap } from '../config/position.ts';
import type { KeyProblem } from '../config/problem.ts';
import { CliFailure, type Place, placedLine, toFailure } from './failure.ts';
import { isSaid, type Said } from './overrides.ts';

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

/**
 * Gives a problem its line and column in the file; the first place of all when there is nothing to point at, none when
 * the command line said what is wrong.
 */
export function placed<P extends KeyProblem>(problem: P, { text, root }: ConfigFile, said: Said): P & Place {
  if (isSaid(said, problem.path)) return { ...problem, line: undefined, column: undefined };
  if (!root) return { ...problem, line: 1, column: 1 };
  const { line, column } = locate(problem, root, new LineMap(text));
  return { ...problem, line, column };
}

/** A command ends because of a problem that has a place in the configuration. */
export class ProblemFailure extends CliFailure {
  readonly problem: KeyProblem & Place;

  constructor(file: string, problem: KeyProblem & Place) {
    super(1, placedLine(file, problem.message, problem));
    this.problem = problem;
  }
}

/** The problem as the one sentence a command ends with. */
export function problemFailure({ file }: ConfigFile, problem: KeyProblem & Place): ProblemFailure {
  return new ProblemFailure(file, problem);
}
