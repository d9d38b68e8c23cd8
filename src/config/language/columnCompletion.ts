/** Columns of the real table where a configuration names them: the target, the features, the types. */
import { isUsable } from '../../data/dataset/chooseColumns.ts';
import type { ColumnSummary } from '../../data/columns/summary.ts';
import { columnText } from './dataText.ts';
import { escapeSnippet } from './snippets.ts';
import { isNumeric } from '../facts/columnProblems.ts';
import type { Context, Suggestion } from './suggestion.ts';
import { localize } from '../wording/localize.ts';

/** Columns that fit the place first, each group in the order of the file. */
export function columnSuggestions(context: Context, asKey: boolean): Suggestion[] {
  const { cursor, summary, data } = context;
  const [, name, index] = cursor.path;
  const isOneOfSeveral = name === 'target' && index !== undefined;
  const fits = (column: ColumnSummary) => {
    if (asKey) return name !== 'transform' || isNumeric(column);
    return name === 'target' ? column.task !== null : isUsable(column);
  };
  const others = isOneOfSeveral ? listOf(data['target']) : [];
  const written = new Set<unknown>(
    asKey
      ? Object.keys((data[String(name)] as object | undefined) ?? {})
      : [...(name === 'features' ? takenBy(data) : others)],
  );
  const word = context.text.slice(cursor.offset, cursor.offset + cursor.length);
  const isOpen = (column: ColumnSummary) => !written.has(column.name) || word === JSON.stringify(column.name);
  const columns = (summary?.columns ?? []).filter(
    (column) => isOpen(column) && !(isOneOfSeveral && !isNumeric(column)),
  );
  const sorted = [...columns.filter(fits), ...columns.filter((column) => !fits(column))];
  return sorted.map((column) => {
    const quoted = escapeSnippet(JSON.stringify(column.name));
    return {
      label: column.name,
      kind: 'column',
      snippet: asKey && !cursor.hasColon ? `${quoted}: ${name === 'missingWords' ? '["$1"]' : '"$1"'}` : quoted,
      detail: column.type,
      documentation: columnText(column),
      goesOn: asKey && !cursor.hasColon,
    };
  });
}

/** Names that are among the features already, or the answer itself. */
function takenBy({ target, features }: Context['data']): readonly unknown[] {
  return [...listOf(target), ...listOf(features)];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** The whole list, as it is when the key is absent: a beginning to strike names from. */
export function featureList({ summary, data }: Context): Suggestion[] {
  const targets = new Set(listOf(data['target']));
  const names = (summary?.columns ?? []).flatMap((column) =>
    isUsable(column) && !targets.has(column.name) ? [column.name] : [],
  );
  const one: Suggestion = {
    label: '[…]',
    kind: 'snippet',
    snippet: '["$1"]',
    detail: '',
    documentation: '',
    goesOn: true,
  };
  if (names.length === 0) return [one];
  const list = `[${names.map((name) => JSON.stringify(name)).join(', ')}]`;
  const documentation = names.map((name) => `\`${name.replaceAll('`', "'")}\``).join(', ');
  return [
    {
      label: localize('all columns'),
      kind: 'snippet',
      snippet: escapeSnippet(list),
      detail: `${names.length}`,
      documentation,
      goesOn: false,
    },
    one,
  ];
}
