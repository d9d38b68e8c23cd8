/** What the editor says inside a `.nnconfig`. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Api } from '../../src/host/extension.ts';
import {
  activate,
  cleanUp,
  easyConfig,
  easyTable,
  hoverText,
  inWorkspace,
  panelTabs,
  run,
  sessionOf,
  show,
  until,
  untilEqual,
  untilMatch,
  untilState,
  writeFile,
} from './editor.ts';

describe('a .nnconfig in the editor', () => {
  let api: Api;
  let document: vscode.TextDocument;

  before(async () => {
    api = await activate();
    await writeFile('language.csv', easyTable());
    ({ document } = await show(await writeFile('language.nnconfig', easyConfig('language.csv'))));
  });
  after(() => cleanUp(api));

  const at = (text: string, offset = 1): vscode.Position =>
    document.positionAt(document.getText().indexOf(text) + offset);

  const hoverAt = (position: vscode.Position): Promise<string> => hoverText(document, position);

  it('is of its own language', () => assert.equal(document.languageId, 'nnconfig'));

  it('says the shapes of a layer under the mouse, and the equation', async () => {
    const text = await until(async () => {
      const found = await hoverAt(at('"units"'));
      return found.includes('3×2') && found;
    }, 'the hover knows the table');
    assert.ok(text.includes('W¹ 3×2 · b¹ 3×1 · Z¹, A¹ 3×m (m = 32) · 9 parameters'), text);
    assert.match(text, /tanh/);
  });

  it('writes the shapes behind the layers', async () => {
    const range = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = async () => {
      const found = await vscode.commands.executeCommand<vscode.InlayHint[] | undefined>(
        'vscode.executeInlayHintProvider',
        document.uri,
        range,
      );
      return (found ?? []).map(({ label }) => label);
    };
    await untilEqual(hints, ['W¹ 3×2  b¹ 3×1', 'output W² 1×3  b² 1×1', 'm = 32'], 'the hints are there');
  });

  it('writes none when that is switched off', async () => {
    const settings = vscode.workspace.getConfiguration('neuralNetwork');
    const hints = async () => {
      const range = new vscode.Range(0, 0, 99, 0);
      const found = await vscode.commands.executeCommand<vscode.InlayHint[] | undefined>(
        'vscode.executeInlayHintProvider',
        document.uri,
        range,
      );
      return found?.length;
    };
    await settings.update('editor.shapeHints', false, vscode.ConfigurationTarget.Workspace);
    try {
      await untilEqual(hints, 0, 'there are no hints');
    } finally {
      await settings.update('editor.shapeHints', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await untilEqual(hints, 3, 'the hints are there again');
  });

  async function lenses(): Promise<readonly string[]> {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[] | undefined>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    return (found ?? []).map(({ command, range }) => `${range.start.line}: ${command?.title}`);
  }

  it('offers to train, to check gradients, and to open what is named, above the text', async () => {
    const expected = [
      '0: $(play)\u00a0Train',
      '0: Check gradients',
      '0: 2 → 3 → 1 · 13 parameters',
      '2: Open CSV · 40 rows',
    ];
    await untilEqual(async () => [...(await lenses())].sort(), expected.sort(), 'the lenses are there');
  });

  it('knows a table that is edited and not saved', async () => {
    const { document: table } = await show(inWorkspace('language.csv'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(table.uri, new vscode.Position(table.lineCount, 0), '0.3,0.2,right\n');
    await vscode.workspace.applyEdit(edit);
    await until(async () => (await lenses()).includes('2: Open CSV · 41 rows'), 'the row is counted');
    await vscode.commands.executeCommand('undo');
    await until(async () => (await lenses()).includes('2: Open CSV · 40 rows'), 'the row is gone');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await show(document.uri);
  });

  it('shows the shapes before anything is trained', async () => {
    await run('showShapes', document.uri);
    const session = await sessionOf(api, 'language.nnconfig');
    await untilState(session, 'ready');
    await until(() => panelTabs().length === 1, 'the panel is open');
  });

  it('while the network trains: numbers of the layers in the hover, ÷3 and ×3 above the learning rate', async () => {
    await run('trainConfig', document.uri);
    const session = await sessionOf(api, 'language.nnconfig');
    await untilState(session, 'running');
    const text = await until(async () => {
      const found = await hoverAt(at('"units"'));
      return /\*\*Now\*\* mean \|a¹\| [\d.]+/.test(found) && found;
    }, 'the hover knows the run');
    assert.match(text, /‖W¹‖ [\d.]+ · ‖dW¹‖ [\d.e-]+/);
    for (const lens of ['5: ÷3', '5: ×3', '0: $(debug-pause)\u00a0Pause'])
      await until(async () => (await lenses()).includes(lens), `the lens ${lens} is there`);
    api.sessions.remove(session);
  });

  it('says of a column, the file and the target what the table has', async () => {
    const says = (word: string, pattern: RegExp) => untilMatch(() => hoverAt(at(word)), pattern, `what ${word} says`);
    await says('"language.csv"', /40 rows · 3 columns/);
    await says('"side"', /0 = left \(20\), 1 = right \(20\)/);
    await says('"learningRate"', /W ← W − α/);
  });

  it('allows comments and trailing commas without a mark', async () => {
    const { document: other } = await show(
      await writeFile(
        'commas.nnconfig',
        '{\n  // a comment\n  "data": { "file": "language.csv", "target": "side", },\n}\n',
      ),
    );
    // A text with an error beside it tells that both were looked at.
    const { document: wrong } = await show(
      await writeFile(
        'wrong.nnconfig',
        '{ "data": { "file": "language.csv", "target": "side" }, "network": { "layer": [] } }\n',
      ),
    );
    await until(() => vscode.languages.getDiagnostics(wrong.uri).length > 0, 'an unknown key is marked');
    const errors = vscode.languages
      .getDiagnostics(other.uri)
      .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    assert.deepEqual(errors, []);
  });

  it('marks a column that the table does not have, once', async () => {
    const text = easyConfig('language.csv').replace('"side"', '"sied"');
    const { document: wrong } = await show(await writeFile('column.nnconfig', text));
    const [mark] = await until(() => {
      const found = vscode.languages
        .getDiagnostics(wrong.uri)
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
      return found.length === 1 && found;
    }, 'the column is marked');
    assert.equal(wrong.getText(mark?.range), '"sied"');
    assert.match(mark?.message ?? '', /no column "sied"\. Did you mean "side"\?/);
  });

  it('marks an unknown key once', async () => {
    const { document: wrong } = await show(
      await writeFile('key.nnconfig', easyConfig('language.csv').replace('"learningRate"', '"learnRate"')),
    );
    await until(() => marksOf(wrong, 'unknownKey'), 'the key is marked');
    const marks = vscode.languages.getDiagnostics(wrong.uri).map(({ message, source }) => `${source}: ${message}`);
    assert.equal(marks.length, 1, marks.join('\n'));
  });

  it('names the table that is meant when there is none of that name', async () => {
    const { document: wrong } = await show(await writeFile('missing.nnconfig', easyConfig('langage.csv')));
    const [mark] = await until(() => marksOf(wrong, 'fileMissing'), 'the file is marked');
    assert.equal(wrong.getText(mark?.range), '"langage.csv"');
    assert.match(mark?.message ?? '', /Did you mean "language.csv"\?/);
  });

  it('marks what only the table and the initial weights together tell', async () => {
    const text = easyConfig('language.csv', { learningRate: 500 }).replace(
      '"batchSize"',
      '"optimizer": "gradientDescent", "batchSize"',
    );
    const { document: wild } = await show(await writeFile('wild.nnconfig', text));
    const [mark] = await until(() => marksOf(wild, 'unstableRate'), 'the learning rate is marked');
    assert.equal(wild.getText(mark?.range), '500');
  });

  it('leads from a problem to what explains it, in the text and in the table', async () => {
    const text = easyConfig('language.csv').replace(
      '"target": "side"',
      '"target": "side", "features": ["v", "uu", "side", "v"]',
    );
    const { document: wrong } = await show(await writeFile('related.nnconfig', text));
    const table = await vscode.workspace.openTextDocument(inWorkspace('language.csv'));
    const related = async (code: string) => {
      const [mark] = await until(() => marksOf(wrong, code), `${code} is marked`);
      return (mark?.relatedInformation ?? []).map(({ message, location }) => {
        const document = [wrong, table].find(({ uri }) => uri.toString() === location.uri.toString());
        return `${message}: ${location.range.start.line}:${location.range.start.character} ${document?.getText(location.range)}`;
      });
    };
    assert.deepEqual(await related('unknownColumn'), ['The column "u" of the table: 0:0 u']);
    assert.deepEqual(await related('targetAmongFeatures'), ['The target: 2:46 "side"']);
    assert.deepEqual(await related('duplicateColumn'), ['The first one: 2:67 "v"']);
  });

  function marksOf(of: vscode.TextDocument, code: string): vscode.Diagnostic[] | false {
    const found = vscode.languages.getDiagnostics(of.uri).filter((mark) => mark.code === code);
    return found.length > 0 && found;
  }
});
