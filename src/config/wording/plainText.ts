/**
 * Text of the user's (column names, keys, file names, cells) as it may stand where the editor gives some letters a meaning: a message turns
 * `[text](command:…)` into a link that runs a command, a list turns `$(name)` into an icon, and letters that change the direction of
 * writing show a name as another.
 */

/** Between two letters it shows nothing and breaks what they would mean together. */
const joiner = '\u2060';

/** Letters that turn the direction of writing, by their names in the Unicode standard. */
const directions: Readonly<Record<string, string>> = {
  '\u061c': 'ALM',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
};

/** One line that is nothing but text: no link, no icon, no turned writing; what is longer than `maxLength` is cut. */
export function plainText(text: string, maxLength = 1000): string {
  const cut = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return markDirections(cut)
    .replace(/\p{Cc}+/gu, ' ')
    .replaceAll('](', `]${joiner}(`)
    .replaceAll('$(', `$${joiner}(`)
    .replace(/\b([a-z][a-z\d+.-]*:)(?=\/\/)/gi, `$1${joiner}`)
    .replace(/\b(command:)(?=\S)/gi, `$1${joiner}`)
    .replace(/\b(www)(?=\.)/gi, `$1${joiner}`);
}

/** The same of several lines. */
export function plainLines(text: string): string {
  return text
    .split('\n')
    .map((line) => plainText(line))
    .join('\n');
}

/** Shows letters that turn the direction of writing by their names: "⟨RLO⟩". */
export function markDirections(text: string): string {
  return text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (letter) => `⟨${directions[letter] ?? ''}⟩`);
}
