/** What goes wrong has a calm end: a dead worker, a refused path, more runs than turns. */
import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
  easyConfig,
  easyTable,
  inWorkspace,
  panelTabs,
  run,
  sessionOf,
  show,
  until,
  untilEqual,
  untilState,
  writeFile,
  trainEasy,
  useExtension,
} from './editor.ts';

describe('when something goes wrong', () => {
  const extension = useExtension();
  let elsewhere = '';
  after(() => elsewhere && rm(elsewhere, { recursive: true, force: true }));

  it('a killed worker fails its run only; starting again trains again', async () => {
    const others = new Set(extension.api.workers.alive);
    const { session } = await trainEasy(extension.api, 'killed');
    await untilState(session, 'running');
    // The one that reads its table was started before it.
    const worker = extension.api.workers.alive.filter((candidate) => !others.has(candidate)).at(-1);
    assert.ok(worker);
    await worker.terminate();
    await untilState(session, 'failed');
    assert.match(session.status.message, /worker/);
    await run('start');
    await untilState(session, 'running');
    await until(() => session.status.step > 0, 'steps are done again');
  });

  it('a third run waits until one of two is done', async () => {
    await writeFile('turns.csv', easyTable());
    for (const name of ['one', 'two', 'three'])
      await run('trainConfig', await writeFile(`${name}.nnconfig`, easyConfig('turns.csv')));
    const [one, two, three] = await Promise.all(
      ['one', 'two', 'three'].map((name) => sessionOf(extension.api, `${name}.nnconfig`)),
    );
    assert.ok(one && two && three);
    await untilState(one, 'running');
    await untilState(two, 'running');
    await untilState(three, 'waiting');
    await run('stop', inWorkspace('one.nnconfig'));
    await untilState(three, 'running');
    await untilState(two, 'running');
  });

  it('stopping while the data are read ends the run and its worker', async () => {
    const rows = 'left,1,2,3,4,5,6,7,8,9\nright,9,8,7,6,5,4,3,2,1\n'.repeat(400_000);
    await writeFile('large.csv', `side,a,b,c,d,e,f,g,h,i\n${rows}`);
    await run('trainConfig', await writeFile('large.nnconfig', easyConfig('large.csv')));
    const session = await sessionOf(extension.api, 'large.nnconfig');
    await untilState(session, 'preparing');
    await run('stop', inWorkspace('large.nnconfig'));
    await until(() => !extension.api.sessions.sessions.includes(session), 'the run has ended');
    await until(() => panelTabs().length === 0, 'its panel is closed');
  });

  const outside = [
    '../outside.csv',
    '/etc/passwd',
    'C:\\outside.csv',
    '\\\\server\\share\\outside.csv',
    '//server/share/outside.csv',
    'file:///etc/passwd',
    'a/../../outside.csv',
  ];
  for (const [index, path] of outside.entries()) {
    it(`refuses to read ${path}`, async () => {
      const config = await writeFile(`outside${index}.nnconfig`, easyConfig(path));
      const others = new Set(extension.api.workers.alive);
      await run('trainConfig', config);
      const session = await sessionOf(extension.api, `outside${index}.nnconfig`);
      await untilState(session, 'failed');
      assert.match(session.status.message, /refused/);
      const more = extension.api.workers.alive.filter((worker) => !others.has(worker));
      assert.ok(more.length <= 1, 'no worker was asked to read it');
    });
  }

  it('refuses a link that leaves the workspace, and marks it in the text', async () => {
    elsewhere = await mkdtemp(join(tmpdir(), 'nn-explorer-elsewhere-'));
    writeFileSync(join(elsewhere, 'table.csv'), easyTable());
    symlinkSync(join(elsewhere, 'table.csv'), inWorkspace('link.csv').fsPath);
    const config = await writeFile('link.nnconfig', easyConfig('link.csv'));
    await run('trainConfig', config);
    const session = await sessionOf(extension.api, 'link.nnconfig');
    await untilState(session, 'failed');
    assert.match(session.status.message, /link that leaves the workspace/);
    await show(config);
    const marked = await until(
      () => vscode.languages.getDiagnostics(config).find(({ message }) => message.includes('refused')),
      'the path is marked',
    );
    assert.equal((await vscode.workspace.openTextDocument(config)).getText(marked.range), '"link.csv"');
  });

  it('shows a configuration that cannot be used at its first error', async () => {
    const config = await writeFile('broken.nnconfig', '{\n  "data": { "file": "iris.csv" }\n}\n');
    await run('trainConfig', config);
    await untilEqual<unknown>(
      () => {
        const { document, selection } = vscode.window.activeTextEditor ?? {};
        return [document?.uri.toString(), selection?.start.line];
      },
      [config.toString(), 1],
      'the error is chosen',
    );
    assert.equal(extension.api.sessions.sessions.length, 0);
  });
});
