/** The texts of --help and --version, from the table of verbs: everything on one screen, or one verb with all it takes. */
import { version } from '../../../package.json';
import { localize } from '../../config/wording/localize.ts';
import { cellsWide } from '../terminal/text.ts';
import type { Invocation, Option, Verb } from './verb.ts';

/** @param verb that is asked for; `null`: all */
export function helpCommand(verbs: readonly Verb[], verb: Verb | null): Invocation {
  return said('help', () => (verb ? verbHelp(verb) : helpText(verbs)));
}

export function versionCommand(): Invocation {
  return said('version', () => `${version}\n`);
}

function said(name: string, text: () => string): Invocation {
  const run: Invocation['run'] = (terminal) => {
    terminal.out(text());
    return Promise.resolve(0);
  };
  return { name, subject: 'nn-explorer', values: {}, run };
}

export function helpText(verbs: readonly Verb[]): string {
  const operands = new Map(verbs.flatMap((verb) => verb.operands).map((operand) => [operand.name, operand.help]));
  return page([
    wrapped(localize('nn-explorer: train and inspect neural networks on CSV files, without an editor.')),
    rows(verbs.map((verb) => [`nn-explorer ${usage(verb)}`, localize(verb.help)])),
    rows([...operands].map(([name, help]) => [name, localize(help)])),
    rows([
      ...optionsOf(verbs).map((option) => optionRow(option, users(option, verbs))),
      ['--help, --version', localize('behind a command --help tells more of it')],
    ]),
    exitCodes(),
  ]);
}

function verbHelp(verb: Verb): string {
  const { operands, options, help, json } = verb;
  return page([
    wrapped(`nn-explorer ${usage(verb)} ${localize('[options]')}`),
    wrapped(localize(help)),
    rows(operands.map((operand) => [operand.name, localize(operand.help)])),
    rows(options.map((option) => optionRow(option, ''))),
    wrapped(localize('The object of --json has the fields {0}.', json.join(', '))),
    exitCodes(),
  ]);
}

function usage({ name, operands }: Verb): string {
  return [name, ...operands.map((operand) => (operand.several ? `${operand.name}…` : operand.name))].join(' ');
}

/** Each once, those of every verb last. */
function optionsOf(verbs: readonly Verb[]): Option<unknown>[] {
  const all = [...new Set(verbs.flatMap(({ options }) => options))];
  const isCommon = (option: Option<unknown>): boolean => users(option, verbs) === '';
  return [...all.filter((option) => !isCommon(option)), ...all.filter(isCommon)];
}

/** "train, shapes: " in front of what not every verb has. */
function users(option: Option<unknown>, verbs: readonly Verb[]): string {
  const having = verbs.filter(({ options }) => options.includes(option));
  return having.length === verbs.length ? '' : `${having.map(({ name }) => name).join(', ')}: `;
}

function optionRow({ name, takes, help }: Option<unknown>, having: string): Row {
  return [takes === null ? `--${name}` : `--${name} ${takes}`, `${having}${localize(help)}`];
}

function exitCodes(): string[] {
  return wrapped(
    localize(
      'Exit codes: 0 done, 1 the input cannot be used (or check, gradcheck found an error), 2 wrong use, ' +
        '130 interrupted: Ctrl+C ends a training calmly and reports what was reached.',
    ),
  );
}

type Row = readonly [name: string, text: string];

function page(paragraphs: readonly (readonly string[])[]): string {
  return paragraphs.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** Names and what they do, which begins in the same place in every row. */
function rows(table: readonly Row[]): string[] {
  const indentation = 4 + Math.max(...table.map(([name]) => name.length));
  return table.flatMap(([name, text]) => {
    const [first = '', ...rest] = wrapped(text, ' '.repeat(indentation));
    return [`  ${name}`.padEnd(indentation) + first.trimStart(), ...rest];
  });
}

const width = 120;

/** Lines of at most `width` letters, broken between words. */
function wrapped(text: string, indentation = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indentation.length + cellsWide(`${line} ${word}`) > width) {
      lines.push(`${indentation}${line}`);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, `${indentation}${line}`];
}
