/** Every control edits the text; every edit of the text reaches the run. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { RunController } from '../../src/session/session.ts';
import { easyConfig, run, show, until, untilEqual, untilMatch, untilState, trainEasy, useExtension } from './editor.ts';

describe('hyperparameters, text and run', () => {
  const extension = useExtension();
  let session: RunController;
  let document: vscode.TextDocument;

  beforeEach(async () => {
    const { config, session: trained } = await trainEasy(extension.api, 'controls');
    session = trained;
    ({ document } = await show(config));
    await untilState(session, 'running');
    await until(() => learningRate() === 0.01, 'the learning rate of the text is in force');
  });

  const learningRate = (): number => session.status.effective.learningRate;
  const untilText = (text: string) => untilEqual(() => document.getText(), text, 'the text is edited');

  async function replace(from: string, to: string): Promise<void> {
    const start = document.getText().indexOf(from);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)),
      to,
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  it('Set Learning Rate edits the text, keeps its comments, and is in force at the next step', async () => {
    await run('setLearningRate', document.uri, 0.25);
    await untilText(easyConfig('controls.csv', { learningRate: 0.25 }));
    await until(() => learningRate() === 0.25, 'the learning rate is in force');
    assert.equal(session.status.state, 'running');
    await untilMatch(() => session.status.marks[0]?.label ?? '', /0\.01.*0\.25/, 'the change is marked');
  });

  it('undo takes a change back in the text and in the run', async () => {
    await run('learningRateUp');
    await until(() => learningRate() === 0.03, 'three times the learning rate is in force');
    await show(document.uri);
    await vscode.commands.executeCommand('undo');
    await untilText(easyConfig('controls.csv'));
    await until(() => learningRate() === 0.01, 'the old learning rate is in force');
  });

  it('×3 and ÷3 lead back to the same number', async () => {
    await run('learningRateUp');
    await untilText(easyConfig('controls.csv', { learningRate: 0.03 }));
    await run('learningRateDown');
    await untilText(easyConfig('controls.csv'));
  });

  it('typed text reaches the run, unsaved', async () => {
    await replace('"learningRate": 0.01', '"learningRate": 0.5, "optimizer": "momentum"');
    await until(() => learningRate() === 0.5, 'the typed learning rate is in force');
    await until(() => session.status.effective.optimizer === 'momentum', 'the typed optimizer is in force');
    assert.equal(document.isDirty, true);
  });

  it('a text with errors changes nothing, and a repaired one does', async () => {
    await replace('"learningRate": 0.01', '"learningRate": -1');
    const isError = ({ severity }: vscode.Diagnostic) => severity === vscode.DiagnosticSeverity.Error;
    await until(() => vscode.languages.getDiagnostics(document.uri).some(isError), 'the error is marked');
    assert.equal(learningRate(), 0.01);
    assert.equal(session.status.state, 'running');
    await replace('"learningRate": -1', '"learningRate": 0.02');
    await until(() => learningRate() === 0.02, 'the repaired learning rate is in force');
  });

  it('refuses a value outside its bounds and leaves the text alone', async () => {
    await run('setLearningRate', document.uri, -1);
    await run('setBatchSize', document.uri, 0);
    await run('setOptimizer', document.uri, 'magic');
    assert.equal(document.getText(), easyConfig('controls.csv'));
  });

  it('sets optimizer, batch size, L2 and epochs while the network trains', async () => {
    await run('setOptimizer', document.uri, 'rmsProp');
    await run('setBatchSize', document.uri, 8);
    await run('setL2', document.uri, 0.1);
    await run('setEpochs', document.uri, 9_000_000);
    await until(() => session.status.effective.epochs === 9_000_000, 'the epochs are in force');
    const inForce = () => {
      const { optimizer, batchSize, l2 } = session.status.effective;
      return { optimizer, batchSize, l2 };
    };
    await untilEqual<unknown>(inForce, { optimizer: 'rmsProp', batchSize: 8, l2: 0.1 }, 'all of them are in force');
    assert.equal(session.status.state, 'running');
  });

  it('builds the network anew for layers, units, activation and seed, and trains on', async () => {
    await run('setLayers', document.uri, 2);
    await until(() => session.description?.layers.length === 3, 'there are two hidden layers');
    await run('setUnits', document.uri, 5, 2);
    await until(() => session.description?.layers[1]?.units === 5, 'the second has five units');
    await run('setActivation', document.uri, 'relu');
    await until(() => session.description?.layers[1]?.activation === 'relu', 'both are ReLU layers');
    await untilEqual<unknown>(() => session.description?.keptLayers, [1, 2, 3], 'other activations keep all weights');
    await untilMatch(() => session.status.notice, /goes on with all its weights/, 'the run says so');
    assert.equal(session.description?.layers[0]?.activation, 'relu');
    await run('setSeed', document.uri, 9);
    await until(() => session.config.network.initialization.seed === 9, 'the seed is in force');
    await untilState(session, 'running');
  });

  it('New Random Weights writes a new seed into the text', async () => {
    const before = session.config.network.initialization.seed;
    await run('newWeights');
    await until(() => session.config.network.initialization.seed !== before, 'the seed is another');
    const { seed } = session.config.network.initialization;
    await untilMatch(() => document.getText(), new RegExp(`"seed": ${seed}\\b`), 'the text has it');
  });

  it('pauses, steps, resumes, stops and resets', async () => {
    await run('pause');
    await untilState(session, 'paused');
    const { step } = session.status;
    await run('step');
    await until(() => session.status.step === step + 1 && session.status.state === 'paused', 'one step was done');
    await run('stepEpoch');
    // Full batch: an epoch is one step.
    await until(() => session.status.step === step + 2 && session.status.state === 'paused', 'one epoch was done');
    await run('resume');
    await untilState(session, 'running');
    await run('stop');
    await untilState(session, 'stopped');
    await run('reset');
    await until(() => session.status.state === 'ready' && session.status.step === 0, 'the run begins anew');
    await run('start');
    await untilState(session, 'running');
  });

  it('Train On gives a training that has ended as many epochs again, and one that stopped early the epochs it had', async () => {
    await run('pause');
    await untilState(session, 'paused');
    const { epoch } = session.status;
    await run('setEpochs', document.uri, epoch + 5);
    await until(() => session.config.training.epochs === epoch + 5, 'the run has the epochs');
    await run('resume');
    await untilState(session, 'finished');
    await run('trainOn');
    await until(() => session.status.epoch === 2 * (epoch + 5), 'it has trained as long again');
    await untilMatch(
      () => document.getText(),
      new RegExp(`"epochs": ${2 * (epoch + 5)}\\b`),
      'the text has the epochs',
    );
    await untilState(session, 'finished');
    await replace('"batchSize"', '"earlyStopping": { "patience": 1, "minDelta": 1000 }, "batchSize"');
    await until(() => Boolean(session.status.effective.earlyStopping), 'early stopping is in force');
    await run('trainOn');
    await until(() => session.status.stopReason === 'earlyStopping', 'it stopped early');
    const stopped = session.status.epoch;
    await run('trainOn');
    await until(() => session.status.epoch > stopped && session.status.state === 'finished', 'it went on');
    await until(() => session.status.stopReason === 'epochs', 'it went on to its end');
    await untilMatch(() => document.getText(), /"earlyStopping": false/, 'it does not stop early again');
  });

  it('Check Gradients finds them right', async () => {
    await run('pause');
    await untilState(session, 'paused');
    const report = await run<{ relativeError: number; passed: boolean }>('checkGradients');
    assert.equal(report.passed, true);
    assert.ok(report.relativeError < 1e-7);
  });
});
