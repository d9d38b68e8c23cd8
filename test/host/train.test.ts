/** The main job: from a table to a trained network. */
import assert from 'node:assert/strict';
import { metricValue } from '../../src/core/evaluation/metrics.ts';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
  easyConfig,
  easyTable,
  exists,
  hoverText,
  inWorkspace,
  panelTabs,
  run,
  sessionOf,
  show,
  until,
  untilEqual,
  untilState,
  writeFile,
  useExtension,
} from './editor.ts';

describe('Train Network on This CSV', () => {
  const extension = useExtension();

  it('writes an unsaved configuration beside the table, opens the panel, and trains to the end', async () => {
    const csv = await writeFile('signs.csv', easyTable());
    await run('trainOnCsv', csv, { now: true });
    const session = await sessionOf(extension.api, 'signs.nnconfig');
    await untilState(session, 'running', 'finished');
    const document = vscode.workspace.textDocuments.find((candidate) => candidate.uri.path.endsWith('/signs.nnconfig'));
    assert.equal(document?.isUntitled, true);
    assert.equal(document?.uri.path, inWorkspace('signs.nnconfig').path);
    assert.equal(document?.languageId, 'nnconfig');
    assert.equal(await exists(inWorkspace('signs.nnconfig')), false);
    await untilEqual(() => panelTabs().map((tab) => tab.label), ['Network: signs.nnconfig'], 'the panel is open');
    await untilState(session, 'finished');
    assert.equal(session.description?.task, 'binary');
    assert.deepEqual(session.description?.targets, ['side']);
    assert.equal(metricValue(session.status.trainMetric ?? 0), 1);
    // With the penalty that keeps weights small; ln 2 is what knows nothing.
    assert.ok((session.status.cost ?? 1) < 0.35, `${session.status.cost}`);
  });

  it('slows a short training down so that it can be watched, until Train at Full Speed', async () => {
    const settings = vscode.workspace.getConfiguration('neuralNetwork.training');
    await settings.update('watchSeconds', 600, vscode.ConfigurationTarget.Workspace);
    try {
      const csv = await writeFile('watched.csv', easyTable());
      await run('trainOnCsv', csv, { now: true });
      const session = await sessionOf(extension.api, 'watched.nnconfig');
      await until(() => session.status.slowed, 'the training is slowed down');
      await untilState(session, 'running');
      await run('fullSpeed');
      await untilState(session, 'finished');
      await until(() => !session.status.slowed, 'it is no longer slowed down');
    } finally {
      await settings.update('watchSeconds', 0, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('uses a configuration that is there, and adds nothing to it', async () => {
    const csv = await writeFile('known.csv', easyTable());
    const text = easyConfig('known.csv', { epochs: 5 });
    const config = await writeFile('known.nnconfig', text);
    await run('trainOnCsv', csv, { now: true });
    const session = await sessionOf(extension.api, 'known.nnconfig');
    await untilState(session, 'finished');
    await untilEqual(() => session.status.epoch, 5, 'it has trained five epochs');
    const document = await vscode.workspace.openTextDocument(config);
    assert.equal(document.getText(), text);
    assert.equal(document.isDirty, false);
  });

  it('does not take a configuration that is about another table', async () => {
    await writeFile('pair.csv', easyTable());
    await writeFile('pair.nnconfig', easyConfig('pair.csv', { epochs: 5 }));
    const tsv = await writeFile('pair.TSV', easyTable().replaceAll(',', '\t'));
    await run('trainOnCsv', tsv, { now: true });
    const session = await sessionOf(extension.api, 'pair.TSV.nnconfig');
    await untilState(session, 'running', 'finished');
    assert.equal(session.description?.dataFile, 'pair.TSV');
  });

  it('predicts the column that was chosen', async () => {
    const csv = await writeFile('chosen.csv', easyTable());
    await run('trainOnCsv', csv, { target: 'u' });
    const session = await sessionOf(extension.api, 'chosen.nnconfig');
    await until(() => session.description, 'the run is described');
    assert.equal(session.description?.task, 'regression');
    assert.deepEqual(session.description?.targets, ['u']);
  });

  it('reveals the one panel of a run instead of opening another', async () => {
    const csv = await writeFile('once.csv', easyTable());
    await run('trainOnCsv', csv, { now: true });
    const session = await sessionOf(extension.api, 'once.nnconfig');
    await untilState(session, 'running', 'finished');
    await run('trainOnCsv', csv, { now: true });
    await run('showPanel');
    await untilEqual(() => panelTabs().length, 1, 'there is one panel');
    assert.equal(extension.api.sessions.sessions.filter(({ title }) => title === 'once.nnconfig').length, 1);
  });

  it('goes on with the same run after the unsaved configuration was saved', async () => {
    const csv = await writeFile('saved.csv', easyTable());
    await run('trainOnCsv', csv, { now: true });
    const session = await sessionOf(extension.api, 'saved.nnconfig');
    await untilState(session, 'running', 'finished');
    await run('openConfiguration');
    await vscode.commands.executeCommand('workbench.action.files.save');
    await until(() => exists(inWorkspace('saved.nnconfig')), 'the configuration is saved');
    await run('setSeed', inWorkspace('saved.nnconfig'), 77);
    await until(() => session.config.network.initialization.seed === 77, 'the run has the new seed');
    assert.equal(extension.api.sessions.sessions.length, 1);
  });

  it('learns from what the editor shows when the table is not saved', async () => {
    const csv = await writeFile('unsaved.csv', easyTable(40));
    const editor = await show(csv);
    await editor.edit((edit) =>
      edit.insert(editor.document.lineAt(editor.document.lineCount - 1).range.end, '0.9,0.5,right\n'.repeat(10)),
    );
    await until(() => editor.document.isDirty, 'the rows are typed');
    await run('trainOnCsv', csv, { now: true });
    const session = await sessionOf(extension.api, 'unsaved.nnconfig');
    const description = await until(() => session.description, 'the run is described');
    assert.equal(description.m + description.mValidation, 50);
  });

  it('reads a table again that has changed since', async () => {
    const csv = await writeFile('grows.csv', easyTable(40));
    await writeFile('grows.nnconfig', easyConfig('grows.csv', { epochs: 2 }));
    await run('trainOnCsv', csv, { now: true });
    const session = await sessionOf(extension.api, 'grows.nnconfig');
    await untilState(session, 'finished');
    await writeFile('grows.csv', easyTable(60));
    await run('trainConfig', inWorkspace('grows.nnconfig'));
    await until(
      () => session.description && session.description.m + session.description.mValidation === 60,
      'the run has 60 examples',
    );
  });

  it('does not read a large table again that the checks of the configuration have just read', async () => {
    const csv = await writeFile('large.csv', easyTable(60_000));
    const config = await writeFile('large.nnconfig', easyConfig('large.csv', { epochs: 1 }));
    const { document } = await show(config);
    const name = document.positionAt(document.getText().indexOf('large.csv'));
    await until(async () => /60.?000 rows/.test(await hoverText(document, name)), 'the table is known');
    // Other words behind the same size and time: whoever reads now finds them.
    const { atime, mtime } = statSync(csv.fsPath);
    writeFileSync(csv.fsPath, readFileSync(csv.fsPath, 'utf8').replaceAll('left', 'lift'));
    utimesSync(csv.fsPath, atime, mtime);
    await run('trainConfig', config);
    const session = await sessionOf(extension.api, 'large.nnconfig');
    await untilState(session, 'finished');
    assert.deepEqual(session.description?.classes, ['left', 'right']);
  });

  it('gives way to the editor: its threads have a lower priority than the host', async () => {
    await writeFile('polite.csv', easyTable());
    const config = await writeFile('polite.nnconfig', easyConfig('polite.csv'));
    await run('trainConfig', config);
    const session = await sessionOf(extension.api, 'polite.nnconfig');
    await untilState(session, 'running');
    const tasks = '/proc/self/task';
    // Behind the name in brackets: the state and 15 more fields, then the priority. Threads come and go meanwhile.
    const priorityOf = (task: string): number[] => {
      try {
        return [
          Number(
            readFileSync(join(tasks, task, 'stat'), 'utf8')
              .split(') ')
              .at(-1)
              ?.split(' ')[16],
          ),
        ];
      } catch {
        return [];
      }
    };
    const priorities = () => readdirSync(tasks).flatMap(priorityOf);
    await until(() => Math.max(...priorities()) >= 5, 'a thread has a lower priority');
    await untilEqual(() => priorityOf(String(process.pid))[0], Math.min(...priorities()), 'the host has the highest');
    await session.stop();
  });

  it('says so, calmly, when the table is not there, and trains once it is', async () => {
    const config = await writeFile('later.nnconfig', easyConfig('later.csv', { epochs: 2 }));
    await run('trainConfig', config);
    const session = await sessionOf(extension.api, 'later.nnconfig');
    await untilState(session, 'failed');
    assert.match(session.status.message, /later\.csv/);
    await writeFile('later.csv', easyTable());
    await run('trainConfig', config);
    await untilState(session, 'finished');
  });
});
