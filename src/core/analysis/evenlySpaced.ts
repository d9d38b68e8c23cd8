/** A few of many, evenly spread. */

/** Indices 0…count−1, at most `most` of them, ascending and evenly spaced, the first and the last among them. */
export function evenlySpaced(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}
