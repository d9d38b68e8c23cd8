/** Tests of the labels under the heat map: of one form, and apart. */
import assert from 'node:assert/strict';
import { labelsAlike, spaceBeside } from '../../../../webview/heatmap/classAxis.ts';

describe('webview/heatmap/classAxis', () => {
  const forms = [
    ['class 0 · 9', 'class 1 · 12'],
    ['class 0', 'class 1'],
    ['0', '1'],
    ['0', '1'],
  ];
  const labels = (widths: readonly number[]): readonly string[] =>
    labelsAlike(forms, widths, (text) => 6 * text.length);

  it('labelsAlike(forms, rooms, widthOf) takes the longest form that has room everywhere', () => {
    assert.deepEqual(labels([80, 80]), forms[0]);
    assert.deepEqual(labels([80, 79]), forms[1]);
    assert.deepEqual(labels([80, 20]), forms[2]);
  });

  it('roomsBeside(widths, forms, widthOf) adds what both neighbours leave free, never beyond the ends', () => {
    const wide = [['Adelie · 121', 'Chinstrap · 54', 'Gentoo · 100']];
    const widthOf = (text: string): number => 6 * text.length;
    // 125 − 72 − 8 and 100 − 72 − 8: on each side half of the smaller, 10, is free.
    assert.deepEqual(spaceBeside([125, 56, 100], wide, widthOf), [125, 76, 100]);
    assert.deepEqual(spaceBeside([125, 56, 70], wide, widthOf), [125, 56, 70]);
  });

  it('labelsAlike(forms, rooms, widthOf) shortens only names that do not fit', () => {
    const names = [
      ['Adelie', 'Chinstrap'],
      ['Adel…', 'Chin…'],
    ];
    assert.deepEqual(
      labelsAlike(names, [80, 50], (text) => 6 * text.length),
      ['Adelie', 'Chin…'],
    );
  });

  it('labelsAlike(forms, rooms, widthOf) leaves out what no form fits, and lets it not shorten the others', () => {
    assert.deepEqual(labels([80, 3]), ['class 0 · 9', '']);
    assert.deepEqual(labels([3, 3]), ['', '']);
  });
});
