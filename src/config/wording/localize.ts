/**
 * The sentences of the product in the user's language. English is in the code; editor, page and command line bring what there is for
 * another language before anything is shown. A sentence that is missing there stays English.
 */
import { particle, placeholder } from './particles.ts';

let texts: Readonly<Record<string, string>> = {};

/** From now on these stand for the English ones. */
export function setTranslations(translated: Readonly<Record<string, string>>): void {
  texts = translated;
}

/** What stands for the English sentences at present; another object after each change. */
export function translations(): Readonly<Record<string, string>> {
  return texts;
}

/** The text in the user's language, `{0}`, `{1}`… replaced by the values. `text` is written out where this is called. */
export function localize(text: string, ...values: readonly (string | number)[]): string {
  return fill(translationOf(text), values);
}

/** The text in the user's language, its placeholders still in it. */
export function translationOf(text: string): string {
  return (Object.hasOwn(texts, text) ? texts[text] : undefined) ?? text;
}

/** Puts values where the placeholders are, each with the particle that follows its sound. */
export function fill(text: string, values: readonly (string | number)[]): string {
  return text.replace(placeholder, (whole, index: string, closing = '', form = '') => {
    const value = values[Number(index)];
    if (value === undefined) return whole;
    return `${value}${closing}${form && particle(form, String(value))}`;
  });
}

/** A number in a sentence: with the minus of mathematics, not the hyphen of words. */
export function signed(number: number | string): string {
  return String(number).replaceAll('-', '−');
}

/** Marks a text in a table that `localize` is asked for when it is shown. */
export function msg<Text extends string>(text: Text): Text {
  return text;
}
