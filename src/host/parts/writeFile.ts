/** Writes a file whole: on this computer into a temporary file that takes its place, elsewhere as the file system there does it. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { writeWhole } from '../../platform/node/writeWhole.ts';
import { UserError } from './host.ts';

/** @throws UserError with what the system says; what was there before is still there then */
export async function writeFile(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  try {
    if (uri.scheme === 'file') await writeWhole(uri.fsPath, bytes);
    else await vscode.workspace.fs.writeFile(uri, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const name = uri.scheme === 'file' ? uri.fsPath : uri.path;
    throw new UserError(localize('{0} could not be written: {1}', name, reason));
  }
}
