import assert from 'node:assert/strict';
import { parseSet, settablePaths } from '../../../../src/config/text/setOption.ts';

describe('parseSet(text)', () => {
  const read: readonly (readonly [text: string, path: readonly (string | number)[], value: unknown])[] = [
    ['training.learningRate=0.1', ['training', 'learningRate'], 0.1],
    ['training.epsilon=1e-7', ['training', 'epsilon'], 1e-7],
    ['training.batchSize=full', ['training', 'batchSize'], 'full'],
    ['training.batchSize=16', ['training', 'batchSize'], 16],
    ['training.optimizer=rmsProp', ['training', 'optimizer'], 'rmsProp'],
    ['training.optimizer="adam"', ['training', 'optimizer'], 'adam'],
    ['network.layers.0.units=8', ['network', 'layers', 0, 'units'], 8],
    ['network.layers=[]', ['network', 'layers'], []],
    ['data.features=a, b', ['data', 'features'], ['a', 'b']],
    ['data.features=["a, b"]', ['data', 'features'], ['a, b']],
    ['data.target=7', ['data', 'target'], '7'],
    ['data.target=a=b', ['data', 'target'], 'a=b'],
    ['data.target=["y","z"]', ['data', 'target'], ['y', 'z']],
    ['data.standardize=false', ['data', 'standardize'], false],
    ['data.types.a.b=category', ['data', 'types', 'a.b'], 'category'],
    ['data.delimiter=;', ['data', 'delimiter'], ';'],
  ];
  for (const [text, path, value] of read) it(text, () => assert.deepEqual(parseSet(text), { path, value }));

  const refused: readonly (readonly [text: string, message: RegExp])[] = [
    [
      'training.learningRate',
      /^Expected path=value, for example training\.learningRate=0\.1; found "training\.learningRate"\.$/,
    ],
    [
      'training.learningRate=fast',
      /^"training\.learningRate" must be a number above 0 and at most 1000; found "fast"\.$/,
    ],
    ['training.learningRate=1e400', /must be a number above 0 and at most 1000; found Infinity\.$/],
    ['training.learningRate=[1,2]', /must be a number above 0 and at most 1000; found a list of 2\.$/],
    ['training.epochs=0', /^"training\.epochs" must be a whole number from 1 to 10000000; found 0\.$/],
    ['training.epochs=', /found ""\.$/],
    [
      'training.optimizer=sgd',
      /must be one of "gradientDescent", .*"adam".*; found "sgd"\. Did you mean "gradientDescent"\?$/,
    ],
    ['learningRate=1', /^There is no key "learningRate"\. Did you mean training\.learningRate\?$/],
    ['training.lr=1', /^There is no key "training\.lr"\. Did you mean training\.learningRate\?$/],
    ['lr=1', /Did you mean training\.learningRate\?/],
    ['training.learningrate=1', /Did you mean training\.learningRate\?/],
    ['training=1', /^"training" must be an object in braces; found 1\.$/],
    ['__proto__.x=1', /^There is no key "__proto__\.x"\./],
  ];
  for (const [text, message] of refused)
    it(`refuses ${text}`, () => assert.throws(() => parseSet(text), { name: 'ConfigError', message }));
});

describe('settablePaths()', () => {
  it('names values, not the objects around them', () => {
    assert.ok(settablePaths().includes('network.layers.*.units'));
    assert.ok(!settablePaths().includes('training'));
  });
});
