/** Tests of how far the band of a sweep's curves is drawn. */
import assert from 'node:assert/strict';
import { bandPlaces, spansDecades } from '../../../../webview/sweep/bandPlaces.ts';

describe('webview/sweep/bandPlaces', () => {
  it('bandPlaces(band, members) ends where the longest training did', () => {
    const epoch = Float64Array.of(0, 1, 4, 9, 16, 25);
    const places = (...epochs: readonly number[]) =>
      bandPlaces(
        { epoch },
        epochs.map((one) => ({ epochs: one })),
      );
    assert.equal(places(3, 9, 8), 4);
    assert.equal(places(10), 5);
    assert.equal(places(25, 1), 6);
    assert.equal(places(40), 6);
    assert.equal(places(), 1);
  });
  it('spansDecades(…columns) takes no notice of what is no number, and no logarithm of 0', () => {
    assert.equal(spansDecades(Float64Array.of(0.01, Number.NaN), Float64Array.of(1)), true);
    assert.equal(spansDecades(Float64Array.of(0.02, 1)), false);
    assert.equal(spansDecades(Float64Array.of(0, 100)), false);
    assert.equal(spansDecades(), false);
  });
});
