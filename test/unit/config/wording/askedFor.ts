/** What the code of the product says: the sentences that are written out where `localize` and its like are called. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../project/root.ts';

/** The sentences that a folder's code asks for, written out where it asks. */
export function askedFor(folder: string): readonly string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => sentencesOf(readFileSync(join(root, folder, file), 'utf8')));
}

const call = /(?<![\w$])(?:localize|msg|rich|l10n\.t)\(/g;
const token = /'(?:[^'\\]|\\.)*'|`[^`]*`|"(?:[^"\\]|\\.)*"|\/\/.*|[()[\]{},?:]|[^'"`()[\]{},?:/]+|\//gy;

function sentencesOf(code: string): readonly string[] {
  return [...code.matchAll(call)].flatMap(({ 0: found, index }) => firstArgument(code, index + found.length));
}

/** A sentence, or those that a condition chooses from; none where a table is asked for one. */
function firstArgument(code: string, start: number): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let choosing = true;
  // A long sentence stands in several lines, joined by +.
  let isContinued = false;
  token.lastIndex = start;
  for (let match = token.exec(code); match && depth >= 0; match = token.exec(code)) {
    const [text] = match;
    if (text === ',' && depth === 0) break;
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text)) depth--;
    else if (text.startsWith("'") && choosing && depth === 0) {
      const part = text.slice(1, -1).replace(/\\(.)/g, '$1');
      found.push(`${isContinued ? found.pop() : ''}${part}`);
    }
    if (text.trim() === '') continue;
    isContinued = text.trim() === '+';
    choosing = isContinued || text === '?' || text === ':';
  }
  return found;
}
