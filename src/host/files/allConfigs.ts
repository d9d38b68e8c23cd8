/**
 * The configurations of the workspace, for changes that concern many of them. Their texts are read, and only those that have to change are
 * opened: to open hundreds takes seconds. One that cannot be read or opened stands in the way of none of the others.
 */
import * as vscode from 'vscode';
import { configText, openRegularText } from './configDocuments.ts';

/** More are not looked through. */
const most = 500;

/**
 * Opens those for which `wanted` says something, and gives them with what it said.
 * @param select gets the place and the text, unsaved changes included; `null` for a configuration that may stay as it is
 */
export async function configsThat<T>(
  select: (uri: vscode.Uri, text: string) => Promise<T | null>,
): Promise<readonly { readonly document: vscode.TextDocument; readonly answer: T }[]> {
  const uris = await vscode.workspace.findFiles('**/*.nnconfig', '**/node_modules/**', most);
  const answers = await Promise.all(
    uris.map(async (uri) => {
      const text = await configText(uri);
      const answer = text === null ? null : await select(uri, text);
      const document = answer === null ? null : await opened(uri);
      return answer === null || document === null ? [] : [{ document, answer }];
    }),
  );
  return answers.flat();
}

/** What is no text, or too large for the editor, is not opened. */
async function opened(uri: vscode.Uri): Promise<vscode.TextDocument | null> {
  try {
    return await openRegularText(uri);
  } catch {
    return null;
  }
}
