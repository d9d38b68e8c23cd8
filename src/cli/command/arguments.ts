/** Words of the command line → a verb of the table with its values. What the table does not know is refused by name. */
import { parseArgs } from 'node:util';
import { localize } from '../../config/wording/localize.ts';
import { nearestName } from '../../config/text/nearest.ts';
import { usageError } from '../terminal/failure.ts';
import { helpCommand, versionCommand } from './help.ts';
import { commonOptions } from './options.ts';
import type { Invocation, Option, Verb } from './verb.ts';

type OptionKind = { readonly type: 'string' | 'boolean'; readonly multiple?: true; readonly short?: 'h' };
type OptionKinds = Readonly<Record<string, OptionKind>>;

/** @throws CliFailure with exit code 2 for anything that is not understood. */
export function parseCommandLine(args: readonly string[], verbs: readonly Verb[]): Invocation {
  const kinds = optionKinds(verbs);
  // Not strict: Node's own messages are several sentences long; the tokens tell enough to say it in one.
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: kinds,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = (name: string) => strings(values[name]);
  commonOptions.language.read(given('language').filter((text) => text !== ''));
  const [first] = positionals;
  const found = verbOf(first === 'help' ? positionals.slice(1) : positionals, verbs);
  if (values.help || first === 'help') return helpCommand(verbs, found?.verb ?? null);
  if (values.version || first === 'version') return versionCommand();
  if (first === undefined) {
    refuseUnknown(tokens, kinds, found?.verb);
    throw usageError(localize('Say what to do: {0}.', names(verbs)));
  }
  if (!found) throw unknownVerb(positionals, verbs);
  refuseUnknown(tokens, kinds, found.verb);
  checkOptions(found.verb, tokens);
  checkOperands(found.verb, found.operands);
  return found.verb.command(found.operands, given);
}

/** The verb that the first words name, and the words behind them. */
function verbOf(words: readonly string[], verbs: readonly Verb[]) {
  for (const verb of verbs) {
    const name = verb.name.split(' ');
    if (name.every((word, index) => word === words[index])) return { verb, operands: words.slice(name.length) };
  }
  return null;
}

function names(verbs: readonly Verb[]): string {
  return verbs.map(({ name }) => name).join(', ');
}

/** Behind the name of a group its verbs are told, else those that there are. */
function unknownVerb([word = '', next]: readonly string[], verbs: readonly Verb[]): Error {
  const group = verbs.filter(({ name }) => name.startsWith(`${word} `));
  if (group.length > 0 && next === undefined) return usageError(localize('Say what to do: {0}.', names(group)));
  const typed = group.length > 0 ? `${word} ${next}` : word;
  const known = group.length > 0 ? group : verbs;
  const sentence = localize('"{0}" is not a command; there are {1}.', typed, names(known));
  return usageError(
    `${sentence}${hint(
      nearestName(
        typed,
        known.map(({ name }) => name),
      ),
    )}`,
  );
}

function hint(name: string | undefined): string {
  return name === undefined ? '' : ` ${localize('Did you mean {0}?', name)}`;
}

/** A name that several verbs have is of one kind in all of them. */
function optionKinds(verbs: readonly Verb[]): OptionKinds {
  const all = [...verbs.flatMap(({ options }) => options), ...Object.values(commonOptions)];
  return {
    ...Object.fromEntries(all.map((option) => [option.name, kindOf(option)])),
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean' },
  };
}

function kindOf({ takes }: Option<unknown>): OptionKind {
  return { type: takes === null ? 'boolean' : 'string', multiple: true };
}

interface Token {
  readonly kind: string;
  readonly name?: string | undefined;
  readonly rawName?: string | undefined;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

/** An option that no command has is worth telling before anything that is missing. */
function refuseUnknown(tokens: readonly Token[], kinds: OptionKinds, verb: Verb | undefined): void {
  const unknown = tokens.find(
    ({ kind, name }) => kind === 'option' && name !== undefined && !Object.hasOwn(kinds, name),
  );
  if (!unknown) return;
  const known = verb ? verb.options.map(({ name }) => name) : Object.keys(kinds);
  throw usageError(
    `${localize('There is no option {0}.', unknown.rawName ?? '')}${nearestOption(unknown.name ?? '', known)}`,
  );
}

function nearestOption(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return hint(nearest && `--${nearest}`);
}

function checkOptions(verb: Verb, tokens: readonly Token[]): void {
  for (const { kind, name, rawName = `--${name}`, value, inlineValue } of tokens) {
    if (kind !== 'option' || name === undefined) continue;
    const option = verb.options.find((one) => one.name === name);
    if (!option) throw usageError(localize('"{0}" has no option {1}.', verb.name, rawName));
    if (option.takes !== null) checkValue(rawName, value, inlineValue === true);
    else if (value !== undefined) throw usageError(localize('{0} takes no value.', rawName));
  }
}

function checkValue(option: string, value: string | undefined, inline: boolean): void {
  if (value === undefined || value === '') throw usageError(localize('{0} needs a value.', option));
  // "--target --json" forgot the target; a name that really begins with a dash is written with an equals sign.
  if (!inline && value.length > 1 && value.startsWith('-')) {
    throw usageError(localize('{0} needs a value (write {0}={1} if "{1}" is meant as one).', option, value));
  }
}

function checkOperands({ name, operands }: Verb, words: readonly string[]): void {
  for (const [index, operand] of operands.entries()) {
    const word = words[index];
    if (word === undefined) throw usageError(localize('"{0}" needs {1} ({2}).', name, operand.name, operand.kinds));
    if (word === '') throw usageError(localize('The file name is empty.'));
  }
  const surplus = words[operands.length];
  if (surplus === undefined || operands.at(-1)?.several) return;
  if (operands.length === 0) throw usageError(localize('"{0}" stands alone; "{1}" is one too many.', name, surplus));
  const taken = operands.map((operand) => operand.name).join(' ');
  throw usageError(localize('"{0}" takes {1}; "{2}" is one too many.', name, taken, surplus));
}

function strings(value: string | boolean | readonly (string | boolean)[] | undefined): string[] {
  return [value ?? []].flat().map((item) => (typeof item === 'string' ? item : ''));
}
