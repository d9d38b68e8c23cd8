/** Values as text in the manner of the file they go into. */

export interface TextStyle {
  readonly eol: string;
  /** One level of indentation. */
  readonly indent: string;
}

/** Line ends and indentation as the text has them; two spaces when it has none. */
export function styleOf(text: string): TextStyle {
  const eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const indent = /(?:^|[\r\n])([ \t]+)(?=["/[{])/.exec(text)?.[1] ?? '  ';
  return { eol, indent };
}

/** Longest value that still goes on one line. */
const inlineLength = 80;

/** JSON text; small objects and lists on one line, larger ones with an entry a line, the closing bracket at `indentation`. */
export function render(value: unknown, style: TextStyle, indentation: string): string {
  const inline = inlineText(value);
  if (typeof value !== 'object' || value === null || inline.length <= inlineLength) return inline;
  const deeper = indentation + style.indent;
  const entries = Array.isArray(value)
    ? value.map((entry) => render(entry, style, deeper))
    : entriesOf(value).map(([key, entry]) => `${JSON.stringify(key)}: ${render(entry, style, deeper)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}${entries.map((entry) => style.eol + deeper + entry).join(',')}${style.eol}${indentation}${close}`;
}

function inlineText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inlineText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = entriesOf(value).map(([key, entry]) => `${JSON.stringify(key)}: ${inlineText(entry)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, entry]) => entry !== undefined);
}
