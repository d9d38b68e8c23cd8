/** The beginning of a table as text, for finding its header: from the editor if it is open, else the first bytes of the file. */
import { TextDecoder } from 'node:util';
import type * as vscode from 'vscode';
import { workspace } from 'vscode';
import { openRegular } from '../../platform/node/regularFile.ts';
import { readRegularUri } from './regularUri.ts';

const maxBytes = 64 * 1024;

/** Rejects when the file cannot be read. @param encoding as the summary names it */
export async function tableHead(uri: vscode.Uri, encoding: string): Promise<string> {
  const requested = uri.toString();
  const document = workspace.textDocuments.find((candidate) => candidate.uri.toString() === requested);
  if (document) return document.getText().slice(0, maxBytes);
  return decoderOf(encoding).decode(uri.scheme === 'file' ? await firstBytes(uri.fsPath) : await readRegularUri(uri));
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await openRegular(path);
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(maxBytes), 0, maxBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    return new TextDecoder();
  }
}
