/**
 * The sentences of the editor in the user's language. English is in the code; the extension brings what it has for another language before
 * anything is shown. A sentence that is missing there stays English, as everything does on the command line.
 */

let texts: Readonly<Record<string, string>> = {};

/** From now on these stand for the English ones. */
export function setTranslations(translated: Readonly<Record<string, string>>): void {
  texts = translated;
}

/** The text in the user's language, `{0}`, `{1}`… replaced by the values. */
export function localize(text: string, ...values: readonly (string | number)[]): string {
  const translated = Object.hasOwn(texts, text) ? texts[text] : undefined;
  return (translated ?? text).replace(/\{(\d)\}/g, (whole, place: string) => String(values[Number(place)] ?? whole));
}
