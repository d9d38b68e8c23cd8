/**
 * The icons of the pages: of some five hundred in the icon font only those whose names occur in the sources of the pages, in style sheet
 * and font. A name counts where it is a whole word of a string, so that an icon that is chosen from a table is found, too.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const packaged = createRequire(import.meta.url).resolve;
/** Of the style sheet: `.codicon-add:before { content: "\ea60" }`, also of several names at once. */
const rule = /^((?:\.codicon-[\w-]+::?before,?\s*)+)\{ *content: "\\([0-9a-f]+)";? *\}[^\n]*\n/gm;

/** Leaves out of the style sheet what no page shows. */
export const usedIcons = {
  name: 'used-icons',
  setup(build) {
    build.onLoad({ filter: /codicons[\\/]dist[\\/]codicon\.css$/ }, ({ path }) => {
      const words = wordsOf(join(build.initialOptions.absWorkingDir, 'webview'));
      const contents = readFileSync(path, 'utf8').replace(rule, (whole, selectors) =>
        namesIn(selectors).some((name) => words.has(name)) ? whole : '',
      );
      return { contents, loader: 'css', resolveDir: join(path, '..') };
    });
  },
};

/** Writes the icon font with the icons that the pages below `root` show. @throws Error where none is found */
export async function writeIconFont(root, target) {
  const words = wordsOf(join(root, 'webview'));
  const css = readFileSync(packaged('@vscode/codicons/dist/codicon.css'), 'utf8');
  const used = [...css.matchAll(rule)].filter(([, selectors]) => namesIn(selectors).some((name) => words.has(name)));
  if (used.length === 0)
    throw new Error('The icon font: no icon of its style sheet occurs in the pages. Has its form changed?');
  const text = used.map(([, , code]) => String.fromCodePoint(Number.parseInt(code, 16))).join('');
  const font = readFileSync(packaged('@vscode/codicons/dist/codicon.ttf'));
  writeFileSync(target, await subsetFont(font, text, { targetFormat: 'truetype' }));
}

function namesIn(selectors) {
  return [...selectors.matchAll(/\.codicon-([\w-]+?)::?before/g)].map(([, name]) => name);
}

/** Every word of letters, digits and hyphens in the sources of a folder. */
function wordsOf(folder) {
  const words = new Set();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(ts|css)$/.test(name)) continue;
    for (const [word] of readFileSync(join(folder, name), 'utf8').matchAll(/[a-z][\w-]*/g))
      words.add(word.replace(/^codicon-/, ''));
  }
  return words;
}
