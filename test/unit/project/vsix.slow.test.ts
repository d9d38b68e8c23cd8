import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { packageTo, withoutPictures } from '#scripts/package.mjs';
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

  it('has fewer than 60 files and less than 800 kB, and its README shows no picture that is not there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'neural-network-vsix-'));
    const file = join(folder, 'extension.vsix');
    await packageTo(file);
    const [bytes, readme] = [statSync(file).size, readmeOf(file)];
    rmSync(folder, { recursive: true });
    assert.ok(bytes < 800_000, `${bytes} bytes`);
    assert.ok(expected().length < 60, `${expected().length} files`);
    assert.match(readme, /^# Neural Network Explorer\n/);
    assert.doesNotMatch(readme, /!\[/);
  });
});

describe('withoutPictures(readme)', () => {
  it('leaves out pictures that lie in the repository, and nothing else', () => {
    const readme = 'One.\n\n![a tour](docs/pictures/tour.webp)\n\n![far](https://a.b/c.png)\n\n[link](docs/cli.md)\n';
    assert.equal(withoutPictures(readme), 'One.\n\n![far](https://a.b/c.png)\n\n[link](docs/cli.md)\n');
  });
});

/** The README in a package, which is a ZIP archive. */
function readmeOf(vsix: string): string {
  const bytes = readFileSync(vsix);
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [size, nameLength] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if (/^extension\/readme\.md$/i.test(name)) {
      const local = bytes.readUInt32LE(at + 42);
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      return inflateRawSync(bytes.subarray(start, start + size)).toString('utf8');
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return assert.fail('the package has no README');
}
