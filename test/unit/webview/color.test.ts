/** Tests of colours and the scales made of them. */
import assert from 'node:assert/strict';
import { mix, type Rgb } from '../../../webview/color/oklab.ts';
import { divergingScale, pixel, scaleIndex } from '../../../webview/color/scale.ts';
import { valueRange } from '../../../webview/numbers.ts';
import { frame, run } from './fixture.ts';

const blue: Rgb = [89, 164, 249];
const orange: Rgb = [219, 122, 44];
const dark: Rgb = [31, 31, 31];

describe('webview/color', () => {
  it('mix(from, to, share) ends at its colours and is grey between black and white', () => {
    for (const color of [blue, orange, dark]) {
      assert.deepEqual(mix(color, blue, 0), color);
      assert.deepEqual(mix(blue, color, 1), color);
    }
    const [red, green, bluePart] = mix([0, 0, 0], [255, 255, 255], 0.5);
    // OKLab lightness 0.5 is a linear light of 0.125, which sRGB writes as 99.
    assert.deepEqual([red, green, bluePart], [99, 99, 99]);
  });

  it('divergingScale(…) runs from the negative over the neutral to the positive colour', () => {
    const scale = divergingScale(orange, dark, blue);
    assert.equal(scale[scaleIndex(-1)], pixel(orange));
    assert.equal(scale[scaleIndex(1)], pixel(blue));
    assert.equal(scaleIndex(-9), 0);
    assert.equal(scaleIndex(9), 255);
    assert.equal(scaleIndex(Number.NaN), 128);
  });

  it('valueRange(…) is fixed for bounded activations and begins at neutral where nothing is negative', () => {
    const place = (layer: number, value: number, of = run) => {
      const range = valueRange(of, layer, { rows: 1, columns: 2, values: Float32Array.of(0, 4) });
      return value * range.factor + range.shift;
    };
    assert.deepEqual([place(1, -1), place(1, 0), place(1, 1)], [-1, 0, 1]);
    assert.deepEqual([place(2, 0), place(2, 0.5), place(2, 1)], [-1, 0, 1]);
    const relu = { ...run, layers: run.layers.map((layer) => ({ ...layer, activation: 'relu' as const })) };
    assert.deepEqual([place(1, 0, relu), place(1, 4, relu)], [0, 1]);
    assert.equal(valueRange(run, 0, { rows: 2, columns: 3, values: frame.numbers.subarray(0, 6) }).high, 4);
  });
});
