/** A `.nnconfig` on disk: its text, what it says, and where in it things stand. */
import { type ConfigDocument, configDocument } from '../../config/text/configDocument.ts';
import { locate } from '../../config/text/parse.ts';
import { sweepProblems } from '../../config/sweep/sweepKey.ts';
import type { KeyProblem } from '../../config/schema/problem.ts';
import { readRegular } from '../../platform/node/regularFile.ts';
import { CliFailure, type Location, locatedMessage, toFailure } from '../terminal/failure.ts';
import { isOverridden, type Overrides } from './overrides.ts';

export interface ConfigFile extends Pick<ConfigDocument, 'text' | 'root' | 'config' | 'sweep' | 'problems' | 'lines'> {
  /** As it was typed. */
  readonly file: string;
}

/** A text of a million characters is refused by its reader; UTF-16 and four-byte letters need no more than this. */
const maxBytes = 1 << 23;

export function isConfigName(file: string): boolean {
  return file.toLowerCase().endsWith('.nnconfig');
}

/** @throws CliFailure when the file cannot be opened; what is wrong inside it becomes problems. */
export async function readConfigFile(file: string): Promise<ConfigFile> {
  const bytes = await readRegular(file, maxBytes).catch((error: unknown) => {
    throw toFailure(error, file);
  });
  const { text, root, config, sweep, problems, lines } = configDocument(decoded(bytes));
  const wrong = config && sweep && root ? sweepProblems(config, sweep).map((one) => locate(one, root, lines)) : [];
  return { file, text, root, config, sweep, problems: [...problems, ...wrong], lines };
}

/** UTF-8, or the UTF-16 that some editors and shells write with a byte order mark. The mark stays out of the text. */
function decoded(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/**
 * Gives a problem its line and column in the file; the first place of all when there is nothing to point at, none when
 * the command line said what is wrong.
 */
export function placed<P extends KeyProblem>(problem: P, { lines, root }: ConfigFile, said: Overrides): P & Location {
  if (isOverridden(said, problem.path)) return { ...problem, line: undefined, column: undefined };
  if (!root) return { ...problem, line: 1, column: 1 };
  const { line, column } = locate(problem, root, lines);
  return { ...problem, line, column };
}

/** A command ends because of a problem that has a place in the configuration. */
export class ProblemFailure extends CliFailure {
  readonly problem: KeyProblem & Location;

  constructor(file: string, problem: KeyProblem & Location) {
    super(1, locatedMessage(file, problem.message, problem));
    this.problem = problem;
  }
}

/** The problem as the one sentence a command ends with. */
export function problemFailure({ file }: ConfigFile, problem: KeyProblem & Location): ProblemFailure {
  return new ProblemFailure(file, problem);
}
