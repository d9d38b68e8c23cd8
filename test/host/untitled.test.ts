/** Tables and configurations that were never saved. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { easyTable, exists, inWorkspace, run, until, untilEqual, untilState, useExtension } from './editor.ts';

describe('a table that was never saved', () => {
  const extension = useExtension();

  async function paste(text: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument({ content: text });
    await vscode.window.showTextDocument(document);
    return document;
  }

  function untitledConfigs(): readonly vscode.TextDocument[] {
    const { textDocuments } = vscode.workspace;
    return textDocuments.filter(
      ({ languageId, isUntitled, isClosed }) => languageId === 'nnconfig' && isUntitled && !isClosed,
    );
  }

  async function trainInFront() {
    await run('trainOnCsv', undefined, { now: true });
    const session = await until(() => extension.api.sessions.sessions[0], 'there is a run');
    await untilState(session, 'running', 'finished');
    return session;
  }

  it('is recognised by its rows; its configuration is untitled too', async () => {
    const table = await paste(easyTable());
    assert.equal(table.languageId, 'plaintext');
    const session = await trainInFront();
    await untilEqual<unknown>(() => session.description?.dataFile, table.uri.path, 'the run learns from the table');
    const config = await until(() => untitledConfigs()[0], 'there is a configuration');
    // One column of this table gives the answer, and is told.
    const codes = () => vscode.languages.getDiagnostics(config.uri).map(({ code }) => code);
    await untilEqual<unknown>(codes, ['answerAmongInputs'], 'the column is told');
  });

  it('keeps its one configuration when it is trained again', async () => {
    const table = await paste(easyTable());
    await trainInFront();
    await vscode.window.showTextDocument(table);
    await trainInFront();
    await untilEqual(() => untitledConfigs().length, 1, 'there is one configuration');
    assert.equal(extension.api.sessions.sessions.length, 1);
  });

  it('with a path has its configuration beside that path', async () => {
    const uri = inWorkspace('never.csv').with({ scheme: 'untitled' });
    const table = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), easyTable());
    await vscode.workspace.applyEdit(edit);
    await vscode.window.showTextDocument(table);
    const session = await trainInFront();
    assert.equal(session.title, 'never.nnconfig');
    await untilEqual<unknown>(() => session.description?.dataFile, 'never.csv', 'the run learns from the table');
    assert.equal(await exists(inWorkspace('never.csv')), false);
  });

  it('was closed without saving: its run goes on and opens the text again', async () => {
    await paste(easyTable());
    const session = await trainInFront();
    const config = await until(() => untitledConfigs()[0], 'there is a configuration');
    const text = config.getText();
    await vscode.window.showTextDocument(config);
    const isInFront = () => vscode.window.activeTextEditor?.document === config;
    await until(isInFront, 'the configuration is in front');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until(() => untitledConfigs().length === 0, 'the configuration is closed');
    assert.deepEqual(extension.api.sessions.sessions, [session]);
    // On a busy machine the editor may still be closing it: who asks again is answered.
    await until(async () => {
      await run('openConfiguration');
      return untitledConfigs().some((document) => document.getText() === text);
    }, 'its text is open again');
    assert.equal(extension.api.sessions.sessions.length, 1);
  });
});
