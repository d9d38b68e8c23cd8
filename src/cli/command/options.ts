/** Options and operands that several verbs have. */
import { localize, msg } from '../../config/wording/localize.ts';
import { usageError } from '../terminal/failure.ts';
import { isLanguage, languages } from '../terminal/language.ts';
import { listOption, singleOption, switchOption } from './option.ts';
import type { Operand, Option } from './verb.ts';

/** Of every verb. The language is looked for before anything else is understood: here it is only checked. */
export const commonOptions = {
  json: switchOption('json', msg('one JSON object on stdout instead of text, in English')),
  language: singleOption(
    {
      name: 'language',
      takes: languages.join('|'),
      help: msg('the language of the sentences; that of the terminal unless told'),
    },
    languageOf,
  ),
};

function languageOf(name: string | undefined) {
  if (name === undefined || isLanguage(name)) return name ?? null;
  throw usageError(localize('{0} takes {1}; "{2}" is not one.', '--language', languages.join(', '), name));
}

export const setOption = listOption({
  name: 'set',
  takes: 'PATH=VALUE',
  help: msg('a value of the configuration, e.g. training.learningRate=0.1 or network.layers.0.units=20; repeatable'),
});

/** A step of a training; `null` unless told. */
export function stepOption(help: string): Option<number | null> {
  return singleOption({ name: 'step', takes: 'K', help }, stepOf);
}

function stepOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const step = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(step)) return step;
  throw usageError(localize('--step takes a whole number from 0 on; "{0}" is none.', text));
}

/** Of every verb that builds a network. */
export const networkOptions = {
  targets: listOption({
    name: 'target',
    takes: 'NAME',
    help: msg('column to predict; repeat it for several numeric ones'),
  }),
  set: setOption,
  ...commonOptions,
};

/** Of every verb that builds a network. */
export const networkOperands = {
  file: {
    name: 'FILE',
    kinds: 'CSV, .nnconfig',
    help: msg('a CSV or TSV (trained with the defaults; the target is guessed) or a .nnconfig'),
  },
} satisfies Record<string, Operand>;

/** What such a verb is given. */
export interface NetworkValues {
  /** As typed: a CSV (or TSV) or a `.nnconfig`. */
  readonly file: string;
  /** Target columns; empty: the configuration's, or the guessed one. */
  readonly targets: readonly string[];
  /** "path=value", in order. */
  readonly set: readonly string[];
  readonly json: boolean;
}
