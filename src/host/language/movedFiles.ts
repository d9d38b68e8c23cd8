/** A table or a configuration that is moved or renamed in the editor: configurations go on naming the table. */
import * as vscode from 'vscode';
import { dataFileLink, renameDataFile } from '../../config/language/links.ts';
import { configsThat } from '../files/allConfigs.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import { addEdits } from './place.ts';

interface Move {
  readonly oldUri: vscode.Uri;
  readonly newUri: vscode.Uri;
}

/** Edits the configurations in the same step in which the files move, so that one undo takes both back. */
export function followMovedFiles(): vscode.Disposable {
  return vscode.workspace.onWillRenameFiles((event) => event.waitUntil(editsFor(event.files)));
}

async function editsFor(moves: readonly Move[]): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  const moving = await configsThat((uri, text) => fileAfter(uri, text, moves));
  for (const { document, answer: file } of moving) addEdits(edit, document, renameDataFile(document.getText(), file));
  return edit;
}

/** How the configuration has to name its table after the moves; `null` when nothing changes for it. */
async function fileAfter(config: vscode.Uri, text: string, moves: readonly Move[]): Promise<string | null> {
  const link = dataFileLink(text);
  if (!link) return null;
  try {
    const table = await resolveDataUri(config, link.file);
    const [from, to] = [moved(config, moves), moved(table, moves)];
    const isMoved = from.toString() !== config.toString() || to.toString() !== table.toString();
    return isMoved ? relativePath(from, to) : null;
  } catch {
    return null;
  }
}

/** Where a file is afterwards: moved itself, or with a folder above it. */
function moved(uri: vscode.Uri, moves: readonly Move[]): vscode.Uri {
  for (const { oldUri, newUri } of moves) {
    if (uri.path === oldUri.path) return newUri;
    if (uri.path.startsWith(`${oldUri.path}/`))
      return newUri.with({ path: newUri.path + uri.path.slice(oldUri.path.length) });
  }
  return uri;
}

/** "../tables/iris.csv" from the folder of one file to another file. */
function relativePath(from: vscode.Uri, to: vscode.Uri): string {
  const base = from.path.split('/').slice(0, -1);
  const parts = to.path.split('/');
  let same = 0;
  while (same < base.length && same < parts.length - 1 && base[same] === parts[same]) same++;
  return [...base.slice(same).map(() => '..'), ...parts.slice(same)].join('/');
}
