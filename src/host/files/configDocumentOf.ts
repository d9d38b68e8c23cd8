/** The configuration in an open document, parsed once a version. */
import type * as vscode from 'vscode';
import { type ConfigDocument, configDocument } from '../../config/text/configDocument.ts';

const known = new WeakMap<vscode.TextDocument, { readonly version: number; readonly parsed: ConfigDocument }>();

export function configDocumentOf(document: vscode.TextDocument): ConfigDocument {
  const there = known.get(document);
  if (there?.version === document.version) return there.parsed;
  const parsed = configDocument(document.getText());
  known.set(document, { version: document.version, parsed });
  return parsed;
}
