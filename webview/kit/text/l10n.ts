/**
 * The words of the pages in the user's language. English is in the code; the host sends what it has for another language
 * before anything is drawn. A sentence that is missing there stays English.
 */
import { percentSign } from './number.ts';

let texts: Readonly<Record<string, string>> = {};

/** From now on these stand for the English ones. */
export function setTranslations(translated: Readonly<Record<string, string>>): void {
  texts = translated;
}

/** The text in the user's language, `{0}`, `{1}`… replaced by the values. `text` is written out where this is called. */
export function localize(text: string, ...values: readonly (string | number)[]): string {
  return sentence(text).replace(/\{(\d)\}/g, (whole, place: string) => String(values[Number(place)] ?? whole));
}

/** The same with pieces of a page as values: what a template can hold. */
export function rich(text: string, ...values: readonly unknown[]): readonly unknown[] {
  return sentence(text)
    .split(/\{(\d)\}/)
    .map((part, place) => (place % 2 === 0 ? part : values[Number(part)]));
}

function sentence(text: string): string {
  return (texts[text] ?? text).replaceAll(' %', percentSign);
}

/** Marks a text in a table that `t` is asked for when it is shown. */
export function msg(text: string): string {
  return text;
}
