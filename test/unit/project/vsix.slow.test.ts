import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { before, describe, it } from 'mocha';
import { packageTo, withoutPictures, writtenIn } from '#scripts/package.mjs';
import { askedFor } from '../config/wording/askedFor.ts';
import { root } from './root.ts';

function expected(): string[] {
  return readFileSync(join(root, 'test/golden/vsix-files.txt'), 'utf8').split('\n').filter(Boolean);
}

describe('the extension package', function () {
  this.timeout(120_000);
  let bytes = 0;
  let files: ReadonlyMap<string, Buffer>;

  before(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'neural-network-vsix-'));
    const file = join(folder, 'extension.vsix');
    await packageTo(file);
    bytes = statSync(file).size;
    files = filesIn(readFileSync(file));
    rmSync(folder, { recursive: true });
  });

  it('contains the files of test/golden/vsix-files.txt and no others', () => {
    const packaged = [...files.keys()].flatMap((path) => /^extension\/(.*)$/.exec(path)?.[1] ?? []);
    assert.deepEqual(packaged.sort(), expected().map(nameInPackage).sort());
  });

  it('has fewer than 60 files and less than 800 kB, and its README shows no picture that is not there', () => {
    const readme = files.get('extension/readme.md')?.toString('utf8') ?? '';
    assert.ok(bytes < 800_000, `${bytes} bytes`);
    assert.ok(files.size < 60, `${files.size} files`);
    assert.match(readme, /^# Neural Network Explorer\n/);
    assert.doesNotMatch(readme, /!\[/);
  });

  it('has the Korean of all that its programs say, and leaves out what only the command line says', () => {
    const bundle = 'l10n/bundle.l10n.ko.json';
    const all = Object.keys(JSON.parse(readFileSync(join(root, bundle), 'utf8')) as object);
    const packed = new Set(
      Object.keys(JSON.parse(files.get(`extension/${bundle}`)?.toString('utf8') ?? '{}') as object),
    );
    const said = ['src/host', 'src/session', 'src/worker', 'webview'].flatMap(askedFor);
    assert.deepEqual(
      said.filter((sentence) => all.includes(sentence) && !packed.has(sentence)),
      [],
    );
    const onlyThere = writtenIn('cli');
    const left = all.filter((sentence) => !packed.has(sentence));
    assert.ok(left.length > 100);
    assert.deepEqual(
      left.filter((sentence) => !onlyThere.includes(sentence)),
      [],
    );
  });
});

/** What stands at the top for readers has names of its own in a package. */
function nameInPackage(path: string): string {
  if (path === 'LICENSE') return 'LICENSE.txt';
  return /^(?:README|CHANGELOG)\.md$/.test(path) ? path.toLowerCase() : path;
}

describe('withoutPictures(readme)', () => {
  it('leaves out pictures that lie in the repository, and nothing else', () => {
    const readme = 'One.\n\n![a tour](docs/pictures/tour.webp)\n\n![far](https://a.b/c.png)\n\n[link](docs/cli.md)\n';
    assert.equal(withoutPictures(readme), 'One.\n\n![far](https://a.b/c.png)\n\n[link](docs/cli.md)\n');
  });
});

/** The files in a package, which is a ZIP archive. */
function filesIn(vsix: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  let at = vsix.readUInt32LE(vsix.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) + 16);
  while (vsix.readUInt32LE(at) === 0x02014b50) {
    const [size, nameLength] = [vsix.readUInt32LE(at + 20), vsix.readUInt16LE(at + 28)];
    const local = vsix.readUInt32LE(at + 42);
    const start = local + 30 + vsix.readUInt16LE(local + 26) + vsix.readUInt16LE(local + 28);
    const packed = vsix.subarray(start, start + size);
    const isDeflated = vsix.readUInt16LE(at + 10) === 8;
    files.set(vsix.toString('utf8', at + 46, at + 46 + nameLength), isDeflated ? inflateRawSync(packed) : packed);
    at += 46 + nameLength + vsix.readUInt16LE(at + 30) + vsix.readUInt16LE(at + 32);
  }
  return files;
}
