/**
 * Which encoding of one byte a letter a text in Latin letters has: the one in which its letters beyond ASCII are those of some language,
 * as often as that language has them, and in which no sign stands in the middle of a word.
 */
import { decodeAs } from '../textCodec.ts';

/** How often each letter stands among those beyond ASCII in running text, in percent, roughly. */
const western: readonly string[] = [
  'é55 è10 à13 ê6 ç5 â2 î1 ô2 û2 ù1 ï1 œ1 ë1 ü1', // French
  'ü40 ä32 ö18 ß10', // German
  'ó28 í24 á23 é14 ñ7 ú5', // Spanish
  'ã22 ç13 é14 á13 í9 ó8 ê8 õ5 ú3 â4 à3 ô2', // Portuguese
  'ë40 é25 ï18 ö8 ü5 è3 ê2', // Dutch
  'ä45 å25 ö28 é2', // Swedish, Finnish
  'ø35 å33 æ28 é3', // Danish, Norwegian
  'á17 í15 ð18 ó9 é6 ú6 ö8 þ8 æ6 ý5', // Icelandic
  'à25 é15 è15 ó16 í10 ò6 ç6 ú5 ï2 ü1', // Catalan
];
/** Its letters with an accent end words. */
const italian = 'à33 è28 ù10 ò13 ì9 é8';
const central: readonly string[] = [
  'ł24 ą13 ę14 ż12 ó12 ś10 ć6 ń5 ź1', // Polish
  'í22 á18 é10 ě12 š7 ř9 č8 ž8 ý8 ů4 ú1 ň1 ť1 ď1 ó1', // Czech
  'á18 í11 č10 é9 ž10 ý10 š9 ú10 ľ4 ť6 ô2 ň2 ä1 ď2 ó1', // Slovak
  'á29 é28 ö9 ő9 ó9 í6 ü5 ú2 ű2', // Hungarian
  'š27 č32 ž22 ć12 đ7', // Croatian, Slovene
  'ă30 î17 ş20 ţ17 â12', // Romanian
];
const turkish: readonly string[] = ['ı33 ş20 ğ13 ç10 ö8 ü13 İ3'];

interface Language {
  readonly letters: ReadonlyMap<string, number>;
  /** Whether its letters beyond ASCII stand at the ends of words. */
  readonly ends: boolean;
}

interface Candidate {
  readonly encoding: string;
  readonly languages: readonly Language[];
  /** What speaks against it before anything is read, as the logarithm of a probability. */
  readonly prior: number;
  /** Letters without one of which the text is the same in another. */
  readonly needs?: RegExp;
}

const ofWest = [...western.map((text) => language(text)), language(italian, true)];
const ofCentre = central.map((text) => language(text));

/** In the order in which a draw is decided. */
const candidates: readonly Candidate[] = [
  { encoding: 'windows-1252', languages: ofWest, prior: 0 },
  { encoding: 'windows-1250', languages: ofCentre, prior: -1 },
  { encoding: 'iso-8859-15', languages: ofWest, prior: -2 },
  { encoding: 'iso-8859-2', languages: ofCentre, prior: -2 },
  { encoding: 'windows-1254', languages: turkish.map((text) => language(text)), prior: -1, needs: /[ğışĞİŞ]/ },
];

function language(text: string, ends = false): Language {
  return { letters: new Map(text.split(' ').map((part) => [part.charAt(0), Number(part.slice(1)) / 100])), ends };
}

/** Probabilities of what a language has not: another letter, one that no word has there, a sign between words or inside of one. */
const foreignLetter = 1e-3;
const misplaced = 1e-5;
const sign = 0.05;
const signInWord = 1e-4;
/** Of a letter that ends words, in the middle of one. */
const notAtEnd = 0.05;

/** @param bytes lines of the file that hold bytes above 127 */
export function latinEncoding(bytes: Uint8Array): string {
  let best = 'windows-1252';
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const { encoding, languages, prior, needs } of candidates) {
    const text = decodeAs(bytes, encoding);
    if (text === null || (needs && !needs.test(text))) continue;
    const places = placesOf(text);
    for (const language of languages) {
      const score = places.reduce((sum, place) => sum + Math.log(probability(place, language)), prior);
      if (score <= bestScore) continue;
      best = encoding;
      bestScore = score;
    }
  }
  return best;
}

/** A character beyond ASCII with its neighbours. */
interface Place {
  readonly letter: string;
  readonly before: string;
  readonly after: string;
}

/** Each word once: a word of a column that comes again and again says no more than it says once. */
function placesOf(text: string): readonly Place[] {
  const words = new Set(text.match(/[^\s,;|"]*[^\p{ASCII}\s][^\s,;|"]*/gu) ?? []);
  return [...words].flatMap((word) => {
    const letters = [...word];
    return letters.flatMap((letter, k) =>
      letter > '\u007f' ? [{ letter, before: letters[k - 1] ?? '', after: letters[k + 1] ?? '' }] : [],
    );
  });
}

function probability({ letter, before, after }: Place, { letters, ends }: Language): number {
  if (!isLetter(letter)) return probabilityOfSign(letter, before, after);
  // No letter stands beside a digit, no capital behind a small letter.
  if (/\d/.test(before + after) || (isLower(before) && !isLower(letter))) return misplaced;
  const found = letters.get(letter.toLowerCase()) ?? letters.get(letter) ?? foreignLetter;
  return ends && isLetter(after) ? found * notAtEnd : found;
}

/** Before a word stand quotes and their like, behind one m², nº and 20 °C; ½ stands behind digits. */
function probabilityOfSign(letter: string, before: string, after: string): number {
  if (isControl(letter)) return misplaced;
  if (letter === '’') return sign;
  if (isLetter(after) && !/[«»“”„‘‚¿¡°–—·•]/.test(letter)) return signInWord;
  if (/[¼½¾¤¦]/.test(letter) && !/\d/.test(before)) return signInWord;
  return /[²³]/.test(letter) && before === 'm' ? 0.5 : sign;
}

function isLetter(text: string): boolean {
  return /^\p{L}$/u.test(text) && !/[ªº]/.test(text);
}

function isLower(text: string): boolean {
  return /^\p{Ll}$/u.test(text);
}

/** Characters that no text has: of a code page in which this byte means nothing, and accents alone. */
function isControl(letter: string): boolean {
  return /^[\u0080-\u009f\u02c7-\u02dd¨´¸¯]$/.test(letter);
}
