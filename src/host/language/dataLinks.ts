/** From a configuration to its table: the file's name as a link, a column's name to the cell in the header. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { plainText } from '../../config/wording/plainText.ts';
import { columnOf } from '../../config/facts/columnProblems.ts';
import { columnReferenceAt } from '../../config/text/columnReferences.ts';
import { cellInHead } from '../../config/text/headerCell.ts';
import { dataFileLink } from '../../config/language/links.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import { tableHead } from '../files/tableHead.ts';
import { rangeOf } from './place.ts';
import type { Tables } from './tables.ts';

const patience = 2000;

export const dataLinks: vscode.DocumentLinkProvider = {
  async provideDocumentLinks(document) {
    const found = dataFileLink(document.getText());
    if (!found) return [];
    try {
      const link = new vscode.DocumentLink(rangeOf(document, found), await resolveDataUri(document.uri, found.file));
      link.tooltip = plainText(localize('Open {0}', found.file));
      return [link];
    } catch {
      // A path that may not be used is marked as such.
      return [];
    }
  },
};

export class HeaderDefinition implements vscode.DefinitionProvider {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async provideDefinition(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.LocationLink[]> {
    const text = document.getText();
    const offset = document.offsetAt(position);
    const reference = columnReferenceAt(text, offset);
    const file = dataFileLink(text);
    if (!file) return [];
    if (!reference) return isOn(file, offset) ? [await fileLink(document, file)] : [];
    const cell = await cellOf(document, reference.name, this.#tables);
    if (!cell) return [];
    return [
      {
        originSelectionRange: rangeOf(document, reference),
        targetUri: cell.uri,
        targetRange: cell.range,
        targetSelectionRange: cell.range,
      },
    ];
  }
}

/** The header cell of a column in its table, or its first value; `null` when the table is not known or has no such cell. */
export async function cellOf(
  document: vscode.TextDocument,
  column: string,
  tables: Tables,
  row: 'header' | 'first' = 'header',
): Promise<{ uri: vscode.Uri; range: vscode.Range; delimiter: string } | null> {
  const file = dataFileLink(document.getText());
  const summary = await tables.soon(document, patience);
  const found = summary && columnOf(summary, column);
  if (!file || !found) return null;
  const uri = await resolveDataUri(document.uri, file.file);
  const { delimiter, encoding } = summary;
  const position = cellInHead(await tableHead(uri, encoding), summary, found.index, row);
  if (!position) return null;
  const { line, character, length } = position;
  return { uri, range: new vscode.Range(line, character, line, character + length), delimiter };
}

type File = NonNullable<ReturnType<typeof dataFileLink>>;

function isOn({ offset, length }: File, position: number): boolean {
  return position >= offset && position <= offset + length;
}

async function fileLink(document: vscode.TextDocument, file: File): Promise<vscode.LocationLink> {
  const start = new vscode.Range(0, 0, 0, 0);
  return {
    originSelectionRange: rangeOf(document, file),
    targetUri: await resolveDataUri(document.uri, file.file),
    targetRange: start,
  };
}
