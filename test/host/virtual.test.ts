/** Tables and configurations on a file system that has no disk. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { easyConfig, easyTable, run, sessionOf, show, until, untilEqual, untilState, useExtension } from './editor.ts';

/** Files in memory, in one folder. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly #files = new Map<string, Uint8Array>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    if (path === '/') return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.#get(path).length };
  }

  readDirectory(): [string, vscode.FileType][] {
    return [...this.#files.keys()].map((path) => [path.slice(1), vscode.FileType.File]);
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    return this.#get(path);
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    this.#files.set(uri.path, content);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(uri: vscode.Uri): void {
    this.#files.delete(uri.path);
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  #get(path: string): Uint8Array {
    const content = this.#files.get(path);
    if (!content) throw vscode.FileSystemError.FileNotFound(path);
    return content;
  }
}

describe('a file system without a disk', () => {
  const extension = useExtension();
  const files = new MemoryFiles();
  const at = (name: string) => vscode.Uri.from({ scheme: 'memory', path: `/${name}` });
  const write = (name: string, text: string) => files.writeFile(at(name), new TextEncoder().encode(text));
  let registration: vscode.Disposable;

  before(() => {
    registration = vscode.workspace.registerFileSystemProvider('memory', files);
  });
  after(() => registration.dispose());

  it('trains a table there; its configuration is made beside it', async () => {
    write('signs.csv', easyTable());
    await run('trainOnCsv', at('signs.csv'), { now: true });
    const session = await sessionOf(extension.api, 'signs.nnconfig');
    await untilState(session, 'running', 'finished');
    await untilEqual<unknown>(() => session.description?.dataFile, 'signs.csv', 'the run learns from the table');
    assert.equal(files.stat(at('signs.nnconfig')).type, vscode.FileType.File);
  });

  it('trains a configuration there, and edits reach it', async () => {
    write('easy.csv', easyTable());
    write('easy.nnconfig', easyConfig('easy.csv'));
    await show(at('easy.nnconfig'));
    await run('trainConfig');
    const session = await sessionOf(extension.api, 'easy.nnconfig');
    await untilState(session, 'running');
    await run('setLearningRate', at('easy.nnconfig'), 0.25);
    await until(() => session.status.effective.learningRate === 0.25, 'the learning rate is in force');
  });

  it('says when the table is not there', async () => {
    write('alone.nnconfig', easyConfig('missing.csv'));
    await run('trainConfig', at('alone.nnconfig'));
    const session = await sessionOf(extension.api, 'alone.nnconfig');
    await untilState(session, 'failed');
    assert.match(session.status.message, /missing\.csv/);
  });

  it('refuses a path out of it', async () => {
    write('outside.nnconfig', easyConfig('file:///etc/passwd'));
    await run('trainConfig', at('outside.nnconfig'));
    const session = await sessionOf(extension.api, 'outside.nnconfig');
    await untilState(session, 'failed');
    assert.match(session.status.message, /refused/);
  });
});
