/**
 * The page of a view: an empty root, and its script and styles inside the page itself, because every file that a page asks
 * for travels through the editor's window and costs the first picture tens of milliseconds. The policy allows nothing else
 * but these two, by nonce, and the icon font.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** A page, and of the panel's page what it is about: a run, runs that are compared, many trainings at once, a saved network. */
export type ViewName = 'panel' | 'side' | 'model' | 'compare' | 'sweep';

/** Script and styles of a page: what draws a run draws several, and one that was saved. */
const files: Readonly<Record<ViewName, string>> = {
  ...{ panel: 'panel', side: 'side' },
  ...{ model: 'panel', compare: 'panel', sweep: 'panel' },
};

/** Folders a page may load from. */
export function resourceRoots(extension: vscode.Uri): vscode.Uri[] {
  return [folderOf(extension)];
}

/** @param subject what the page is to be found by after a reload; the page keeps it */
export function pageOf(
  webview: vscode.Webview,
  extension: vscode.Uri,
  view: ViewName,
  title: string,
  subject?: string,
): string {
  const nonce = randomBytes(16).toString('base64url');
  const text = (file: string) => readFileSync(vscode.Uri.joinPath(folderOf(extension), file).fsPath, 'utf8');
  const font = webview.asWebviewUri(vscode.Uri.joinPath(folderOf(extension), 'codicon.ttf')).toString();
  const source = webview.cspSource;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}' ${source}`,
    `font-src ${source}`,
    `img-src ${source} data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escaped(title)}</title>
  <style nonce="${nonce}">${withFont(withoutMap(text(`${files[view]}.css`)), font)}</style>
</head>
<body data-view="${view}"${subject === undefined ? '' : ` data-subject="${escaped(subject)}"`}>
  <div id="app"></div>
  <script nonce="${nonce}">${withoutMap(text(`${files[view]}.js`))}</script>
</body>
</html>`;
}

function folderOf(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/** The icons' style sheet names its font by a path that means nothing inside a page. */
function withFont(css: string, font: string): string {
  return css.replace(/url\("?\.\/codicon\.ttf[^)]*\)/, () => `url("${font}")`);
}

/** Inside a page the name of a source map would be looked up beside the page. */
function withoutMap(code: string): string {
  return code.replace(/\s*(\/\/|\/\*)# sourceMappingURL=.*\s*$/, '');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
