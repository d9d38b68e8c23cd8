/**
 * The words of the pages in the user's language. English is in the code; the host sends what it has for another language
 * before anything is drawn. A sentence that is missing there stays English.
 */
import { fill, translationOf } from '../../../src/config/wording/localize.ts';
import { particle, placeholder } from '../../../src/config/wording/particles.ts';
import { percentSign } from './number.ts';

/** The text in the user's language, `{0}`, `{1}`… replaced by the values. `text` is written out where this is called. */
export function localize(text: string, ...values: readonly (string | number)[]): string {
  return fill(sentence(text), values);
}

/** The same with pieces of a page as values: what a template can hold. */
export function rich(text: string, ...values: readonly unknown[]): readonly unknown[] {
  const whole = sentence(text);
  const parts: unknown[] = [];
  let end = 0;
  for (const { 0: found, 1: index, 2: closing = '', 3: form, index: start } of whole.matchAll(placeholder)) {
    const value = values[Number(index)];
    parts.push(whole.slice(end, start), value, `${closing}${form ? particle(form, plainText(value)) : ''}`);
    end = start + found.length;
  }
  return [...parts, whole.slice(end)];
}

function sentence(text: string): string {
  return translationOf(text).replaceAll(' %', percentSign);
}

/** What is read of a piece of a page: its text without its marks. */
function plainText(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(plainText).join('');
  if (typeof value !== 'object' || value === null || !('strings' in value) || !('values' in value)) return '';
  const { strings, values } = value as { readonly strings: readonly string[]; readonly values: readonly unknown[] };
  const joined = strings.map((text, index) => `${text}${plainText(values[index])}`).join('');
  return joined.replace(/<[^>]*>/g, '');
}

/** Marks a text in a table that `localize` is asked for when it is shown. */
export function msg(text: string): string {
  return text;
}
