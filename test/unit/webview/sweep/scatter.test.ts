/** Tests of the plots of a figure against a varied value. */
import assert from 'node:assert/strict';
import { scatterOf } from '../../../../webview/sweep/scatter.ts';
import { member, members } from './members.ts';

describe('webview/sweep/scatter', () => {
  it('scatterOf(members, index, figure) has a point for each member with a number, and the median of each value', () => {
    const { groups, points, medians, x, y, areWords } = scatterOf(members, 0, 'trainAccuracy');
    assert.equal(areWords, false);
    assert.deepEqual(
      groups.map(({ text, at, count, median }) => [text, at, count, median]),
      [
        ['0.01', -2, 2, 0.625],
        ['1', 0, 1, 1],
      ],
    );
    assert.deepEqual(points, { x: [-2, -2, 0], y: [0.5, 0.75, 1] });
    assert.deepEqual(
      [medians, x, y],
      [
        [0.625, 1],
        [-2, 0],
        [0.5, 1],
      ],
    );
  });

  it('scatterOf(members, index, figure) takes logarithms where the values span a decade', () => {
    const near = [2, 4, 8].map((units, place) => member(place, [units], { cost: 0.1 * units }));
    assert.deepEqual(scatterOf(near, 0, 'cost').points.x, [2, 4, 8]);
    const far = [16, 1, 0.001].map((alpha, place) => member(place, [alpha], { cost: 10 ** -place }));
    const { points, yTicks } = scatterOf(far, 0, 'cost');
    assert.deepEqual(points.x, [0.001, 1, 16].map(Math.log10));
    assert.deepEqual(points.y, [-2, -1, 0]);
    assert.deepEqual(
      yTicks?.map(({ text }) => text),
      ['0.01', '0.03', '0.1', '0.3', '1'],
    );
    const withZero = [0, 1, 100].map((value, place) => member(place, [value], { cost: 1 }));
    assert.deepEqual(scatterOf(withZero, 0, 'cost').points.x, [0, 1, 100]);
  });

  it('scatterOf(members, index, figure) has words as they were planned, whoever ended first', () => {
    const { groups, areWords, x, xTicks } = scatterOf(members.toReversed(), 1, 'cost');
    assert.equal(areWords, true);
    assert.deepEqual(
      groups.map(({ text, at, count }) => [text, at, count]),
      [
        ['tanh', 0, 2],
        ['relu', 1, 1],
      ],
    );
    assert.deepEqual(x, [-0.5, 1.5]);
    assert.deepEqual(
      xTicks?.map(({ text }) => text),
      ['tanh', 'relu'],
    );
  });

  it('scatterOf(members, index, figure) names only as many values as there is room for', () => {
    const many = Array.from({ length: 200 }, (_, place) => member(place, [1000 + (place % 40)], { cost: 1 }));
    const { xTicks, groups } = scatterOf(many, 0, 'cost');
    assert.equal(groups.length, 40);
    assert.ok(xTicks && xTicks.length >= 4 && xTicks.length <= 8, String(xTicks?.length));
    assert.equal(xTicks[0]?.text, '1000');
  });

  it('scatterOf(members, index, figure) takes neighbours together where hardly two members have the same value', () => {
    const drawn = Array.from({ length: 48 }, (_, place) => member(place, [100.5 + place], { cost: place % 4 }));
    const { groups, points, xTicks } = scatterOf(drawn, 0, 'cost');
    assert.equal(points.x.length, 48);
    assert.deepEqual(
      groups.map(({ count, median }) => [count, median]),
      Array.from({ length: 12 }, () => [4, 1.5]),
    );
    assert.equal(groups[0]?.text, '100.5–103.5');
    assert.equal(xTicks, undefined);
    const wide = Array.from({ length: 48 }, (_, place) => member(place, [1.1 ** place], { cost: 1 }));
    assert.deepEqual(
      scatterOf(wide, 0, 'cost').xTicks?.map(({ text }) => text),
      ['1', '3', '10', '30'],
    );
  });

  it('scatterOf([], index, figure) is an empty plot', () => {
    const { groups, points, x, y } = scatterOf([], 0, 'cost');
    assert.deepEqual([groups, points.x, x, y], [[], [], [0, 1], [0, 1]]);
    const { groups: diverged } = scatterOf([member(0, [1], {})], 0, 'cost');
    assert.deepEqual(
      diverged.map(({ count, median }) => [count, median]),
      [[0, Number.NaN]],
    );
  });
});
