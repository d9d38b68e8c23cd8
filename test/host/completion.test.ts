/** What can be written where, with the real table and the real folder. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { optimizers } from '../../src/core/training/settings.ts';
import type { Api } from '../../src/host/extension.ts';
import { activate, cleanUp, easyTable, show, until, untilEqual, writeFile } from './editor.ts';

describe('completion in a .nnconfig', () => {
  let api: Api;

  before(async () => {
    api = await activate();
    await writeFile('complete/garden.csv', easyTable());
    await writeFile('complete/tables/more.csv', easyTable());
    await writeFile('complete/notes.txt', 'no table');
  });
  after(() => cleanUp(api));

  /** Shows a text with its cursor at the bar, and asks. */
  async function ask(
    marked: string,
  ): Promise<{ document: vscode.TextDocument; items: readonly vscode.CompletionItem[] }> {
    const text = marked.replace('|', '');
    const uri = await writeFile('complete/ask.nnconfig', text);
    const { document } = await show(uri);
    // The document may still show what the file held before.
    if (document.getText() !== text) await vscode.commands.executeCommand('workbench.action.files.revert');
    await untilEqual(() => document.getText(), text, 'the text is shown');
    const position = document.positionAt(marked.indexOf('|'));
    const list = () =>
      vscode.commands.executeCommand<vscode.CompletionList | undefined>(
        'vscode.executeCompletionItemProvider',
        uri,
        position,
      );
    const { items } = await until(list, 'the question is answered');
    return { document, items };
  }

  /** What is offered at the bar; tables and folders are known a moment after they were written. */
  const offers = (marked: string, expected: readonly string[]): Promise<void> =>
    untilEqual(async () => labelsOf((await ask(marked)).items), expected, `what is offered in ${marked}`);

  function labelsOf(items: readonly vscode.CompletionItem[]): readonly string[] {
    return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  }

  const start = '{ "data": { "file": "garden.csv", "target": "side"';

  it('offers keys that are missing, as snippets, with the comma that is missing', async () => {
    const { items } = await ask(`${start} }, "training": { "learningRate": 0.1 "| } }`);
    assert.ok(labelsOf(items).includes('optimizer') && !labelsOf(items).includes('learningRate'));
    const epochs = items.find(({ label }) => (label as vscode.CompletionItemLabel).label === 'epochs');
    assert.deepEqual(epochs?.insertText, new vscode.SnippetString('"epochs": $' + '{1:2000}'));
    assert.equal(epochs?.additionalTextEdits?.[0]?.newText, ',');
  });

  it('explains words', async () => {
    const { items } = await ask(`${start} }, "training": { "optimizer": "|" } }`);
    assert.deepEqual(labelsOf(items), [...optimizers]);
    assert.ok(
      items.every(({ documentation }) => documentation instanceof vscode.MarkdownString && documentation.value !== ''),
    );
  });

  it('offers the columns of the table, also inside "features"', async () => {
    await offers('{ "data": { "file": "garden.csv", "target": "|" } }', ['u', 'v', 'side']);
    await offers(`${start}, "features": ["|"] } }`, ['u', 'v']);
  });

  it('offers the tables and folders beside the configuration', async () => {
    await offers('{ "data": { "file": "|" } }', ['garden.csv', 'tables/']);
    await offers('{ "data": { "file": "tables/|" } }', ['tables/more.csv']);
    await offers('{ "data": { "file": "../../|" } }', []);
  });

  it('writes what is chosen in place of what is typed', async () => {
    const { document, items } = await ask('{ "data": { "file": "garden.csv", "target": "si|" } }');
    const side = items.find(({ label }) => (label as vscode.CompletionItemLabel).label === 'side');
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, [
      new vscode.SnippetTextEdit(side?.range as vscode.Range, side?.insertText as vscode.SnippetString),
    ]);
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), '{ "data": { "file": "garden.csv", "target": "side" } }');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
