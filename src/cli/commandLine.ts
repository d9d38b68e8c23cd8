/** From words on the command line to the command's exit code. Never ends in a stack trace. */
import { setTranslations } from '../config/wording/localize.ts';
import { parseCommandLine } from './command/arguments.ts';
import { toFailure } from './terminal/failure.ts';
import { languageOf, translations } from './terminal/language.ts';
import type { Terminal } from './terminal/terminal.ts';
import { verbs } from './verbs.ts';

/** Resolves to the exit code; whatever goes wrong is told on `terminal` in one sentence. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  setTranslations(translations(languageOf(args, terminal.language)));
  let subject = 'nn-explorer';
  try {
    const command = parseCommandLine(args, verbs);
    subject = command.subject;
    return await command.run(terminal);
  } catch (error) {
    const failure = toFailure(error, subject);
    terminal.err(`${failure.message}\n`);
    return failure.exitCode;
  }
}
