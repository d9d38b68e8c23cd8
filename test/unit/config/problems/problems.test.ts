import assert from 'node:assert/strict';
import { editDistance, nearestName } from '../../../../src/config/text/nearest.ts';
import { problemsFor } from '../../../../src/config/problems/problems.ts';
import type { TableSummary } from '../../../../src/data/columns/summary.ts';
import { garden, summaryOf } from '../table.ts';

describe('problemsFor(text, summary)', () => {
  let summary: TableSummary;
  before(async () => {
    const far = garden.split('\n').map((line, row) => `${line},${row === 0 ? 'far,same' : `${row * 1e6},1`}`);
    summary = await summaryOf(far.join('\n'));
  });
  /** Severity, code, the place in the text, message. */
  const found = (parts: string, table: TableSummary | null = summary) => {
    const text = `{ ${parts} }`;
    return problemsFor(text, table).map(
      ({ code, severity, offset, length, message }) =>
        `${severity} ${code} ${text.slice(offset, offset + length)} ${message}`,
    );
  };
  const data = '"data": { "file": "g.csv", "target": "species", "features": ["height", "width"] }';

  it('is content with a sound configuration', () => assert.deepEqual(found(data), []));

  it('all hidden layers linear: names the model it is and the shapes of W′ and b′', () => {
    const layers = `${data}, "network": { "layers": [{ "units": 9, "activation": "linear" }] }`;
    const more = ', however many units it has. Give a layer a bend, for example "tanh".';
    assert.deepEqual(found(layers), [
      `warning linearLayers "linear" All hidden layers are linear, so the network is softmax regression: W′ 3×2, b′ 3×1${more}`,
    ]);
    assert.deepEqual(found(layers, null), [
      `warning linearLayers "linear" All hidden layers are linear, so the network is one linear layer${more}`,
    ]);
  });

  it('zero and constant initialization: names the units that stay identical', () => {
    const message =
      'All weights start equal, so the 8 units of layer 1 will stay identical for ever. Choose "xavier", "he" or "scaled" to tell them apart.';
    for (const scheme of ['zeros', 'constant']) {
      assert.deepEqual(found(`${data}, "network": { "initialization": { "scheme": "${scheme}" } }`), [
        `warning identicalUnits "${scheme}" ${message}`,
      ]);
    }
    const alone = found(`${data}, "network": { "layers": [{ "units": 1 }], "initialization": { "scheme": "zeros" } }`);
    assert.ok(!alone.some((problem) => problem.includes('identicalUnits')), 'one unit has nobody to be equal to');
  });

  it('an output layer that is listed, or a single unit before several classes: only where that is likely', () => {
    const codes = (layers: string, target = 'species') =>
      found(
        `"data": { "file": "g.csv", "target": "${target}", "features": ["height"] }, "network": { "layers": [${layers}] }`,
      ).map((problem) => /^\w+ (\w+) /.exec(problem)?.[1]);
    const layer = (units: number, activation: string) => JSON.stringify({ units, activation });
    assert.deepEqual(codes(layer(3, 'tanh')), [], 'three tanh units are a hidden layer');
    assert.deepEqual(codes(`${layer(3, 'sigmoid')},${layer(4, 'tanh')}`), [], 'not the last one');
    assert.deepEqual(codes(layer(3, 'linear')), ['linearLayers'], 'one thing at a time');
    assert.deepEqual(codes(layer(3, 'sigmoid')), ['outputListed']);
    assert.deepEqual(codes(`${layer(1, 'tanh')},${layer(4, 'tanh')}`), ['bottleneck']);
    assert.deepEqual(codes(layer(1, 'tanh'), 'width'), [], 'a number may come from one unit');
    assert.deepEqual(codes(`${layer(2, 'tanh')},${layer(1, 'linear')}`, 'width'), ['outputListed']);
  });

  it('more parameters than examples', () => {
    const [problem] = found(`${data}, "network": { "layers": [{ "units": 40 }] }`);
    assert.match(
      problem ?? '',
      /^information manyParameters \[\{ "units": 40 \}\] The network has 243 parameters for 96 training examples/,
    );
  });

  it('scales far apart without standardizing', () => {
    const apart =
      '"data": { "file": "g.csv", "target": "species", "features": ["height", "far"], "standardize": false }';
    const [problem] = found(apart);
    assert.match(
      problem ?? '',
      /^warning scalesApart false The columns "height" \(standard deviation 2\.01\) and "far" \(34640000\) are \d+ times apart in scale/,
    );
    assert.deepEqual(found(apart.replace('false', 'true')), []);
  });

  it('constant and id-like features, a batch above m, early stopping without validation', () => {
    const parts =
      '"data": { "file": "g.csv", "target": "species", "features": ["same", "id"], "split": { "validation": 0 } }, "training": { "batchSize": 500, "earlyStopping": { "patience": 3 } }, "network": { "layers": [] }';
    assert.deepEqual(
      found(parts).map((problem) => problem.split(' ').slice(0, 3).join(' ')),
      [
        'warning constantFeature "same"',
        'warning idFeature "id"',
        'information batchAboveExamples 500',
        'information stoppingOnTraining {',
        'information manyParameters []',
      ],
    );
  });

  it('gives syntax and schema problems alone while there are any', () => {
    assert.deepEqual(
      problemsFor('{', summary).map(({ code }) => code),
      ['syntax'],
    );
  });
});

describe('nearestName(word, names)', () => {
  it('forgives a third of the letters, case, and what joins words', () => {
    const names = ['learningRate', 'batchSize', 'l2', 'epochs'];
    assert.equal(nearestName('learning_rate', names), 'learningRate');
    assert.equal(nearestName('BATCHSIZE', names), 'batchSize');
    assert.equal(nearestName('epoch', names), 'epochs');
    assert.equal(nearestName('zebra', names), undefined);
    assert.equal(nearestName('', names), undefined);
  });

  it('counts a swap of neighbours as one slip', () => {
    assert.equal(editDistance('adma', 'adam'), 1);
    assert.equal(editDistance('kitten', 'sitting'), 3);
    assert.equal(editDistance('', 'abc'), 3);
  });
});
