/** From words on the command line to the command's exit code. Never ends in a stack trace. */
import { setTranslations } from '../config/wording/localize.ts';
import { version } from '../../package.json';
import { type Command, parseCommandLine } from './arguments.ts';
import { check } from './check.ts';
import { describe } from './describe.ts';
import { toFailure } from './failure.ts';
import { gradcheck } from './gradcheck.ts';
import { helpText } from './help.ts';
import { languageOf, translations } from './language.ts';
import { predict } from './predict.ts';
import { shapes } from './shapes.ts';
import type { Terminal } from './terminal.ts';
import { train } from './train.ts';

/** Resolves to the exit code; whatever goes wrong is told on `terminal` in one sentence. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  setTranslations(translations(languageOf(args, terminal.language)));
  let file = 'nn-explorer';
  try {
    const command = parseCommandLine(args);
    if ('options' in command) file = command.options.file;
    return await run(command, terminal);
  } catch (error) {
    const failure = toFailure(error, file);
    terminal.err(`${failure.message}\n`);
    return failure.exitCode;
  }
}

async function run(command: Command, terminal: Terminal): Promise<number> {
  switch (command.name) {
    case 'help':
      terminal.out(helpText());
      return 0;
    case 'version':
      terminal.out(`${version}\n`);
      return 0;
    case 'train':
      return train(command.options, terminal);
    case 'predict':
      return predict(command.options, terminal);
    case 'shapes':
      return shapes(command.options, terminal);
    case 'check':
      return check(command.options, terminal);
    case 'gradcheck':
      return gradcheck(command.options, terminal);
    case 'describe':
      return describe(command.options, terminal);
  }
}
