/** What the selection grows by, and where else the column under the cursor is named. */
import * as vscode from 'vscode';
import { selectionSpans } from '../../config/language/selection.ts';
import { sameColumn } from '../../config/text/columnReferences.ts';
import { rangeOf } from './place.ts';

export const selections: vscode.SelectionRangeProvider = {
  provideSelectionRanges: (document, positions) => positions.map((position) => selectionAt(document, position)),
};

function selectionAt(document: vscode.TextDocument, position: vscode.Position): vscode.SelectionRange {
  const spans = selectionSpans(document.getText(), document.offsetAt(position));
  return (
    spans.reduceRight<vscode.SelectionRange | undefined>(
      (around, span) => new vscode.SelectionRange(rangeOf(document, span), around),
      undefined,
    ) ?? new vscode.SelectionRange(new vscode.Range(position, position))
  );
}

/** Where no column is named the editor marks equal words by itself. */
export const highlights: vscode.DocumentHighlightProvider = {
  provideDocumentHighlights(document, position) {
    const found = sameColumn(document.getText(), document.offsetAt(position));
    return found.length === 0
      ? undefined
      : found.map((reference) => new vscode.DocumentHighlight(rangeOf(document, reference)));
  },
};
