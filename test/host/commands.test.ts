/** The manifest and the code agree: what is contributed exists, what is needed is there. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activate } from './editor.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: object };
  };
}

function manifest(): Manifest {
  return vscode.extensions.getExtension('nn-explorer.neural-network-explorer')?.packageJSON as Manifest;
}

describe('the extension in the editor', () => {
  before(() => activate());

  it('registers every command it contributes', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest().contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it('contributes every command it registers', async () => {
    const contributed = new Set(manifest().contributes.commands.map(({ command }) => command));
    // The editor itself makes commands for each view: "<view>.focus" and the like.
    const views = /^neuralNetwork\.(live|runs|model|hyperparameters)\./;
    const own = (await vscode.commands.getCommands(true)).filter(
      (command) => command.startsWith('neuralNetwork.') && !views.test(command),
    );
    assert.deepEqual(
      own.filter((command) => !contributed.has(command)),
      [],
    );
  });

  it('has a title in words for every command', () => {
    for (const { command, title } of manifest().contributes.commands) assert.doesNotMatch(title, /^%|^$/, command);
  });

  it('declares at most twelve settings, each with the default that the code assumes', () => {
    const names = Object.keys(manifest().contributes.configuration.properties);
    assert.ok(names.length <= 12);
    const standard = (name: string) => vscode.workspace.getConfiguration().inspect(name)?.defaultValue;
    assert.equal(standard('neuralNetwork.panel.openOnTrain'), true);
    assert.equal(standard('neuralNetwork.notifications.longRun'), 30);
    assert.equal(standard('neuralNetwork.training.watchSeconds'), 10);
    assert.equal(standard('neuralNetwork.editor.codeLens'), true);
    assert.equal(standard('neuralNetwork.editor.shapeHints'), true);
    assert.equal(standard('neuralNetwork.engine.wideVectors'), 'auto');
    assert.equal(standard('neuralNetwork.recording.runs'), 'workspaceStorage');
    assert.equal(standard('neuralNetwork.recording.storageMegabytes'), 500);
    assert.equal(standard('neuralNetwork.recording.resume'), false);
  });
});
