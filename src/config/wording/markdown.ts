/** Text of the user's (column names, cells) as it may stand in Markdown. */
import { signed } from './localize.ts';
import { markDirections } from './plainText.ts';

/** Escapes what Markdown or a table would take for markup; line breaks become blanks, long texts are cut. */
export function escapeMarkdown(text: string, most = 60): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return markDirections(cut)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|<>&~$:@]/g, '\\$&');
}

/** A code span, whatever backticks are inside. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${markDirections(text).replace(/\s+/g, ' ')}${pad}${fence}`;
}

/** Equations and shapes, one a line, in the editor's own letters; nothing of the user's. */
export function block(lines: readonly string[]): string {
  return ['```text', ...lines, '```'].join('\n');
}

/** A number as a person writes it: four significant digits, no needless zeros, plain up to a million. */
export function short(value: number): string {
  const isPlain = Number.isInteger(value) && Math.abs(value) < 1e15;
  return signed(isPlain ? value : Number(value.toPrecision(4)));
}

/** A histogram in blocks, one a bin: "▁▃▇█▂". */
export function bars(counts: readonly number[]): string {
  const blocks = '▁▂▃▄▅▆▇█';
  const most = Math.max(1, ...counts);
  return counts
    .map((count) => (count === 0 ? '·' : (blocks[Math.min(7, Math.floor((count / most) * 7.999))] ?? '')))
    .join('');
}
