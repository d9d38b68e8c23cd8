/** The page of a view: an empty root, one script by nonce, style sheets of our own, and a policy that allows nothing else. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export type ViewName = 'panel' | 'side';

/** Folders a page may load from. */
export function resourceRoots(extension: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, 'dist', 'webview')];
}

export function pageOf(webview: vscode.Webview, extension: vscode.Uri, view: ViewName, title: string): string {
  const nonce = randomBytes(16).toString('base64url');
  const resource = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'webview', file)).toString();
  const source = webview.cspSource;
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}; font-src ${source}; img-src ${source} data:`;
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escaped(title)}</title>
  <link rel="stylesheet" id="vscode-codicon-stylesheet" href="${resource('codicon.css')}">
  <link rel="stylesheet" href="${resource(`${view}.css`)}">
</head>
<body data-view="${view}">
  <div id="app"></div>
  <script nonce="${nonce}" src="${resource(`${view}.js`)}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
