/** In which language the command line speaks: as `--language` says, else as the terminal does; programs are spoken to in English. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

export function isLanguage(name: string): name is Language {
  return (languages as readonly string[]).includes(name);
}

/** The language of a terminal's user by the environment: LC_ALL before LC_MESSAGES before LANG, as everywhere. */
export function environmentLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
  const name = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^ko(?:[_.@-]|$)/i.test(name) ? 'ko' : 'en';
}

/**
 * Looked for in the words before they are understood, so that errors among them are told in it, too.
 * @param terminal the language of whoever reads
 */
export function languageOf(args: readonly string[], terminal: Language): Language {
  if (args.includes('--json')) return 'en';
  const given = args.flatMap((word, index) => {
    if (word === '--language') return [args[index + 1] ?? ''];
    return word.startsWith('--language=') ? [word.slice('--language='.length)] : [];
  });
  return given.find(isLanguage) ?? terminal;
}

/** What there is for a language in place of the English sentences; they lie beside the program, in `l10n`. */
export function translations(language: Language): Readonly<Record<string, string>> {
  if (language === 'en') return {};
  const file = upward(__dirname, join('l10n', `bundle.l10n.${language}.json`));
  return file === null ? {} : (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
}

/** The program lies in `dist`; its tests lie deeper. */
function upward(folder: string, name: string): string | null {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  const above = dirname(folder);
  return above === folder ? null : upward(above, name);
}
