import assert from 'node:assert/strict';
import { networkLine, stateLine, targetLine } from '../../../../src/config/wording/logTexts.ts';
import { validityText } from '../../../../src/config/wording/statusTexts.ts';

describe('the lines of the log', () => {
  const network = {
    ...{ title: 'iris.nnconfig', dataFile: 'iris.csv', task: 'multiclass' as const, targets: ['species'] },
    ...{ classes: ['a', 'b', 'c'], m: 120, mValidation: 30, mTest: 0, inputs: [1, 2, 3, 4] },
    ...{ layers: [{ units: 4 }, { units: 3 }], parameters: 35, engine: 'wasm-simd', precision: 'float64' },
  };

  it('networkLine: table, examples, shape, target, engine', () => {
    assert.equal(
      networkLine(network),
      'iris.nnconfig: iris.csv, 120 training + 30 validation examples; 4 inputs → 4 → 3; predicts species (3 classes); ' +
        '35 parameters, computed by wasm-simd in float64',
    );
    const numbers = { ...network, task: 'regression' as const, classes: [], mValidation: 0, mTest: 9, inputs: [1] };
    assert.match(
      networkLine(numbers),
      /120 training \+ 9 test examples; 1 input → 4 → 3; predicts species \(a number\)/,
    );
  });

  it('stateLine: step, epoch, time, costs and the best epoch, as far as they are known', () => {
    const state = { title: 'x', state: 'finished', step: 1200, epoch: 300, cost: 0.25, validationCost: 0.5 };
    assert.equal(
      stateLine({ ...state, best: 240, message: 'All epochs done.', time: 2100 }),
      'x: finished at step 1,200, epoch 300, after 2.1 s; cost 0.25, validation cost 0.5; best epoch 240. All epochs done.',
    );
    const begin = { ...state, state: 'preparing', step: 0, epoch: 0, cost: null, validationCost: null };
    assert.equal(stateLine({ ...begin, best: null, message: '', time: null }), 'x: preparing');
  });

  it('targetLine: what is predicted, and why', () => {
    assert.equal(targetLine('a.csv', 'y', 'the last column'), 'a.csv: predicts "y" (the last column)');
    assert.equal(targetLine('a.csv', 'y', null), 'a.csv: predicts "y" (chosen)');
  });
});

describe('validityText(severities)', () => {
  it('is valid without an error, and counts what there is', () => {
    assert.equal(validityText([]), 'Valid');
    assert.equal(validityText(['information', 'information', 'warning']), 'Valid · 1 warning · 2 hints');
    assert.equal(validityText(['warning', 'error', 'warning']), '1 error · 2 warnings');
  });
});
