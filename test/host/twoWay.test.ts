/** Text, panel and network stay one: whoever changes the configuration, and however. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Api } from '../../src/host/extension.ts';
import type { RunController } from '../../src/session/session.ts';
import {
  activate,
  cleanUp,
  easyConfig,
  easyTable,
  inWorkspace,
  run,
  sessionOf,
  show,
  until,
  untilEqual,
  untilMatch,
  untilState,
  writeFile,
} from './editor.ts';

describe('a configuration that is changed from several sides', () => {
  let api: Api;
  let session: RunController;
  let document: vscode.TextDocument;
  const original = easyConfig('two-way.csv');

  beforeEach(async () => {
    api = await activate();
    await writeFile('two-way.csv', easyTable());
    ({ document } = await show(await writeFile('two-way.nnconfig', original)));
    await run('trainConfig');
    session = await sessionOf(api, 'two-way.nnconfig');
    await untilState(session, 'running');
  });
  afterEach(() => cleanUp(api));

  const learningRate = (): number => session.status.effective.learningRate;
  const notice = (): string => api.runs.list[0]?.status.notice ?? '';

  function edited(from: string, to: string): vscode.WorkspaceEdit {
    const text = document.getText();
    const start = text.indexOf(from);
    assert.ok(start >= 0, `${from} is in ${text}`);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)),
      to,
    );
    return edit;
  }

  it('says where the error is and that the last good configuration goes on, until it is repaired', async () => {
    await vscode.workspace.applyEdit(edited('"epochs"', '"epoch"'));
    const said = /^two-way\.nnconfig:8:5: .*"epoch".* The last good configuration stays in force\.$/;
    await untilMatch(notice, said, 'the run says so');
    assert.equal(session.status.state, 'running');
    await vscode.workspace.applyEdit(edited('"epoch"', '"epochs"'));
    await until(() => notice() === '', 'nothing more is said');
  });

  it('two editors on one file show the same, and a control edits both', async () => {
    const beside = await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Two,
      preview: false,
    });
    await beside.edit((builder) => {
      const start = document.getText().indexOf('0.01');
      builder.replace(new vscode.Range(document.positionAt(start), document.positionAt(start + 4)), '0.02');
    });
    await until(() => learningRate() === 0.02, 'what was typed is in force');
    await run('setLearningRate', document.uri, 0.05);
    await until(() => learningRate() === 0.05, 'what was set is in force');
    await untilEqual(() => beside.document.getText(), original.replace('0.01', '0.05'), 'both show it');
    assert.equal(api.sessions.sessions.length, 1);
  });

  it('takes over what another program wrote', async () => {
    await writeFile('two-way.nnconfig', original.replace('0.01', '0.04'));
    await until(() => learningRate() === 0.04, 'what is on disk is in force');
    await until(() => !document.isDirty, 'nothing is left to be saved');
  });

  it('keeps unsaved edits when another program writes', async () => {
    await run('setLearningRate', document.uri, 0.03);
    await until(() => learningRate() === 0.03, 'what was set is in force');
    await writeFile('two-way.nnconfig', original.replace('0.01', '0.04'));
    await new Promise((done) => setTimeout(done, 500));
    assert.equal(document.getText(), original.replace('0.01', '0.03'));
    assert.equal(learningRate(), 0.03);
  });

  it('trains on when its table is renamed in the editor', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(inWorkspace('two-way.csv'), inWorkspace('two-ways.csv'), { overwrite: true });
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until(
      () => document.getText() === original.replace('two-way.csv', 'two-ways.csv'),
      'the configuration names the new file',
    );
    await until(() => session.config.data.file === 'two-ways.csv', 'the run learns from it');
    await untilState(session, 'running');
  });
});
