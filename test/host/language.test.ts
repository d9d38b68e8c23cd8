/** What the editor says inside a `.nnconfig`. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Api } from '../../src/host/extension.ts';
import { activate, cleanUp, easyConfig, easyTable, show, until, writeFile } from './editor.ts';

describe('a .nnconfig in the editor', () => {
  let api: Api;
  let document: vscode.TextDocument;

  before(async () => {
    api = await activate();
    await writeFile('language.csv', easyTable());
    ({ document } = await show(await writeFile('language.nnconfig', easyConfig('language.csv'))));
  });
  after(() => cleanUp(api));

  const at = (text: string, offset = 1): vscode.Position => document.positionAt(document.getText().indexOf(text) + offset);

  async function hoverText(position: vscode.Position): Promise<string> {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
    return hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
  }

  it('is of its own language', () => assert.equal(document.languageId, 'nnconfig'));

  it('says the shapes of a layer under the mouse, and the equation', async () => {
    const text = await until(async () => {
      const found = await hoverText(at('"units"'));
      return found.includes('3×2') && found;
    }, 'the hover knows the table');
    assert.ok(text.includes('W¹ 3×2 · b¹ 3×1 · Z¹, A¹ 3×m, m = 32 · 9 parameters'), text);
    assert.match(text, /tanh/);
  });

  it('writes the shapes behind the layers', async () => {
    const range = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, range);
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['W¹ 3×2  b¹ 3×1', 'output W² 1×3  b² 1×1', 'm = 32'],
    );
  });

  it('offers to train and to check gradients above the text', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    const commands = lenses.map(({ command }) => command?.command);
    assert.deepEqual(commands, ['nnExplorer.trainConfig', 'nnExplorer.checkGradients']);
  });

  it('allows comments and trailing commas without a mark', async () => {
    const { document: other } = await show(
      await writeFile('commas.nnconfig', '{\n  // a comment\n  "data": { "file": "language.csv", "target": "side", },\n}\n'),
    );
    // A text with an error beside it tells that both were looked at.
    const { document: wrong } = await show(
      await writeFile('wrong.nnconfig', '{ "data": { "file": "language.csv", "target": "side" }, "network": { "layer": [] } }\n'),
    );
    await until(() => vscode.languages.getDiagnostics(wrong.uri).length > 0, 'an unknown key is marked');
    const errors = vscode.languages.getDiagnostics(other.uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    assert.deepEqual(errors, []);
  });

  it('marks a column that the table does not have, once, and offers the nearest', async () => {
    const text = easyConfig('language.csv').replace('"side"', '"sied"');
    const { document: wrong } = await show(await writeFile('column.nnconfig', text));
    const [mark] = await until(() => {
      const found = vscode.languages.getDiagnostics(wrong.uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
      return found.length === 1 && found;
    }, 'the column is marked');
    assert.equal(wrong.getText(mark?.range), '"sied"');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', wrong.uri, mark?.range);
    const fix = actions.find(({ title }) => title.includes('side'));
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(wrong.getText(), easyConfig('language.csv'));
  });

  it('marks an unknown key once', async () => {
    const { document: wrong } = await show(
      await writeFile('key.nnconfig', easyConfig('language.csv').replace('"learningRate"', '"learnRate"')),
    );
    await until(() => vscode.languages.getDiagnostics(wrong.uri).length > 0, 'the key is marked');
    const marks = vscode.languages.getDiagnostics(wrong.uri).map(({ message, source }) => `${source}: ${message}`);
    assert.equal(marks.length, 1, marks.join('\n'));
  });
});
