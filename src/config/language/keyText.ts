/** A key in Markdown: what it is, type and range, default, what a change does. */
import { effectTexts } from '../schema/keyMetadata.ts';
import type { KeyInfo } from '../schema/keyTable.ts';
import { code } from '../wording/markdown.ts';
import { expectation } from '../text/schemaProblems.ts';
import { localize } from '../wording/localize.ts';

/** The name with what may stand there, what it is, and what a change does. */
export function keyText(key: KeyInfo): string {
  const { metadata } = key;
  const title = `**${localize(metadata.title)}**${metadata.symbol ? ` ${metadata.symbol}` : ''}`;
  return [
    [title, ...factsOf(key)].join(' · '),
    localize(metadata.description),
    `_${localize(effectTexts[metadata.effect])}_`,
  ].join('\n\n');
}

/** "a number above 0 and at most 1000", "default 0.01" */
function factsOf(key: KeyInfo): string[] {
  const { kind, metadata, required, default: value } = key;
  if (kind === 'object') return required ? [localize('required')] : [];
  const facts = [expectation(key)];
  if (metadata.unit && metadata.unit !== metadata.title.toLowerCase())
    facts.push(localize(unitTexts[metadata.unit] ?? `in ${metadata.unit}`));
  if (required) facts.push(localize('required'));
  else if (value !== undefined) facts.push(localize('default {0}', code(JSON.stringify(value))));
  return facts;
}

/** How a value is counted, where the title does not say it. */
export const unitTexts: Readonly<Record<string, string>> = {
  examples: 'in examples',
  epochs: 'in epochs',
  units: 'in units',
};

/** What a word of an enumeration means, or "" when nothing is said of it. */
export function wordText(key: KeyInfo, word: string): string {
  // A word such as "constructor" is only a word.
  const meaning = key.options.includes(word) ? key.metadata.words?.[word] : undefined;
  return meaning ? `${code(word)}: ${localize(meaning)}` : '';
}
