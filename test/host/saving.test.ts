/** *Save Network…* writes the run's file; what is saved is what the worker has. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { readModel } from '../../src/model/modelFile.ts';
import { inMemory } from '../../src/model/safetensors.ts';
import { weightsSha256 } from '../../src/platform/node/fingerprint.ts';
import { inWorkspace, run, trainEasy, untilState, useExtension } from './editor.ts';

describe('a network that is saved', () => {
  const extension = useExtension();

  it('Save Network writes the weights of the run, over a file that is there, and leaves nothing beside it', async () => {
    const { session, config } = await trainEasy(extension.api, 'kept', { epochs: 3 });
    await untilState(session, 'finished');
    const target = inWorkspace('kept.safetensors');
    await vscode.workspace.fs.writeFile(target, new Uint8Array([1]));
    const written = await run('saveNetwork', config, { weights: 'present', withOptimizer: true }, target);
    assert.equal(String(written), String(target));
    const { origin, state } = await readModel(inMemory(await vscode.workspace.fs.readFile(target)), weightsSha256);
    assert.equal(origin.step, session.status.step);
    assert.equal(state?.step, session.status.step);
    assert.equal(origin.table.name, 'kept.csv');
    assert.notEqual(origin.table.sha256, '');
    const names = (await vscode.workspace.fs.readDirectory(inWorkspace('.'))).map(([name]) => name);
    assert.deepEqual(
      names.filter((name) => name.startsWith('kept.') && name.endsWith('.tmp')),
      [],
    );
  });
});
