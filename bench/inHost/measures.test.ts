/** Measured inside the extension host, where it is felt; the figures go to the file that `NN_EXPLORER_MEASURES` names. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { after, describe, it } from 'mocha';
import * as vscode from 'vscode';

/** The timer of the measurement fires this often (ms); what is above it is delay. */
const resolution = 1;
const trainingMilliseconds = 5000;

/** What VS Code itself brings for a language, and nobody has asked for yet. */
const yardstick = 'vscode.typescript-language-features';

describe('measures in the extension host', () => {
  const measures = { activation: Number.NaN, yardstick: Number.NaN, delay: Number.NaN };

  after(() => writeFileSync(process.env['NN_EXPLORER_MEASURES'] ?? '', JSON.stringify(measures)));

  it('time of the activation, beside that of an extension that everybody has', async () => {
    measures.activation = await activationOf('nn-explorer.neural-network-explorer');
    measures.yardstick = await activationOf(yardstick);
  });

  it('delay of the event loop while a network learns and its panel is open', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'flower-2-4-1.nnconfig');
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('neuralNetwork.trainConfig', uri);
    // The first second belongs to opening the panel.
    await delay(1000);
    const monitor = monitorEventLoopDelay({ resolution });
    monitor.enable();
    await delay(trainingMilliseconds);
    monitor.disable();
    measures.delay = Math.max(0, monitor.percentile(99) / 1e6 - resolution);
    await vscode.commands.executeCommand('neuralNetwork.stop');
  });
});

/** Milliseconds to load an extension's code and to run its `activate`; VS Code's own part (messages to the window) is left out. */
async function activationOf(id: string): Promise<number> {
  const extension = vscode.extensions.getExtension(id);
  assert.ok(extension && !extension.isActive, id);
  const main = join(extension.extensionPath, extension.packageJSON.main);
  const load = createRequire(__filename);
  const begun = performance.now();
  const code: { activate(context: vscode.ExtensionContext): unknown } = load(main);
  const loading = performance.now() - begun;
  let call = Number.NaN;
  const cached = load.cache[load.resolve(main)];
  assert.ok(cached);
  // VS Code takes the loaded module from the cache.
  cached.exports = {
    ...code,
    activate(context: vscode.ExtensionContext) {
      const called = performance.now();
      const api = code.activate(context);
      call = performance.now() - called;
      return api;
    },
  };
  await extension.activate();
  return loading + call;
}
