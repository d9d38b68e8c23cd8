import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { root } from './root.ts';

function expected(): string[] {
  return readFileSync(join(root, 'test/golden/vsix-files.txt'), 'utf8').split('\n').filter(Boolean);
}

function vsce(...args: string[]): string {
  const result = spawnSync(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(result.status, 0, result.stderr);
  return result.stdout;
}

describe('the extension package', function () {
  this.timeout(120_000);

  it('contains the files of test/golden/vsix-files.txt and no others', () => {
    const listed = vsce('ls', '--no-dependencies').split('\n').filter(Boolean).sort();
    assert.deepEqual(listed, expected());
  });

  it('has fewer than 40 files and less than 1 MB', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nn-explorer-vsix-'));
    const file = join(folder, 'extension.vsix');
    vsce('package', '--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository', '--out', file);
    const bytes = statSync(file).size;
    rmSync(folder, { recursive: true });
    assert.ok(bytes < 1_000_000, `${bytes} bytes`);
    assert.ok(expected().length < 40, `${expected().length} files`);
  });
});
