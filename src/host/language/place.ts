/** Offsets of the configuration's own functions as the editor's positions and edits. */
import * as vscode from 'vscode';
import type { TextEdit } from '../../config/text/textEdit.ts';

interface Span {
  readonly offset: number;
  readonly length: number;
}

export function rangeOf(document: vscode.TextDocument, { offset, length }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}

/** Adds edits of a document's present text to an edit of the workspace. */
export function addEdits(edit: vscode.WorkspaceEdit, document: vscode.TextDocument, edits: readonly TextEdit[]): void {
  for (const change of edits) edit.replace(document.uri, rangeOf(document, change), change.text);
}
