import assert from 'node:assert/strict';
import { asking, sample } from '../answers/asking.ts';

describe("A run's verdict", () => {
  it('compares with the linear baseline as soon as somebody has asked for that', async () => {
    const data = { split: { validation: 0.3, test: 0, seed: 1 } };
    const { ask, runner, platform } = await asking(
      sample('iris', { data, training: { epochs: 1, learningRate: 1e-6 } }),
    );
    runner.start();
    platform.slices();
    const codes = (): readonly string[] => (platform.status.verdict ?? []).map(({ code }) => code);
    assert.ok(!codes().includes('noBetterThanLinear'));
    const { baselines, m } = await ask({ kind: 'evaluation', part: 'train', output: 0, baselines: true });
    assert.equal(baselines?.[1]?.name, 'logistic');
    const found = platform.status.verdict?.find(({ code }) => code === 'noBetterThanLinear');
    const { part, m: judged, linearRight } = found?.values ?? assert.fail('it is told');
    assert.deepEqual([part, m], ['validation', 105]);
    assert.ok(Number(judged) === 45 && Number(linearRight) > 35, JSON.stringify(found));
    runner.reset();
    assert.deepEqual(codes(), []);
  });

  it('compares with the start only where that was of weights of its own', async () => {
    const config = sample('iris', { training: { epochs: 1, learningRate: 1e-9 } });
    const codes = async (names: { readonly keptLayers?: readonly number[] }): Promise<readonly string[]> => {
      const { runner, platform } = await asking(config, {}, names);
      runner.start();
      platform.slices();
      return (platform.status.verdict ?? []).map(({ code }) => code);
    };
    assert.ok((await codes({})).includes('nothingLearned'));
    assert.ok(!(await codes({ keptLayers: [1] })).includes('nothingLearned'));
  });
});
