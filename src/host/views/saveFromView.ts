/** Writes what a page made, where the user says: a picture or numbers of what it shows. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import type { SaveFormat } from '../../protocol/viewMessages.ts';
import type { RunHandle } from '../runs/run.ts';
import { showError } from '../base/shown.ts';

export interface FileOfView {
  /** Without an ending. */
  readonly name: string;
  readonly format: SaveFormat;
  /** Text, or for a PNG its bytes in base64. */
  readonly content: string;
}

const kinds: Readonly<Record<SaveFormat, string>> = { png: 'PNG', svg: 'SVG', csv: 'CSV' };

/** Offers the folder of the run's configuration. */
export async function saveFromView({ name, format, content }: FileOfView, run: RunHandle | null): Promise<void> {
  const folder =
    run && run.uri.scheme !== 'untitled'
      ? vscode.Uri.joinPath(run.uri, '..')
      : vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: localize('Save the curves'),
    filters: { [kinds[format]]: [format] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, `${name}.${format}`) } : {}),
  });
  if (!target) return;
  const bytes = format === 'png' ? Buffer.from(content, 'base64') : new TextEncoder().encode(content);
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void showError(localize('{0} could not be written: {1}', target.fsPath, reason));
  }
}
