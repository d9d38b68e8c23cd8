/** VS Code's own linter of extensions finds nothing in what is shipped: the manifest, and the README as the package has it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { withoutPictures } from '#scripts/package.mjs';
import { show, until, useExtension, writeFile } from './editor.ts';

function findings(uri: vscode.Uri): string[] {
  return vscode.languages.getDiagnostics(uri).map(({ message, range }) => `line ${range.start.line + 1}: ${message}`);
}

describe("VS Code's linter of extensions", () => {
  useExtension();

  it('finds nothing in package.json and README.md, where it finds what is wrong in others', async () => {
    const root = vscode.extensions.getExtension('nn-explorer.neural-network-explorer')?.extensionPath ?? assert.fail();
    const read = (name: string): string => readFileSync(join(root, name), 'utf8');
    const manifest = read('package.json');
    const ours = [
      await writeFile('shipped/package.json', manifest),
      await writeFile('shipped/README.md', withoutPictures(read('README.md'))),
    ];
    const redundant = manifest.replace('"activationEvents": [', '"activationEvents": ["onLanguage:nnconfig",');
    const wrong = [
      await writeFile('wrong/package.json', redundant),
      await writeFile('wrong/README.md', '# Wrong\n\n![a picture](http://a.b/picture.svg)\n'),
    ];
    // Documents are looked at in the order in which they were opened: once the last is done, all are.
    for (const uri of [...ours, ...wrong]) await show(uri);
    for (const uri of wrong) await until(() => findings(uri).length > 0, `${uri.path} has a finding`);
    assert.deepEqual(ours.map(findings), [[], []]);
  });
});
