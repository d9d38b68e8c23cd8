/** Texts that Python and JavaScript write alike: strings, comments, numbers, names of variables, lines of lists. */

/** A string literal of Python and JavaScript. What nobody sees, or turns the direction of reading, is written as its number. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (sign) =>
    sign.length === 1 ? escapedUnit(sign) : sign,
  );

function escapedUnit(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A name as it may stand in a comment or a sentence: one line, without what nobody sees. Names come from tables of others. */
export function commentText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(hidden, '');
}

/** All that is no letter, mark, number, sign or blank: NUL, what turns the direction of reading, halves of letters. */
const hidden = /\p{C}/gu;

/** A docstring of Python of these lines, whatever the names in them hold. */
export function docstring(lines: string): string {
  const text = lines.replace(/[^\n\P{C}]/gu, '');
  return `"""${text.replace(/\\/g, '\\\\').replace(/"""/g, '\\"\\"\\"')}\n"""`;
}

/** Names that generated programs use themselves, or that a language keeps. */
const reserved = new Set(
  `row rows cell value values inputs answer answers target check main read train examples forward cost stand_in number word days
  calendar key math csv sys re np torch random datetime unicodedata softmax log_softmax sigmoid softplus normal_share erf
  standIn logSoftmax normalShare predict outputs model layers network and as assert async await break class const continue
  debugger def default del delete do elif else enum except export extends false finally for from function global if import in
  instanceof is lambda let new none nonlocal not null or pass raise return static super switch this throw true try typeof var
  void while with yield x y z m t print len range list dict set str int float abs max min sum zip any all map index_of indexOf
  arguments eval names other steps step layer batch order log1p known word_index spelling_index yes_or_no`.split(/\s+/),
);

/** Names for variables after names of columns: each once, readable, allowed in both languages. */
export class VariableNames {
  readonly #taken = new Set<string>();

  of(name: string): string {
    const letters = name
      .normalize('NFKD')
      .replace(/[^\p{ASCII}]/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '');
    const base = /^[a-z]/.test(letters) ? letters.slice(0, 30) : `column_${letters}`.replace(/_$/, '').slice(0, 30);
    const free = reserved.has(base) ? `${base}_` : base;
    let unique = free;
    for (let k = 2; this.#taken.has(unique); k++) unique = `${free}_${k}`;
    this.#taken.add(unique);
    return unique;
  }
}

const maxWidth = 110;

/** The parts as lines that are no longer than a screen is wide, parted by commas. */
export function wrapped(parts: readonly string[], indent: string, end = ','): string {
  const lines: string[] = [];
  let line = '';
  for (const [k, part] of parts.entries()) {
    const piece = `${part}${k < parts.length - 1 ? ',' : end}`;
    if (line !== '' && indent.length + line.length + 1 + piece.length > maxWidth) {
      lines.push(indent + line);
      line = piece;
    } else line = line === '' ? piece : `${line} ${piece}`;
  }
  return [...lines, indent + line].join('\n');
}

/** `[a, b]`, on several lines where one would be too long. @param before what stands left of it on its line */
export function listText(parts: readonly string[], indent = '', before = ''): string {
  const line = `[${parts.join(', ')}]`;
  if (indent.length + before.length + line.length <= maxWidth) return line;
  return `[\n${wrapped(parts, `${indent}    `)}\n${indent}]`;
}

/** Numbers of one row of a matrix each, in brackets. */
export function matrixText(values: ArrayLike<number>, columns: number, indent = ''): string {
  const rows = Array.from({ length: values.length / columns }, (_, row) =>
    Array.from({ length: columns }, (_, column) => String(values[row * columns + column])),
  );
  return `[\n${rows.map((row) => `${indent}    ${listText(row, `${indent}    `)},\n`).join('')}${indent}]`;
}
