/**
 * Rename of a column: in the header of the table, and in every configuration of the workspace that learns from it. To the name of another
 * column, or from one that the table does not have, only this configuration changes: the reference was meant, not the column.
 */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { columnOf } from '../../config/facts/columnProblems.ts';
import { columnReferenceAt, columnReferences, renameColumn } from '../../config/text/columnReferences.ts';
import { configsThat } from '../files/allConfigs.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import { dataFileLink } from '../../config/language/links.ts';
import { cellOf } from './dataLinks.ts';
import { addEdits, rangeOf } from './place.ts';
import type { Tables } from './tables.ts';

const patience = 2000;

export class ColumnRename implements vscode.RenameProvider {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): { range: vscode.Range; placeholder: string } {
    const found = columnReferenceAt(document.getText(), document.offsetAt(position));
    if (!found) throw new Error(localize('Only names of columns can be renamed.'));
    const { offset, length, name } = found;
    return { range: rangeOf(document, { offset: offset + 1, length: length - 2 }), placeholder: name };
  }

  async provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    typed: string,
  ): Promise<vscode.WorkspaceEdit | null> {
    const text = document.getText();
    const from = columnReferenceAt(text, document.offsetAt(position))?.name;
    const to = typed.trim();
    if (from === undefined || to === '' || to === from) return null;
    const edit = new vscode.WorkspaceEdit();
    addEdits(edit, document, renameColumn(text, from, to));
    const summary = await this.#tables.soon(document, patience);
    if (!summary?.header || !columnOf(summary, from) || columnOf(summary, to)) return edit;
    const cell = await cellOf(document, from, this.#tables);
    if (!cell) return edit;
    edit.replace(cell.uri, cell.range, cellText(to, cell.delimiter));
    for (const other of await configurationsOf(cell.uri, document))
      addEdits(edit, other, renameColumn(other.getText(), from, to));
    return edit;
  }
}

/** As a CSV file writes it. */
function cellText(name: string, delimiter: string): string {
  return name.includes(delimiter) || /["\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

/** The other configurations that learn from the table. */
async function configurationsOf(table: vscode.Uri, except: vscode.TextDocument): Promise<vscode.TextDocument[]> {
  const others = await configsThat(async (uri, text) => {
    const isOther = uri.toString() !== except.uri.toString() && columnReferences(text).length > 0;
    return isOther && (await learnsFrom(uri, text, table)) ? true : null;
  });
  return others.map(({ document }) => document);
}

async function learnsFrom(config: vscode.Uri, text: string, table: vscode.Uri): Promise<boolean> {
  const file = dataFileLink(text);
  if (!file) return false;
  try {
    return (await resolveDataUri(config, file.file)).toString() === table.toString();
  } catch {
    return false;
  }
}
