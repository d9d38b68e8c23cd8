import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { projectFiles, root } from './root.ts';

const textFiles = projectFiles().filter((path) =>
  /\.(ts|mjs|cjs|js|json|md|css|yml|nnconfig|csv|svg|txt)$|^[^.]*$|^\.[^.]*$/.test(path),
);

describe('the project files', () => {
  it('hold no path of the machine they were written on', () => {
    // A home directory of "/" would be found everywhere.
    const here = [root, homedir()].filter((path) => path.length > 1).map((path) => `${path}/`);
    const found = textFiles.filter((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return here.some((folder) => text.includes(folder)) || /(?<![\w.:/])\/(?:work|root)\/[\w.-]+/.test(text);
    });
    assert.deepEqual(found, []);
  });

  it('package-lock.json holds no addresses to download from', () => {
    const lock: { packages: Record<string, { resolved?: string }> } = JSON.parse(
      readFileSync(join(root, 'package-lock.json'), 'utf8'),
    );
    const resolved = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
    assert.deepEqual(resolved, []);
  });

  it('package.json pins every version exactly', () => {
    const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    const loose = Object.entries(devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    assert.deepEqual(loose, []);
  });
});
