/** The command line as a typed command. Knows the options of each command and refuses the rest by name. */
import { parseArgs } from 'node:util';
import { maxThreads } from '../engine/threads/platform.ts';
import { localize } from '../config/wording/localize.ts';
import { requireWeightsFile } from './weights/weightsName.ts';
import { usageError } from './failure.ts';
import { isLanguage, languages } from './language.ts';
import { requireModelName, type Saving } from './training/saveModel.ts';

/** What every command that builds a network understands. */
export interface ModelOptions {
  /** As typed: a CSV (or TSV) or a `.nnconfig`. */
  readonly file: string;
  /** Target columns; empty: the configuration's, or the guessed one. */
  readonly targets: readonly string[];
  /** "path=value", in order. */
  readonly set: readonly string[];
  readonly json: boolean;
}

export interface TrainOptions extends ModelOptions {
  /** Iterations, ascending, each once. */
  readonly costsAt: readonly number[];
  readonly predictions: string | null;
  readonly save: Saving | null;
  /** FILE.json, FILE.npz, or "-" for standard output. */
  readonly weights: string | null;
  /** That may train a large network; 0: as many as fit the machine. */
  readonly threads: number;
}

export interface PredictOptions extends Pick<ModelOptions, 'file' | 'targets' | 'json'> {
  /** As typed; "-": standard input. */
  readonly table: string;
  readonly out: string | null;
  /** Behind the cells of the table. */
  readonly append: boolean;
}

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  | { readonly name: 'train'; readonly options: TrainOptions }
  | { readonly name: 'predict'; readonly options: PredictOptions }
  | { readonly name: 'shapes' | 'check' | 'gradcheck'; readonly options: ModelOptions }
  | { readonly name: 'describe'; readonly options: ModelOptions };

const commandOptions = {
  train: [
    'target',
    'set',
    'costs-at',
    'predictions',
    'save',
    'with-optimizer',
    'weights',
    'threads',
    'json',
    'language',
  ],
  predict: ['target', 'out', 'append', 'json', 'language'],
  shapes: ['target', 'set', 'json', 'language'],
  check: ['target', 'set', 'json', 'language'],
  gradcheck: ['target', 'set', 'json', 'language'],
  describe: ['set', 'json', 'language'],
} as const satisfies Record<string, readonly OptionName[]>;

/** What the first file of a command may be, where it is not the usual. */
const takes: Partial<Record<CommandName, string>> = { predict: '.safetensors', describe: 'CSV' };

type CommandName = keyof typeof commandOptions;
type OptionName = keyof typeof optionTypes;

const optionTypes = {
  target: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  'costs-at': { type: 'string', multiple: true },
  predictions: { type: 'string', multiple: true },
  save: { type: 'string', multiple: true },
  'with-optimizer': { type: 'boolean' },
  weights: { type: 'string', multiple: true },
  threads: { type: 'string', multiple: true },
  out: { type: 'string', multiple: true },
  append: { type: 'boolean' },
  json: { type: 'boolean' },
  language: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** @throws CliFailure with exit code 2 for anything that is not understood. */
export function parseCommandLine(args: readonly string[]): Command {
  // Not strict: Node's own messages are several sentences long; the tokens tell enough to say it in one.
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: optionTypes,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  checkLanguage(strings(values.language));
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const [name, file, ...others] = positionals;
  if (name === undefined) refuseUnknown(tokens);
  if (name === undefined) throw usageError(localize('Say what to do: {0}.', verbs()));
  if (name === 'help' || name === 'version') return { name };
  if (!isCommandName(name)) throw usageError(localize('"{0}" is not a command; there are {1}.', name, verbs()));
  refuseUnknown(tokens);
  checkOptions(name, tokens);
  if (file === undefined)
    throw usageError(localize('"{0}" needs a file ({1}).', name, takes[name] ?? 'CSV, .nnconfig'));
  if (file === '') throw usageError(localize('The file name is empty.'));
  if (name === 'predict') return { name, options: predictOptions(file, others, values) };
  const [surplus] = others;
  if (surplus !== undefined) throw usageError(localize('"{0}" takes one file; "{1}" is one too many.', name, surplus));
  return commandOf(name, file, values);
}

type Values = { readonly [option: string]: string | boolean | readonly (string | boolean)[] | undefined };

function predictOptions(file: string, [table, surplus]: readonly string[], values: Values): PredictOptions {
  if (!table) throw usageError(localize('"predict" needs a model and a table: nn-explorer predict MODEL TABLE.'));
  if (surplus !== undefined)
    throw usageError(localize('"{0}" takes a model and a table; "{1}" is one too many.', 'predict', surplus));
  const out = strings(values.out);
  if (out.length > 1) throw usageError(localize('{0} may be given once.', '--out'));
  return {
    ...{ file, table, append: values.append === true, json: values.json === true },
    targets: strings(values.target),
    out: out[0] ?? null,
  };
}

function commandOf(name: Exclude<CommandName, 'predict'>, file: string, values: Values): Command {
  const options: ModelOptions = {
    file,
    targets: strings(values.target),
    set: strings(values.set),
    json: values.json === true,
  };
  if (name !== 'train') return { name, options };
  const predictions = strings(values.predictions);
  if (predictions.length > 1) throw usageError(localize('{0} may be given once.', '--predictions'));
  const costsAt = iterations(strings(values['costs-at']));
  return {
    name,
    options: {
      ...{ ...options, costsAt },
      predictions: predictions[0] ?? null,
      save: savingOf(strings(values.save), values['with-optimizer'] === true),
      weights: weightsOf(strings(values.weights)),
      threads: threadsOf(strings(values.threads)),
    },
  };
}

function savingOf([path, ...more]: readonly string[], withOptimizer: boolean): Saving | null {
  if (more.length > 0) throw usageError(localize('{0} may be given once.', '--save'));
  if (path === undefined && withOptimizer)
    throw usageError(localize('--with-optimizer says what --save FILE writes; name the file.'));
  if (path === undefined) return null;
  requireModelName(path);
  return { path, withOptimizer };
}

function weightsOf([path, ...more]: readonly string[]): string | null {
  if (more.length > 0) throw usageError(localize('{0} may be given once.', '--weights'));
  if (path !== undefined) requireWeightsFile(path);
  return path ?? null;
}

function verbs(): string {
  return Object.keys(commandOptions).join(', ');
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandOptions, name);
}

interface Token {
  readonly kind: string;
  readonly name?: string | undefined;
  readonly rawName?: string | undefined;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

/** An option that no command has is worth telling before anything that is missing. */
function refuseUnknown(tokens: readonly Token[]): void {
  const unknown = tokens.find(
    ({ kind, name }) => kind === 'option' && name !== undefined && !Object.hasOwn(optionTypes, name),
  );
  if (unknown) throw usageError(localize('There is no option {0}.', unknown.rawName ?? ''));
}

function checkOptions(command: CommandName, tokens: readonly Token[]): void {
  const allowed: readonly string[] = commandOptions[command];
  for (const { kind, name, rawName, value, inlineValue } of tokens) {
    if (kind !== 'option' || name === undefined) continue;
    const { type } = optionTypes[name as OptionName];
    if (!allowed.includes(name)) throw usageError(localize('"{0}" has no option {1}.', command, rawName ?? name));
    if (type === 'boolean' && value !== undefined) throw usageError(localize('{0} takes no value.', rawName ?? name));
    if (type === 'string') checkValue(rawName ?? name, value, inlineValue === true);
  }
}

function checkValue(option: string, value: string | undefined, inline: boolean): void {
  if (value === undefined || value === '') throw usageError(localize('{0} needs a value.', option));
  // "--target --json" forgot the target; a name that really begins with a dash is written with an equals sign.
  if (!inline && value.length > 1 && value.startsWith('-')) {
    throw usageError(localize('{0} needs a value (write {0}={1} if "{1}" is meant as one).', option, value));
  }
}

function strings(value: Values[string]): string[] {
  if (value === undefined || typeof value === 'boolean') return [];
  return typeof value === 'string' ? [value] : value.filter((item) => typeof item === 'string');
}

function iterations(lists: readonly string[]): number[] {
  const steps = lists
    .flatMap((list) => list.split(','))
    .map((text) => {
      const trimmed = text.trim();
      if (!/^\d{1,15}$/.test(trimmed))
        throw usageError(
          localize('{0} takes iterations such as 0,1000,2000; "{1}" is not one.', '--costs-at', trimmed),
        );
      return Number(trimmed);
    });
  return [...new Set(steps)].sort((a, b) => a - b);
}

function checkLanguage(given: readonly string[]): void {
  if (given.length > 1) throw usageError(localize('{0} may be given once.', '--language'));
  const [name] = given;
  if (name !== undefined && !isLanguage(name))
    throw usageError(localize('{0} takes {1}; "{2}" is not one.', '--language', languages.join(', '), name));
}

function threadsOf(given: readonly string[]): number {
  if (given.length > 1) throw usageError(localize('{0} may be given once.', '--threads'));
  const [text = '0'] = given;
  if (!/^\d$/.test(text) || Number(text) > maxThreads)
    throw usageError(localize('{0} takes a number up to {1}; "{2}" is not one.', '--threads', maxThreads, text));
  return Number(text);
}
