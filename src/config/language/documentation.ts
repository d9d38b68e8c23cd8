/** The tables of the documentation, drawn from the schema and the list of problems. */
import type { Effect } from '../schema/keyMetadata.ts';
import { type KeyInfo, keyTable } from '../schema/keyTable.ts';
import { problemCodes } from '../schema/problemCodes.ts';
import { expectation } from '../text/schemaProblems.ts';
import { equationTables } from './equationTables.ts';
import { code, markdownTable } from './markdownTable.ts';

/** What a change does, as short as a table wants it. */
const effects: Readonly<Record<Effect, string>> = {
  live: 'live, weights kept',
  refit: 'restart, fitting weights kept',
  restart: 'restart, new weights',
  reread: 'restart, data read again',
  none: 'of sweeps only',
};

/** Parts of the documentation by the name of the marker they stand under. */
export function documentationTables(): Readonly<Record<string, string>> {
  const parts = keyTable().filter(({ path }) => !path.includes('.'));
  const tables = parts.map((part) => [part.name, keyRows(part.name)] as const);
  return { ...Object.fromEntries(tables), words: wordRows(), ...equationTables(), problems: problemRows() };
}

/**
 * The text with the tables between their markers, `<!-- table: data -->` and `<!-- end -->`, as they now are.
 * @throws Error when a table has no marker
 */
export function withTables(text: string): string {
  return Object.entries(documentationTables()).reduce((result, [name, table]) => {
    const section = new RegExp(`(<!-- table: ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`);
    if (!section.test(result)) throw new Error(`The documentation has no place for the table "${name}".`);
    return result.replace(section, (_, begin: string, end: string) => `${begin}\n${table}\n${end}`);
  }, text);
}

function keyRows(part: string): string {
  const keys = keyTable().filter(
    ({ path, kind }) => path.startsWith(`${part}.`) && (kind === 'object' || !path.endsWith('.*')),
  );
  return markdownTable(
    ['key', 'type and range', 'default', 'a change', 'meaning'],
    keys.map((key) => [
      code(shownPath(key)),
      typeOf(key),
      defaultOf(key),
      effects[key.metadata.effect],
      meaningOf(key),
    ]),
  );
}

/** "network.layers[].units" */
function shownPath({ path }: KeyInfo): string {
  return path.replaceAll('.*', '[]');
}

function typeOf(key: KeyInfo): string {
  if (key.kind === 'object' && !key.path.endsWith('*')) return key.allowsFalse ? 'object or `false`' : 'object';
  if (key.kind === 'enum') return key.options.map((option) => code(JSON.stringify(option))).join(', ');
  if (key.kind === 'string') return 'text';
  return expectation(key);
}

function defaultOf(key: KeyInfo): string {
  if (key.required) return 'required';
  return key.default === undefined || key.kind === 'object' ? '' : code(JSON.stringify(key.default));
}

function meaningOf({ metadata }: KeyInfo): string {
  const name = metadata.symbol ? `${metadata.title} ${metadata.symbol}` : metadata.title;
  const unit = metadata.unit && metadata.unit !== metadata.title.toLowerCase() ? `, in ${metadata.unit}` : '';
  return `*${name}${unit}.* ${metadata.description}`;
}

function wordRows(): string {
  const rows = keyTable()
    .filter(
      ({ options, metadata, path }) => options.length > 0 && metadata.words && !/delimiter|quote|decimal/.test(path),
    )
    .flatMap((key) =>
      key.options.map((word, index) => [
        index === 0 ? code(shownPath(key)) : '',
        code(JSON.stringify(word)),
        key.metadata.words?.[word] ?? '',
      ]),
    );
  return markdownTable(['key', 'word', 'meaning'], rows);
}

function problemRows(): string {
  return markdownTable(
    ['code', 'meaning'],
    Object.entries(problemCodes).map(([name, meaning]) => [code(name), meaning]),
  );
}
