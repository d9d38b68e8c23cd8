/**
 * Korean particles, whose form follows the sound before them: "열 x는", "열 y은". A Korean sentence has both forms after a
 * placeholder, "{0}은(는)"; the right one is chosen when the value is known.
 */

/** Both forms as they are written in a sentence: after a final consonant, and after a vowel. */
const forms: Readonly<Record<string, readonly [afterConsonant: string, afterVowel: string]>> = {
  '은(는)': ['은', '는'],
  '이(가)': ['이', '가'],
  '을(를)': ['을', '를'],
  '과(와)': ['과', '와'],
  '(으)로': ['으로', '로'],
  '(이)': ['이', ''],
};

const written = Object.keys(forms)
  .map((form) => form.replace(/[()]/g, '\\$&'))
  .join('|');

/** A placeholder, what closes a quotation after it, and the particle in both forms. */
export const placeholder = new RegExp(`\\{(\\d)\\}(?:([”"’'»)\\]]*)(${written}))?`, 'g');

/** @param form as in `forms` @param before the text it follows */
export function particle(form: string, before: string): string {
  const [afterConsonant, afterVowel] = forms[form] ?? [form, form];
  const final = finalOf(before);
  // "로" follows ㄹ as it follows a vowel: "서울로".
  return final === 'none' || (final === 'ㄹ' && form === '(으)로') ? afterVowel : afterConsonant;
}

type Final = 'none' | 'ㄹ' | 'other';

/** The sound that a text ends with when it is read aloud in Korean; signs at its end are not read. */
function finalOf(text: string): Final {
  const last = [...text.normalize('NFKC')].filter((sign) => /[\p{L}\p{N}%]/u.test(sign)).at(-1) ?? '';
  const code = (last.codePointAt(0) ?? 0) - 0xac00;
  if (code >= 0 && code < 11172) return finalOfSyllable(code % 28);
  if (/\d/.test(last)) return digits[Number(last)] ?? 'none';
  return finalOfLetter(last, text);
}

function finalOfSyllable(index: number): Final {
  if (index === 0) return 'none';
  return index === 8 ? 'ㄹ' : 'other';
}

/** 영 일 이 삼 사 오 육 칠 팔 구; what ends in 0 is 십, 백, 천 or 만, with a consonant like 영. */
const digits: readonly Final[] = ['other', 'ㄹ', 'none', 'other', 'none', 'none', 'other', 'ㄹ', 'ㄹ', 'none'];

/** Latin and Greek: a letter alone by its name (엘, 엠, 엔, 알), a word by its last sound, as far as spelling tells. */
function finalOfLetter(last: string, text: string): Final {
  const isWord = /[A-Za-z]{2}[^\p{L}\p{N}]*$/u.test(text) && !/[A-Z][^\p{L}\p{N}]*$/u.test(text);
  if (/[lL]/.test(last) || (!isWord && /[rR]/.test(last))) return 'ㄹ';
  if (/[mnMNεν]/.test(last)) return 'other';
  return isWord && /(?:ng|ck|[aeiou][bkp])[^\p{L}\p{N}]*$/iu.test(text) ? 'other' : 'none';
}
