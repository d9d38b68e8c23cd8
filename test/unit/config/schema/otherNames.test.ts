import assert from 'node:assert/strict';
import { keyTable } from '../../../../src/config/schema/keyTable.ts';
import { otherName, otherNames } from '../../../../src/config/schema/otherNames.ts';

describe('otherName(word, names)', () => {
  const keys = keyTable();
  const names = new Set(keys.map(({ name }) => name));
  const words = new Set(keys.flatMap(({ options }) => options.map(String)));

  it('knows only keys and words that there are', () => {
    const unknown = Object.keys(otherNames).filter((name) => !names.has(name) && !words.has(name));
    assert.deepEqual(unknown, []);
  });

  it('finds each of them by each of its other names, however that is written', () => {
    for (const [name, others] of Object.entries(otherNames))
      for (const other of others.split(' ')) assert.equal(otherName(other.toUpperCase(), [name]), name, other);
    assert.equal(otherName('Stochastic_gradient descent', words), 'gradientDescent');
  });

  it('says nothing where none of the names is meant', () => {
    assert.equal(otherName('sgd', ['sigmoid', 'tanh']), undefined);
    assert.equal(otherName('constructor', names), undefined);
  });
});
