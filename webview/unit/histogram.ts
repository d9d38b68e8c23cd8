/** How the activations of a unit are spread over the examples, a class at a time. */
import type { RunDescription } from '../../src/protocol/run.ts';

/**
 * classes × bins: how many shown examples of a class have a in the bin; one class in regression. Values beyond the ends
 * count in the last bins, what is no number nowhere.
 */
export function classHistogram(
  run: RunDescription,
  a: Float32Array,
  low: number,
  high: number,
  bins: number,
): Uint32Array[] {
  const classes = run.task === 'regression' ? 1 : Math.max(1, run.classes.length);
  const counts = Array.from({ length: classes }, () => new Uint32Array(bins));
  a.forEach((value, example) => {
    if (Number.isNaN(value)) return;
    const code = classes === 1 ? 0 : (run.shownExamples[example]?.target ?? 0);
    const position = Number.isFinite(value) ? (value - low) / (high - low) : value;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(position * bins)));
    const row = counts[code];
    if (row) row[bin] = (row[bin] ?? 0) + 1;
  });
  return counts;
}
