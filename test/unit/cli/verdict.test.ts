import assert from 'node:assert/strict';
import { inFolder, dividedTable, repository, runCli, runJson } from './runCli.ts';

type Findings = readonly { readonly code: string; readonly severity: string; readonly message: string }[];

describe('nn-explorer train tells an end that is no success', function () {
  this.timeout(60_000);
  const setting = (...pairs: readonly string[]): string[] => pairs.flatMap((pair) => ['--set', pair]);

  it('a cost above its start: Adam with α = 1000', async () => {
    const bounded = 'network.layers=[{"units":8,"activation":"tanh"}]';
    const wild = setting('training.learningRate=1000', 'training.epochs=40', 'training.l2=0', bounded);
    const report = await runJson(['train', 'samples/iris.csv', ...wild], repository);
    const [first] = report.verdict as Findings;
    assert.deepEqual([report.stopReason, first?.code, first?.severity], ['epochs', 'costRose', 'failure']);
    assert.match(first?.message ?? '', /above its start/);
    const { stdout } = await runCli(['train', 'samples/iris.csv', ...wild], repository);
    assert.match(stdout, /^Not a success: The cost ended at .* Try a learning rate/m);
  });

  it('a cost that ran away, within a few steps of a million times its start', async () => {
    const wild = setting('training.optimizer=gradientDescent', 'training.learningRate=1000', 'training.epochs=400');
    const layers = setting('network.layers=[]', 'data.target=sepal_length', 'training.batchSize=full');
    const report = await runJson(['train', 'samples/iris.csv', ...wild, ...layers], repository);
    const [first, ...more] = report.verdict as (Findings[number] & { values: { step: number; cost: number } })[];
    assert.deepEqual([report.stopReason, first?.code, more.length], ['diverged', 'diverged', 0]);
    assert.deepEqual([first?.values.step, Number(report.steps) < 8], [report.steps, true]);
    assert.ok(Number(first?.values.cost) > 1e6);
    const { stdout } = await runCli(['train', 'samples/iris.csv', ...wild, ...layers], repository);
    assert.match(stdout, /^Not a success: The training ran away: after step \d+ .* Try a learning rate/m);
  });

  it('nothing learned, and no better than the constant answer', async () => {
    const slow = setting('training.learningRate=1e-9', 'training.epochs=20');
    const report = await runJson(['train', 'samples/iris.csv', ...slow], repository);
    assert.ok((report.verdict as Findings).some(({ code }) => code === 'nothingLearned'));
    const flat = setting('network.initialization.scheme=zeros', 'network.layers=[{"units":3}]', 'training.epochs=30');
    const constant = await runJson(['train', 'samples/xor.csv', ...flat], repository);
    assert.deepEqual(
      (constant.verdict as Findings).map(({ code }) => code),
      ['nothingLearned', 'noBetterThanConstant'],
    );
  });

  it('has its outcome as a notice, and an empty verdict after a success', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const all = setting('training.epochs=300', 'training.earlyStopping=false');
      const report = await runJson(['train', 'a.csv', ...all], folder);
      assert.deepEqual(report.verdict, []);
      assert.deepEqual(report.outcome, {
        code: 'outcome.epochs',
        message: 'Finished after 300 epochs.',
        values: [300],
      });
      const { outcome } = await runJson(['train', 'a.csv'], folder);
      assert.equal((outcome as { code: string }).code, 'outcome.earlyStoppingValidation');
    });
  });
});
