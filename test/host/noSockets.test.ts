/** A table is read, trained and looked at while nothing, neither in the extension host nor in the worker, may reach another machine. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { exists, inWorkspace, trainEasy, untilState, useExtension } from './editor.ts';

interface Threads {
  Worker: new (file: string | URL, options?: object) => object;
}

describe('With all sockets refused', () => {
  const extension = useExtension();
  const undo: (() => void)[] = [];
  let log = '';

  before(() => {
    const root = vscode.extensions.getExtension('nn-explorer.neural-network-explorer')?.extensionPath ?? assert.fail();
    const script = join(root, 'scripts/suites/refuseSockets.cjs');
    log = inWorkspace('refused.log').fsPath;
    process.env['NN_REFUSED_LOG'] = log;
    const load = createRequire(join(root, 'package.json'));
    const threads: Threads = load('node:worker_threads');
    const { Worker } = threads;
    // A thread has modules of its own: it refuses, too.
    threads.Worker = class extends Worker {
      constructor(file: string | URL, options: object = {}) {
        super(file, { ...options, execArgv: ['--require', script] });
      }
    };
    const { restore }: { restore: () => void } = load(script);
    undo.push(restore, () => {
      threads.Worker = Worker;
      delete process.env['NN_REFUSED_LOG'];
    });
  });

  after(() => undo.forEach((back) => back()));

  it('the refusal itself is real', () => {
    assert.throws(() => fetch('http://127.0.0.1:9/'), /refused: fetch/);
    assert.match(readFileSync(log, 'utf8'), /fetch was tried/);
  });

  it('a network is trained to its end, and nothing was tried', async () => {
    await vscode.workspace.fs.delete(vscode.Uri.file(log), { useTrash: false });
    const { config, session } = await trainEasy(extension.api, 'alone', { epochs: 20 });
    await untilState(session, 'finished');
    assert.ok(session.description, 'the table was read');
    assert.ok(await exists(config));
    const tries = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
    const own = vscode.extensions.getExtension('nn-explorer.neural-network-explorer')?.extensionPath ?? '';
    assert.deepEqual(
      tries.filter((line) => line.includes(own)),
      [],
    );
  });
});
