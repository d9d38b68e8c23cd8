/** What happens on disk, by other hands, while configurations are open and networks learn. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
  easyConfig,
  easyTable,
  inWorkspace,
  panelTabs,
  run,
  sessionOf,
  show,
  trainEasy,
  until,
  untilState,
  useExtension,
  writeFile,
} from './editor.ts';

describe('files that change on disk', () => {
  const extension = useExtension();
  const { fs } = vscode.workspace;

  it('a table that is removed and put back leaves no problem behind', async () => {
    const table = await writeFile('back.csv', easyTable());
    const { document } = await show(await writeFile('back.nnconfig', easyConfig('back.csv')));
    const marks = () =>
      vscode.languages.getDiagnostics(document.uri).filter(({ message }) => message.includes('back.csv'));
    await fs.delete(table);
    await until(() => marks().length === 1, 'the missing table is marked');
    await writeFile('back.csv', easyTable());
    await until(() => marks().length === 0, 'the mark is gone');
  });

  it('a run without its table trains once the table is there', async () => {
    await run('trainConfig', await writeFile('soon.nnconfig', easyConfig('soon.csv', { epochs: 2 })));
    const session = await sessionOf(extension.api, 'soon.nnconfig');
    await untilState(session, 'failed');
    await writeFile('soon.csv', easyTable());
    await untilState(session, 'finished');
  });

  it('a run whose table changed or went says so and goes on', async () => {
    const { session, table } = await trainEasy(extension.api, 'other');
    await untilState(session, 'running');
    const notice = () => noticeOf('other.nnconfig');
    await writeFile('other.csv', easyTable(60));
    await until(() => /other\.csv changed on disk; train again/.test(notice()), 'the change is told');
    await fs.delete(table);
    await until(() => /other\.csv is no longer on disk/.test(notice()), 'the loss is told');
    await untilState(session, 'running');
    await writeFile('other.csv', easyTable(50));
    await until(() => /changed on disk/.test(notice()), 'the return is told');
    await run('trainConfig', inWorkspace('other.nnconfig'));
    await until(
      () => session.description && session.description.m + session.description.mValidation === 50,
      'the new table is read',
    );
    await until(() => notice() === '', 'nothing more is said');
  });

  it('a configuration that is open nowhere reaches its run', async () => {
    const { session } = await trainEasy(extension.api, 'closed');
    await untilState(session, 'running');
    await writeFile('closed.nnconfig', easyConfig('closed.csv', { learningRate: 0.5 }));
    await until(() => session.status.effective.learningRate === 0.5, 'the learning rate is in force');
    await untilState(session, 'running');
  });

  it('a configuration that is renamed takes its run and its panel along', async () => {
    const { session, config } = await trainEasy(extension.api, 'before');
    await untilState(session, 'running');
    const after = inWorkspace('after.nnconfig');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(config, after);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until(() => session.title === 'after.nnconfig', 'the run has the new name');
    await until(() => panelTabs()[0]?.label === 'Network: after.nnconfig', 'the panel has it too');
    await run('setLearningRate', after, 0.25);
    await until(() => session.status.effective.learningRate === 0.25, 'the renamed text reaches the run');
    assert.equal(extension.api.sessions.sessions.length, 1);
  });

  function noticeOf(title: string): string {
    return extension.api.runs.list.find((candidate) => candidate.title === title)?.status.notice ?? '';
  }
});
