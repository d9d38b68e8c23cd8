/** Tests of the columns of a sweep's members, their order and their filter. */
import assert from 'node:assert/strict';
import { memberColumns, sortedMembers } from '../../../../webview/sweep/memberColumns.ts';
import { memberFilter } from '../../../../webview/sweep/memberFilter.ts';
import { member, members, plan } from './members.ts';

const columns = memberColumns(plan, members);
const column = (id: string) => columns.find((one) => one.id === id);
const places = (found: readonly { readonly place: number }[]) => found.map(({ place }) => place);
const filtered = (text: string) => places(members.filter(memberFilter(text, columns).holds));

describe('webview/sweep/memberColumns', () => {
  it('memberColumns(page, members) names the varied values, and of the figures those that a member has', () => {
    assert.deepEqual(
      columns.map(({ id }) => id),
      [
        ...['training.learningRate', 'network.layers.0.activation', 'seed', 'steps', 'stepReached'],
        ...['cost', 'trainAccuracy', 'seconds', 'stopReason'],
      ],
    );
    assert.deepEqual(
      columns.filter(({ isWords }) => isWords).map(({ id }) => id),
      ['network.layers.0.activation', 'stopReason'],
    );
    const folded = memberColumns({ varied: [], folds: 5, until: null }, [member(0, [], { r2: -0.5 }, { fold: 0 })]);
    assert.deepEqual(
      folded.map(({ id }) => id),
      ['seed', 'fold', 'steps', 'epochs', 'cost', 'r2', 'seconds', 'stopReason'],
    );
  });

  it('text(member) writes a dash for what is not there, and a true minus', () => {
    const [, reached, diverged] = members;
    assert.ok(reached && diverged);
    assert.equal(column('cost')?.text(diverged), '–');
    assert.equal(column('stepReached')?.text(diverged), '–');
    assert.equal(column('cost')?.text(member(0, [], { cost: Number.NaN })), '–');
    assert.equal(column('trainAccuracy')?.text(reached), '100.0\u00a0%');
    const small = [member(0, [-1e-8, null], { r2: -0.5 })];
    const ofSmall = memberColumns({ ...plan, until: null }, small).map(({ text }) => small.map(text)[0]);
    assert.deepEqual(ofSmall.slice(0, 2), ['−1e−8', '–']);
    assert.ok(ofSmall.includes('−0.5000'));
  });

  it('sortedMembers(members, column, descending) has those without a value last either way', () => {
    assert.deepEqual(places(sortedMembers(members, column('cost'), false)), [1, 3, 0, 2]);
    assert.deepEqual(places(sortedMembers(members, column('cost'), true)), [0, 3, 1, 2]);
    assert.deepEqual(places(sortedMembers(members, column('network.layers.0.activation'), false)), [2, 3, 0, 1]);
    assert.deepEqual(places(sortedMembers(members.toReversed(), undefined, false)), [0, 1, 2, 3]);
    assert.deepEqual(places(sortedMembers(members, undefined, true)), [3, 2, 1, 0]);
  });

  it('sortedMembers(members, column, descending) leaves alike ones as they were planned', () => {
    assert.deepEqual(places(sortedMembers(members.toReversed(), column('training.learningRate'), true)), [1, 2, 0, 3]);
  });

  it('memberFilter(text, columns) holds for members that meet every condition, however it is written', () => {
    assert.deepEqual(filtered(''), [0, 1, 2, 3]);
    assert.deepEqual(filtered('cost<0.1'), [1]);
    assert.deepEqual(filtered('cost ≤ 0.2'), [1, 3]);
    assert.deepEqual(filtered('learningRate=0.01, cost>=0.3'), [0]);
    assert.deepEqual(filtered('training.learningRate != 1'), [0, 3]);
    assert.deepEqual(filtered('layers.0.activation=relu cost>0'), [3]);
    assert.deepEqual(filtered('trainAccuracy>=75%'), [1, 3]);
    assert.deepEqual(filtered('trainAccuracy=50'), []);
  });

  it('memberFilter(text, columns) looks for words where there are words', () => {
    assert.deepEqual(filtered('RELU'), [2, 3]);
    assert.deepEqual(filtered('relu diverged'), [2]);
    assert.deepEqual(filtered('0.05'), []);
  });

  it('memberFilter(text, columns) says what it does not understand, and waits for what is being typed', () => {
    assert.deepEqual(filtered('cost<'), [0, 1, 2, 3]);
    const unknown = memberFilter('price<3', columns);
    assert.match(unknown.problem, /There is no "price"\. There are learningRate, layers\.0\.activation, seed, /);
    assert.deepEqual(filtered('price<3'), []);
    assert.equal(memberFilter('cost<abc', columns).problem, 'cost < takes a number; "abc" is none.');
  });
});
