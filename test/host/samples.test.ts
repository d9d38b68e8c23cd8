/** The ways in for those who have no configuration yet: samples by their question, a new configuration, the walkthrough's pictures. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { samples } from '../../src/host/commands/openSamples.ts';
import { easyTable, run, sessionOf, until, untilEqual, useExtension, writeFile } from './editor.ts';

function extensionFolder(): vscode.Uri {
  const extension = vscode.extensions.getExtension('nn-explorer.neural-network-explorer');
  assert.ok(extension);
  return extension.extensionUri;
}

async function namesIn(folder: string, ending: string): Promise<readonly string[]> {
  const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(extensionFolder(), folder));
  return entries.map(([name]) => name).filter((name) => name.endsWith(ending));
}

describe('samples and new configurations', () => {
  const extension = useExtension();
  beforeEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('Open Samples has a question for every sample there is', async () => {
    const files = await namesIn('samples', '.nnconfig');
    assert.deepEqual(samples.map(({ file }) => file).sort(), [...files].sort());
  });

  it('Open Samples opens the one that is chosen, and it trains at once', async () => {
    const uri = await run<vscode.Uri>('openSamples', 'xor.nnconfig');
    const session = await sessionOf(extension.api, 'xor.nnconfig');
    await until(() => session.status.step > 0, 'it trains');
    const inFront = () => vscode.window.activeTextEditor?.document.uri.toString();
    await untilEqual<unknown>(inFront, uri.toString(), 'the sample is in front');
    await run('stop');
  });

  it('New Network Configuration makes a usable text for a table, beside the one that is there, and trains nothing', async () => {
    const table = await writeFile('fresh.csv', easyTable());
    const first = await run<vscode.Uri>('newConfiguration', table);
    assert.match(first.path, /fresh\.nnconfig$/);
    const document = await vscode.workspace.openTextDocument(first);
    await untilEqual(() => document.languageId, 'nnconfig', 'it is a configuration');
    assert.match(document.getText(), /"file": "fresh\.csv"/);
    await writeFile('fresh.nnconfig', document.getText());
    const second = await run<vscode.Uri>('newConfiguration', table);
    assert.match(second.path, /fresh-new\.nnconfig$/);
    assert.ok(!extension.api.sessions.sessions.some(({ title }) => title.startsWith('fresh')));
  });

  it('New Network Configuration without a table opens a text that names one that is to come', async () => {
    const uri = await run<vscode.Uri>('newConfiguration', false);
    const document = await vscode.workspace.openTextDocument(uri);
    await untilEqual(() => document.languageId, 'nnconfig', 'it is a configuration');
    assert.match(document.getText(), /"file": "table\.csv", "target": "column"/);
  });

  it('the pictures of the walkthrough have no words and only colours of the theme', async () => {
    const pictures = await namesIn('media/walkthrough', '.svg');
    assert.equal(pictures.length, 5);
    for (const name of pictures) {
      const uri = vscode.Uri.joinPath(extensionFolder(), 'media/walkthrough', name);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      assert.doesNotMatch(text, /<text|#[0-9a-f]{3}|rgb\(/i, name);
      assert.match(text, /var\(--vscode-/, name);
    }
  });
});
