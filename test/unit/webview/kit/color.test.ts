/** Tests of colours and the scales made of them. */
import assert from 'node:assert/strict';
import { contrastRatio, readable } from '../../../../webview/kit/color/contrast.ts';
import { mix, type Rgb } from '../../../../webview/kit/color/oklab.ts';
import { divergingScale, pixel, scaleIndex } from '../../../../webview/kit/color/scale.ts';
import { valueRange } from '../../../../webview/state/numbers.ts';
import { frame, run } from '../fixture.ts';

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

  it('contrastRatio(one, other) is that of WCAG: 21 for black on white, 4.54 for #767676 on white', () => {
    const white: Rgb = [255, 255, 255];
    assert.equal(contrastRatio([0, 0, 0], white), 21);
    assert.equal(contrastRatio(white, white), 1);
    assert.equal(contrastRatio([0x76, 0x76, 0x76], white).toFixed(2), '4.54');
  });

  it('readable(…) leaves a colour that can be read, and brings others just so near to the foreground', () => {
    const [white, black]: [Rgb, Rgb] = [
      [255, 255, 255],
      [0, 0, 0],
    ];
    assert.deepEqual(readable([0, 80, 180], white, black), [0, 80, 180]);
    const gold = readable([191, 136, 3], white, black);
    assert.ok(
      contrastRatio([191, 136, 3], white) < 4.5 &&
        contrastRatio(gold, white) >= 4.5 &&
        contrastRatio(gold, white) < 6.5,
    );
    assert.deepEqual(readable([250, 250, 250], [128, 128, 128], [250, 250, 250]), [250, 250, 250]);
  });

  it('valueRange(…) has no ends where all numbers are infinite', () => {
    const leaky = { ...run, layers: run.layers.map((layer) => ({ ...layer, activation: 'leakyRelu' as const })) };
    const matrix = (...values: number[]) => ({ rows: 1, columns: values.length, values: Float32Array.from(values) });
    const { low, high } = valueRange(leaky, 1, matrix(Infinity, -Infinity, 0));
    assert.deepEqual([low, high], [-Infinity, Infinity]);
    assert.deepEqual(valueRange(leaky, 1, matrix(Infinity, 3)).high, 3);
  });

  it('divergingScale(…) runs from the negative over the neutral to the positive colour', () => {
    const scale = divergingScale(orange, dark, blue);
    assert.equal(scale[scaleIndex(-1)], pixel(orange));
    assert.equal(scale[scaleIndex(1)], pixel(blue));
    assert.equal(scale[scaleIndex(0)], pixel(dark));
    assert.equal(scaleIndex(-9), 0);
    assert.equal(scaleIndex(9), 255);
    assert.equal(scaleIndex(Number.NaN), 128);
  });

  it('divergingScale(…) shows a small number on black and on dark as well as on white', () => {
    const white: Rgb = [255, 255, 255];
    const seen = (neutral: Rgb, end: Rgb, value: number) => {
      const word = divergingScale(end, neutral, end)[scaleIndex(value)] ?? 0;
      return distance(neutral, [word & 255, (word >> 8) & 255, (word >> 16) & 255]);
    };
    for (const value of [0.05, 0.1, 0.2, 0.4]) {
      const light = seen(white, [0, 99, 211], value);
      for (const neutral of [dark, [0, 0, 0] as const])
        for (const end of [blue, orange]) {
          const share = seen(neutral, end, value) / light;
          assert.ok(share > 0.6 && share < 1.4, `${neutral} to ${end} at ${value}: ${share}`);
        }
    }
  });

  it('valueRange(…) is fixed for bounded activations and begins at neutral where nothing is negative', () => {
    const index = (layer: number, value: number, of = run) => {
      const range = valueRange(of, layer, { rows: 1, columns: 2, values: Float32Array.of(0, 4) });
      return value * range.factor + range.shift;
    };
    assert.deepEqual([index(1, -1), index(1, 0), index(1, 1)], [-1, 0, 1]);
    assert.deepEqual([index(2, 0), index(2, 0.5), index(2, 1)], [-1, 0, 1]);
    const relu = { ...run, layers: run.layers.map((layer) => ({ ...layer, activation: 'relu' as const })) };
    assert.deepEqual([index(1, 0, relu), index(1, 4, relu)], [0, 1]);
    assert.equal(valueRange(run, 0, { rows: 2, columns: 3, values: frame.numbers.subarray(0, 6) }).high, 4);
  });
});

/** How far colours are apart for the eye: Euclid's distance in CIELAB (CIE 1976, D65). */
function distance(one: Rgb, other: Rgb): number {
  const [a, b] = [cieLab(one), cieLab(other)];
  return Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)));
}

function cieLab(color: Rgb): number[] {
  const [r = 0, g = 0, b = 0] = color.map((channel) =>
    channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
  );
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
