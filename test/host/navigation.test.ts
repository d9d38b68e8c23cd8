/** From place to place in a `.nnconfig`: outline, folds, links, the header of the table, names that change with what they name. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Api } from '../../src/host/extension.ts';
import {
  activate,
  cleanUp,
  easyTable,
  exists,
  inWorkspace,
  show,
  until,
  untilEqual,
  untilMatch,
  writeFile,
} from './editor.ts';

const text = `{
  "data": {
    "file": "walk.csv",
    "target": "side",
    "features": ["u", "v"]
  },
  "network": {
    "layers": [
      { "units": 3, "activation": "tanh" }
    ]
  }
}
`;

describe('finding the way in a .nnconfig', () => {
  let api: Api;
  let document: vscode.TextDocument;

  before(async () => {
    api = await activate();
    await writeFile('walk/walk.csv', easyTable());
    // No text, which the editor refuses to open: it must not stand in the way of what concerns the others.
    await vscode.workspace.fs.writeFile(
      inWorkspace('walk/noise.nnconfig'),
      Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256),
    );
    ({ document } = await show(await writeFile('walk/walk.nnconfig', text)));
  });
  after(() => cleanUp(api));

  const at = (word: string, offset = 1): vscode.Position =>
    document.positionAt(document.getText().indexOf(word) + offset);

  it('has an outline with the shapes of the layers', async () => {
    const outline = () =>
      vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    const first = (all: readonly vscode.DocumentSymbol[]) => all[1]?.children[0]?.children[0];
    // Until the table is read, sizes that depend on it are letters.
    const seen = async () => {
      const symbols = (await outline()) ?? [];
      const layer = first(symbols);
      return [symbols.map(({ name }) => name), layer?.name, layer?.detail];
    };
    await untilEqual(seen, [['Data', 'Network'], 'Layer 1', 'W¹ 3×2 · b¹ 3×1 · tanh'], 'the outline is there');
  });

  it('has in its outline the shapes of a table that came after the outline was made', async () => {
    const late = await show(await writeFile('walk/late.nnconfig', text.replace('walk.csv', 'late.csv')));
    const detail = async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        late.document.uri,
      );
      return symbols[1]?.children[0]?.children[0]?.detail ?? '';
    };
    assert.doesNotMatch(await detail(), /3×2/);
    await writeFile('walk/late.csv', easyTable());
    await until(async () => (await detail()).includes('3×2'), 'the outline knows the table');
  });

  it('folds objects and lists', async () => {
    const folds = async () => {
      const found = await vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>(
        'vscode.executeFoldingRangeProvider',
        document.uri,
      );
      return (found ?? []).map(({ start, end }) => `${start}–${end}`).sort();
    };
    await untilEqual(folds, ['0–10', '1–4', '6–9', '7–8'], 'the folds are there');
  });

  it('grows a selection, and marks a column wherever it is named', async () => {
    const [grown] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      document.uri,
      [at('"side"', 3)],
    );
    assert.equal(grown && document.getText(grown.range), 'side');
    assert.equal(grown?.parent?.parent && document.getText(grown.parent.parent.range), '"target": "side"');
    const marked = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document.uri,
      at('"side"', 3),
    );
    assert.deepEqual(
      marked.map(({ range }) => document.getText(range)),
      ['"side"'],
    );
  });

  it('links the table', async () => {
    const links = () =>
      vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    const link = await until(async () => (await links())?.[0], 'the table is linked');
    assert.equal(document.getText(link.range), 'walk.csv');
    assert.equal(link.target?.toString(), inWorkspace('walk/walk.csv').toString());
  });

  it('goes from the name of a column to its header cell', async () => {
    const definitions = () =>
      vscode.commands.executeCommand<vscode.LocationLink[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        at('"side"'),
      );
    const found = await until(async () => (await definitions())?.[0], 'the column is found');
    assert.equal(found.targetUri.toString(), inWorkspace('walk/walk.csv').toString());
    assert.deepEqual(found.targetRange, new vscode.Range(0, 4, 0, 8));
    assert.equal(found.originSelectionRange && document.getText(found.originSelectionRange), '"side"');
  });

  it('formats blanks and keeps lines', async () => {
    const crooked = await show(
      await writeFile('walk/crooked.nnconfig', '{\n"data":{"file" : "walk.csv","target":"side"}\n}\n'),
    );
    const format = () =>
      vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        'vscode.executeFormatDocumentProvider',
        crooked.document.uri,
        { insertSpaces: true, tabSize: 2 },
      );
    const edits = await until(format, 'the text is formatted');
    const edit = new vscode.WorkspaceEdit();
    edit.set(crooked.document.uri, edits);
    await vscode.workspace.applyEdit(edit);
    assert.equal(crooked.document.getText(), '{\n  "data": { "file": "walk.csv", "target": "side" }\n}\n');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('renames a column in the table and in every configuration that learns from it', async () => {
    const other = await writeFile(
      'walk/other.nnconfig',
      '{ "data": { "file": "walk.csv", "target": "side", "types": { "u": "number" } } }',
    );
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      at('"u"'),
      'left, right',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    const textOf = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).getText();
    assert.equal(document.getText(), text.replace('"u"', '"left, right"'));
    assert.match(await textOf(inWorkspace('walk/walk.csv')), /^"left, right",v,side\n/);
    assert.match(await textOf(other), /"types": \{ "left, right": "number" \}/);
    await vscode.workspace.saveAll(false);
  });

  it('changes only the reference when another column is named', async () => {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      at('"v"'),
      'side',
    );
    assert.deepEqual(
      edit.entries().map(([uri]) => uri.toString()),
      [document.uri.toString()],
    );
  });

  it('follows a table that is renamed in the editor', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(inWorkspace('walk/walk.csv'), inWorkspace('walk/below/strolled.csv'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until(
      () => document.getText().includes('"file": "below/strolled.csv"'),
      'the configuration names the new file',
    );
    await until(() => exists(inWorkspace('walk/below/strolled.csv')), 'the table has moved');
    // One column of this easy table gives the answer away, which stays marked wherever the table is.
    const others = () =>
      vscode.languages.getDiagnostics(document.uri).filter(({ code }) => code !== 'answerAmongInputs');
    await until(() => others().length === 0, 'nothing else is marked');
  });

  it('goes on naming its table when it moves itself', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(inWorkspace('walk/other.nnconfig'), inWorkspace('walk/below/other.nnconfig'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    const moved = await vscode.workspace.openTextDocument(inWorkspace('walk/below/other.nnconfig'));
    await untilMatch(() => moved.getText(), /"file": "strolled.csv"/, 'it names the table beside it');
  });
});
