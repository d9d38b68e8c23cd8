/** Round numbers along an axis, and how they are written. */

/** Multiples of 1, 2 or 5 times a power of ten between `min` and `max`, about `wanted` of them: at most half as many more. */
export function roundTicks(
  min: number,
  max: number,
  count: number,
): { readonly values: readonly number[]; readonly step: number } {
  if (!(max > min) || !Number.isFinite(max - min)) return { values: [], step: 1 };
  const rough = (max - min) / (1.4 * Math.max(1, count));
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = decade * ([1, 2, 5].find((factor) => factor * decade >= rough * (1 - 1e-9)) ?? 10);
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return { values: Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step), step };
}

/** As many decimals as the step between two ticks has; a power of ten where that would be long. */
export function tickText(value: number, step: number): string {
  const size = Math.max(Math.abs(value), step);
  if (size >= 1e6 || step < 1e-5)
    return Number(value.toPrecision(4)).toExponential().replace('e+', 'e').replaceAll('-', '−');
  const decimals = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  return (Math.abs(value) < step / 1e6 ? 0 : value).toFixed(decimals).replace('-', '−');
}

/** At most `most` places along the curve, evenly spaced, with the first and the last. */
export function sampleIndices(columns: number, most: number): number[] {
  if (columns <= most) return Array.from({ length: columns }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (columns - 1)) / (most - 1)));
}
