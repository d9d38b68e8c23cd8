/** The light bulb in a `.nnconfig`: each action is one edit and one step of undo. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Api } from '../../src/host/extension.ts';
import { activate, cleanUp, easyConfig, easyTable, show, until, untilEqual, writeFile } from './editor.ts';

describe('code actions in a .nnconfig', () => {
  let api: Api;

  before(async () => {
    api = await activate();
    await writeFile('actions/side.csv', easyTable());
  });
  after(() => cleanUp(api));

  /** VS Code takes the question back when the text or the providers of any extension change meanwhile; its light bulb, too, asks anew then. */
  function actionsAt(
    document: vscode.TextDocument,
    word: string,
    kind?: vscode.CodeActionKind,
  ): Promise<vscode.CodeAction[]> {
    const start = document.positionAt(document.getText().indexOf(word) + 1);
    const range = new vscode.Range(start, start);
    const ask = async () =>
      vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        kind?.value,
      );
    const unlessTakenBack = (error: Error): null => {
      if (error.name === 'Canceled') return null;
      throw error;
    };
    return until(() => ask().catch(unlessTakenBack), `the actions at ${word} are known`);
  }

  async function open(name: string, text: string): Promise<vscode.TextDocument> {
    return (await show(await writeFile(`actions/${name}.nnconfig`, text))).document;
  }

  async function apply(action: vscode.CodeAction | undefined): Promise<void> {
    assert.ok(action?.edit);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
  }

  /** The text with a fault, its fix by the beginning of its title, and what becomes of it. */
  async function fixes(name: string, from: string, to: string, title: string): Promise<void> {
    const good = easyConfig('side.csv');
    const document = await open(name, good.replace(from, to));
    const fix = async () =>
      (await actionsAt(document, to, vscode.CodeActionKind.QuickFix)).find((action) => action.title.startsWith(title));
    await apply(await until(fix, `the fault has the fix "${title}"`));
    assert.equal(document.getText(), good);
  }

  it('puts the column that was meant', () => fixes('column', '"side"', '"sied"', 'Replace with "side"'));
  it('puts the key that was meant', () => fixes('key', '"learningRate"', '"learnRate"', 'Replace with "learningRate"'));
  it('puts the word that was meant', () => fixes('word', '"tanh"', '"tanhh"', 'Replace with "tanh"'));
  it('puts the table that was meant', () => fixes('table', '"side.csv"', '"sidee.csv"', 'Replace with "side.csv"'));

  it('adds and removes layers and changes all activations, and undo brings each back', async () => {
    const text = easyConfig('side.csv');
    const document = await open('layers', text);
    const undo = async (): Promise<void> => {
      await vscode.commands.executeCommand('undo');
      await untilEqual(() => document.getText(), text, 'the text is as it was');
    };
    const titled = (part: string) =>
      until(async () => {
        const actions = await actionsAt(document, '"units"', vscode.CodeActionKind.Refactor);
        return actions.find(({ title }) => title.includes(part));
      }, `"${part}" is offered`);
    await apply(await titled('Add a hidden layer after layer 1'));
    assert.match(
      document.getText(),
      /\[\{ "units": 3, "activation": "tanh" \}, \{ "units": 3, "activation": "tanh" \}\]/,
    );
    await undo();
    await apply(await titled('"relu" in every hidden layer'));
    assert.equal(document.getText(), text.replace('tanh', 'relu'));
    await undo();
    await apply(await titled('Remove layer 1'));
    assert.match(document.getText(), /"layers": \[\]/);
    await undo();
  });

  it('lists the features from the header', async () => {
    const document = await open('features', easyConfig('side.csv'));
    const list = async () => (await actionsAt(document, '"file"')).find(({ title }) => title === 'List the 2 features');
    await apply(await until(list, 'the features can be listed'));
    assert.match(document.getText(), /"target": "side", "features": \["u", "v"\] \}/);
  });

  it('writes defaults, takes them away again, and sorts keys', async () => {
    const text = easyConfig('side.csv');
    const document = await open('defaults', text);
    const source = async (title: string, of = document) => {
      const found = async () =>
        (await actionsAt(of, '"data"', vscode.CodeActionKind.Source)).find((action) => action.title === title);
      await apply(await until(found, `"${title}" is offered`));
    };
    await source('Write defaults explicitly');
    assert.match(document.getText(), /"standardize": true/);
    await source('Remove what equals the default');
    assert.doesNotMatch(document.getText(), /standardize/);
    assert.match(document.getText(), /\/\/ The sign of u\./);
    const unsorted = await open(
      'unsorted',
      '{ "training": { "epochs": 5, "learningRate": 0.1 }, "data": { "target": "side", "file": "side.csv" } }\n',
    );
    await source('Sort keys', unsorted);
    assert.equal(
      unsorted.getText(),
      '{ "data": { "file": "side.csv", "target": "side" }, "training": { "learningRate": 0.1, "epochs": 5 } }\n',
    );
  });
});
