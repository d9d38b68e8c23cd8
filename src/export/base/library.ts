/** Functions that a generated program may need: only those that it calls are written, each before the first that calls it. */

export interface Library {
  /** Function or constant by its name, in the order in which they are written. */
  readonly [name: string]: string;
}

/** The pieces of a library that `text` uses, directly or through others, in the library's order. */
export function neededPieces(text: string, library: Library): string[] {
  const needed = new Set<string>();
  const look = (code: string): void => {
    for (const [name, piece] of Object.entries(library)) {
      if (needed.has(name) || !uses(code, name)) continue;
      needed.add(name);
      look(withoutTexts(piece));
    }
  };
  look(withoutTexts(text));
  return Object.entries(library)
    .filter(([name]) => needed.has(name))
    .map(([, piece]) => piece);
}

/** Code without what its strings and comments say, except strings of Python that hold code: names of columns call no function. */
export function withoutTexts(code: string): string {
  return code.replace(texts, (found) => (found.startsWith('f') ? found : '""'));
}

/** Docstrings, comments of blocks, strings, and comments to the end of a line. */
const texts = /"""[\s\S]*?"""|\/\*[\s\S]*?\*\/|(?:(?<!\w)f)?"[^"\\\n]*(?:\\.[^"\\\n]*)*"|(?:#|\/\/ )[^\n]*/g;

/** A name stands in code as a word of its own, not as a part of one, of an attribute or of a text. */
export function uses(code: string, name: string): boolean {
  return new RegExp(String.raw`(?<![\w."'])${name}(?![\w"'])`).test(code);
}
