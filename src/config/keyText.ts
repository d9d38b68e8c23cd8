/** A key in Markdown: what it is, type and range, default, what a change does. */
import { effectTexts } from './about.ts';
import type { KeyInfo } from './keyTable.ts';
import { code } from './markdown.ts';
import { expectation } from './schemaProblems.ts';

export function keyText(key: KeyInfo): string {
  const { about } = key;
  const title = `**${about.title}**${about.symbol ? ` ${about.symbol}` : ''} · ${code(key.path)}`;
  return [title, about.description, factsLine(key)].join('\n\n');
}

/** "a number above 0 and at most 1000 · default 0.01 · Takes effect at the next step …" */
function factsLine(key: KeyInfo): string {
  const facts = key.kind === 'object' ? [] : [expectation(key)];
  if (key.about.unit) facts.push(`in ${key.about.unit}`);
  if (key.required) facts.push('required');
  else if (key.default !== undefined && key.kind !== 'object') facts.push(`default ${code(JSON.stringify(key.default))}`);
  return [...facts, effectTexts[key.about.effect]].join(' · ');
}

/** What a word of an enumeration means, or "" when nothing is said of it. */
export function wordText(key: KeyInfo, word: string): string {
  const meaning = key.about.words?.[word];
  return meaning ? `${code(word)}: ${meaning}` : '';
}
