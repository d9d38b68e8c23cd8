/** The corpus of broken configurations in the editor: the Problems list says of each what the corpus expects, where it expects it. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { plainText } from '../../src/config/wording/plainText.ts';
import type { BrokenConfig } from '../unit/config/problems/brokenConfigs/brokenConfig.ts';
import { brokenTexts, doubtfulConfigs } from '../unit/config/problems/brokenConfigs/corpus.ts';
import { plants } from '../unit/config/problems/brokenConfigs/plants.ts';
import { brokenTables, tableFiles } from '../unit/config/problems/brokenConfigs/tables.ts';
import { inWorkspace, until, useExtension, writeFile } from './editor.ts';

/** Beyond it the editor and its host do not talk of a document. */
const maxCharacters = 500_000;

const severities: readonly string[] = ['', 'warning ', 'information '];

/** "1:9 unknownKey There is no such key": place in the text without its carets, then as the corpus writes it. */
function expectedOf({ text, expected }: BrokenConfig): readonly string[] {
  const offsets = [...text.matchAll(/‸/g)].map(({ index }, before) => index - before);
  const before = (index: number) => text.replaceAll('‸', '').slice(0, offsets[index]);
  return expected.map((said, index) => {
    const lines = before(index).split(/\r\n|[\n\r]/);
    // An address is shown so that nobody can click on it.
    return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1} ${plainText(said)}`;
  });
}

function marksOn(uri: vscode.Uri): readonly string[] {
  return vscode.languages.getDiagnostics(uri).map(({ range, severity, code, message }) => {
    return `${range.start.line + 1}:${range.start.character + 1} ${severities[severity] ?? ''}${String(code)} ${message}`;
  });
}

/** So many are opened at a time: of documents without a tab the editor keeps fifty. */
const atOnce = 40;

async function compare(folder: string, corpus: readonly BrokenConfig[]): Promise<void> {
  for (let first = 0; first < corpus.length; first += atOnce) {
    const part = corpus.slice(first, first + atOnce);
    const uris = await Promise.all(
      part.map(({ text }, index) => writeFile(`${folder}/${first + index}.nnconfig`, text.replaceAll('‸', ''))),
    );
    await Promise.all(uris.map((uri) => vscode.workspace.openTextDocument(uri)));
    for (const [index, uri] of uris.entries()) await isMarked(uri, part[index] as BrokenConfig);
  }
}

async function isMarked(uri: vscode.Uri, broken: BrokenConfig): Promise<void> {
  const expected = [...expectedOf(broken)].sort();
  const marks = () => [...marksOn(uri)].sort();
  const isAsExpected = () => JSON.stringify(marks()) === JSON.stringify(expected);
  await until(isAsExpected, broken.name).catch(() => assert.deepEqual(marks(), expected, broken.name));
}

describe('the corpus of broken configurations in the editor', () => {
  useExtension();

  after(async () => {
    for (const folder of ['corpus', 'tables'])
      await vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true });
  });

  it('is marked as expected, text by text', async function () {
    this.timeout(600_000);
    await writeFile('corpus/plants.csv', plants);
    // Without its table a text with errors says that, too.
    for (const name of ['a', 'a.csv', 'iris.csv']) await writeFile(`corpus/${name}`, plants);
    await compare(
      'corpus',
      [...brokenTexts, ...doubtfulConfigs].filter(({ text }) => text.length < maxCharacters),
    );
  });

  it('is marked as expected where the table cannot be used', async function () {
    this.timeout(600_000);
    for (const [name, content] of Object.entries(tableFiles)) {
      const uri = inWorkspace(`tables/${name}`);
      if (name.endsWith('/')) await vscode.workspace.fs.createDirectory(uri);
      else
        await vscode.workspace.fs.writeFile(
          uri,
          typeof content === 'string' ? new TextEncoder().encode(content) : content,
        );
    }
    await compare('tables', brokenTables);
  });
});
