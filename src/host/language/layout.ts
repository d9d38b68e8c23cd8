/** The text's form: folding and formatting. */
import * as vscode from 'vscode';
import { foldsOf } from '../../config/text/folding.ts';
import { formatEdits } from '../../config/text/format.ts';

export const folding: vscode.FoldingRangeProvider = {
  provideFoldingRanges: (document) =>
    foldsOf(document.getText()).map(
      ({ start, end, isComment }) =>
        new vscode.FoldingRange(start, end, isComment ? vscode.FoldingRangeKind.Comment : undefined),
    ),
};

export const formatting: vscode.DocumentRangeFormattingEditProvider & vscode.DocumentFormattingEditProvider = {
  provideDocumentFormattingEdits: (document, options) => format(document, options),
  provideDocumentRangeFormattingEdits: (document, range, options) =>
    format(document, options).filter((edit) => range.contains(edit.range)),
};

function format(document: vscode.TextDocument, { insertSpaces, tabSize }: vscode.FormattingOptions): vscode.TextEdit[] {
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  return formatEdits(document.getText(), insertSpaces ? ' '.repeat(tabSize) : '\t', eol).map(
    ({ offset, length, text }) =>
      vscode.TextEdit.replace(
        new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
        text,
      ),
  );
}
