/** The kinds of options: a switch, one that is given once, one that may be repeated. */
import { localize } from '../../config/wording/localize.ts';
import { usageError } from '../terminal/failure.ts';
import type { Option } from './verb.ts';

type Words = Pick<Option<unknown>, 'name' | 'help'> & { readonly takes: string };

export function switchOption(name: string, help: string): Option<boolean> {
  return { name, takes: null, help, read: (given) => given.length > 0 };
}

export function listOption(words: Words): Option<readonly string[]> {
  return { ...words, read: (given) => given };
}

/** @param read is given `undefined` where the option is not there */
export function singleOption<T>(words: Words, read: (text: string | undefined) => T): Option<T> {
  return {
    ...words,
    read: ([text, ...more]) => {
      if (more.length > 0) throw usageError(localize('{0} may be given once.', `--${words.name}`));
      return read(text);
    },
  };
}

/** A name of a file, or `null`. */
export function fileOption(words: Words, check: (path: string) => void = () => undefined): Option<string | null> {
  return singleOption(words, (path) => {
    if (path !== undefined) check(path);
    return path ?? null;
  });
}
