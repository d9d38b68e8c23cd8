import assert from 'node:assert/strict';
import { completionAt } from '../../../../src/config/language/completion.ts';
import { hoverAt } from '../../../../src/config/language/hover.ts';
import { variationsOf } from '../../../../src/config/sweep/sweepKey.ts';
import { withSetting } from '../../../../src/config/sweep/withSetting.ts';
import { memberCount, planSweep } from '../../../../src/config/sweep/sweepPlan.ts';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { problemsFor } from '../../../../src/config/problems/problems.ts';
import { configDocument } from '../../../../src/config/text/configDocument.ts';

const data = '"data": { "file": "a.csv", "target": "y" }';
const base = networkConfigSchema.parse({ data: { file: 'a.csv', target: 'y' } });

/** The text with "|" taken out, and where it stood. */
function marked(text: string): readonly [string, number] {
  return [text.replace('|', ''), text.indexOf('|')];
}

describe('the key "sweep"', () => {
  it('stands beside what is trained, and is no part of it', () => {
    const text = `{ ${data}, "sweep": { "seeds": 3, "vary": { "training.l2": [0, 1] } } }`;
    const { config, sweep, problems } = configDocument(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(config, configDocument(`{ ${data} }`).config);
    assert.deepEqual({ ...sweep }, { seeds: 3, vary: { 'training.l2': [0, 1] } });
  });

  it('varies lists and ranges with both ends, in the order of the text', () => {
    const vary = { 'training.l2': [0, 1], 'training.learningRate': { from: 0.1, to: 0.3, step: 0.1 } };
    assert.deepEqual(variationsOf({ vary }), [
      { path: 'training.l2', keys: ['training', 'l2'], values: [0, 1] },
      { path: 'training.learningRate', keys: ['training', 'learningRate'], values: [0.1, 0.2, 0.3] },
    ]);
  });

  it('says of a range whether it has no values or too many', () => {
    const problem = (range: object) => {
      const vary = { 'training.l2': range };
      const text = JSON.stringify({ data: { file: 'a.csv', target: 'y' }, sweep: { vary } });
      return problemsFor(text, null).map(({ message }) => message)[0] ?? '';
    };
    assert.match(problem({ from: 1, to: 0, step: 1 }), /has no values/);
    assert.match(problem({ from: 0, to: 1, step: 0 }), /has no values/);
    assert.match(problem({ from: 0, to: 1, step: 1e-9 }), /1000000000 values; at most 1000000/);
    assert.equal(problem({ from: 0.3, to: 0, step: -0.1 }), '');
  });

  it('is completed: keys, paths that are not there yet, and the words of a varied key', () => {
    const labels = (text: string) => completionAt(...marked(text), null)?.suggestions.map(({ label }) => label) ?? [];
    assert.deepEqual(labels(`{ ${data}, "sweep": { | } }`), ['vary', 'random', 'seeds', 'folds', 'until']);
    const paths = labels(`{ ${data}, "sweep": { "vary": { "training.l2": [0], | } } }`);
    assert.ok(paths.includes('training.learningRate') && !paths.includes('training.l2'), paths.join());
    const words = labels(`{ ${data}, "sweep": { "vary": { "training.optimizer": [|] } } }`);
    assert.ok(words.includes('adam'), words.join());
  });

  it('is explained: the varied key itself, too', () => {
    const hover = hoverAt(...marked(`{ ${data}, "sweep": { "vary": { "training.|l2": [0] } } }`), null);
    assert.match(hover?.markdown ?? '', /The values that this key takes in turn[\s\S]*L2 penalty/);
  });
});

describe('planSweep(base, request, withSetting)', () => {
  const variations = variationsOf({
    vary: { 'training.epochs': { from: 1, to: 50, step: 1 }, 'training.l2': [0, 0.1, 1] },
  });
  const request = { variations, seeds: null, folds: null, workers: 1 };

  it('draws as many different members of the grid as are wanted, the same ones for a seed, in its order', () => {
    const drawnBy = (seed: number) => {
      const { initialization } = base.network;
      const config = { ...base, network: { ...base.network, initialization: { ...initialization, seed } } };
      return planSweep(config, { ...request, random: 20 }, withSetting).map(({ set }) => Object.values(set).join(' '));
    };
    const all = planSweep(base, request, withSetting).map(({ set }) => Object.values(set).join(' '));
    assert.equal(all.length, 150);
    const drawn = drawnBy(1);
    assert.equal(new Set(drawn).size, 20);
    assert.deepEqual(drawn, drawnBy(1));
    assert.notDeepEqual(drawn, drawnBy(2));
    assert.deepEqual(
      drawn,
      all.filter((one) => drawn.includes(one)),
    );
  });

  it('counts what it will be', () => {
    assert.equal(memberCount({ ...request, random: 20, seeds: 3, folds: 5 }), 300);
    assert.equal(memberCount({ ...request, random: 200, seeds: null, folds: null }), 150);
    assert.throws(() => memberCount({ ...request, seeds: 1e5, folds: null }), /15000000 trainings/);
  });
});
