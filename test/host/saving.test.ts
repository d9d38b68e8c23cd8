/** *Save Network…* writes the run's file; what is saved is what the worker has. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { readModel } from '../../src/model/modelFile.ts';
import { inMemory } from '../../src/model/safetensors.ts';
import { weightsSha256 } from '../../src/platform/node/fingerprint.ts';
import type { PredictionReport } from '../../src/protocol/modelApi.ts';
import {
  easyTable,
  inWorkspace,
  run,
  sessionOf,
  trainEasy,
  until,
  untilEqual,
  untilState,
  useExtension,
} from './editor.ts';

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

  it('predicts another table, for the run and for its file, with the same figures', async () => {
    const { session, config, table } = await trainEasy(extension.api, 'again', { epochs: 3 });
    await untilState(session, 'finished');
    const ofRun = await run<PredictionReport>('predict', config, table);
    const file = inWorkspace('again.safetensors');
    await run('saveNetwork', config, { weights: 'present', withOptimizer: false }, file);
    const ofFile = await run<PredictionReport>('predict', file, table);
    assert.deepEqual(ofFile.metrics, ofRun.metrics);
    assert.equal(ofFile.predicted, ofRun.rows);
    const inFront = () => {
      const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      return input instanceof vscode.TabInputCustom && String(input.uri) === String(file);
    };
    await until(inFront, 'its editor is in front');
    // As the Explorer calls it, with the file that was clicked and all that are chosen.
    const ofChosen = await run<PredictionReport>('predict', table, [table, inWorkspace('other.csv'), file]);
    assert.deepEqual(ofChosen.metrics, ofFile.metrics);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('vscode.open', file);
    await until(inFront, 'a model opens in its editor');
    const out = inWorkspace('again-predictions.csv');
    await run('savePredictions', config, out);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(out));
    assert.match(text, /^line,target,prediction/);
    assert.equal(text.trimEnd().split('\n').length, 1 + ofRun.rows);
  });

  it('predicts an unsaved table, and says why another one is refused', async () => {
    const { session, config } = await trainEasy(extension.api, 'unsaved', { epochs: 2 });
    await untilState(session, 'finished');
    const open = (content: string) => vscode.workspace.openTextDocument({ language: 'csv', content });
    const report = await run<PredictionReport>('predict', config, (await open(easyTable())).uri);
    assert.ok(report.predicted > 0);
    assert.equal(await run('predict', config, (await open('a,b\n1,2\n3,4\n')).uri), null);
  });

  it('exports a run and its file, which say that they are the same network, and shows what was written', async () => {
    const { session, config } = await trainEasy(extension.api, 'outward', { epochs: 3 });
    await untilState(session, 'finished');
    const module = inWorkspace('outward.mjs');
    const ofRun = await run<vscode.Uri[]>('exportNetwork', config, 'javascript', module);
    assert.deepEqual(ofRun.map(String), [String(module)]);
    await untilEqual(
      () => String(vscode.window.activeTextEditor?.document.uri),
      String(module),
      'the module is in front',
    );
    const written = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(written, /Rows of outward\.csv, and what Neural Network Explorer answers/);
    const { check } = (await import(module.toString())) as { check: () => { same: boolean } };
    assert.ok(check().same);
    const file = inWorkspace('outward.safetensors');
    await run('saveNetwork', config, { weights: 'present', withOptimizer: true }, file);
    const before = await vscode.workspace.fs.readFile(file);
    const ofFile = await run<vscode.Uri[]>('exportNetwork', file, 'pytorch', inWorkspace('outward.py'));
    assert.deepEqual(ofFile.map(String), [String(inWorkspace('outward.py'))]);
    assert.deepEqual(await vscode.workspace.fs.readFile(file), before);
  });

  it('exports a file in every way', async () => {
    const { session, config } = await trainEasy(extension.api, 'ways', { epochs: 3 });
    await untilState(session, 'finished');
    const file = inWorkspace('ways.safetensors');
    await run('saveNetwork', config, { weights: 'present', withOptimizer: false }, file);
    const ways = { onnx: ['onnx'], numpy: ['py'], loops: ['py'], keras: ['py', 'npz'], npz: ['npz'], latex: ['tex'] };
    for (const [to, endings] of Object.entries(ways)) {
      const written = await run<vscode.Uri[]>('exportNetwork', file, to, inWorkspace(`ways-${to}.${endings[0]}`));
      assert.deepEqual(
        written.map(String),
        endings.map((ending) => String(inWorkspace(`ways-${to}.${ending}`))),
      );
      for (const uri of written) assert.ok((await vscode.workspace.fs.readFile(uri)).length > 300, String(uri));
    }
  });

  it('Explore on a Table goes on from the file, and says whose columns and means it has', async () => {
    const { session, config, table } = await trainEasy(extension.api, 'further', { epochs: 3 });
    await untilState(session, 'finished');
    const file = inWorkspace('further.safetensors');
    await run('saveNetwork', config, { weights: 'present', withOptimizer: false }, file);
    await run('exploreModel', file, table);
    const further = await sessionOf(extension.api, 'further-further.nnconfig');
    await until(() => further.description !== null, 'the network is built');
    assert.equal(further.description?.notes[0]?.code, 'start.pipeline');
    assert.equal(further.config.network.initialization.file, 'further.safetensors');
  });
});
