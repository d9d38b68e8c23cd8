/** Ridge lines as paths: the oldest behind and above, each as high as its largest share. */
import type { HistogramsAnswer } from '../../src/protocol/timeAnswers.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How many distances between two baselines the highest ridge may reach. */
const overlap = 4;

export function ridgePaths(
  { steps, edges, shares }: Pick<HistogramsAnswer, 'steps' | 'edges' | 'shares'>,
  { left, top, right, bottom }: Box,
): readonly { readonly path: string; readonly baseline: number }[] {
  const bins = edges.length - 1;
  const distance = (bottom - top) / (steps.length - 1 + overlap);
  const highest = shares.reduce((most, share) => Math.max(most, share), 0) || 1;
  return Array.from(steps, (_, line) => {
    const baseline = bottom - (steps.length - 1 - line) * distance;
    let path = `M${left} ${baseline.toFixed(1)}`;
    for (let bin = 0; bin < bins; bin++) {
      const x = left + ((bin + 0.5) / bins) * (right - left);
      const y = baseline - ((shares[line * bins + bin] ?? 0) / highest) * overlap * distance;
      path += `L${x.toFixed(1)} ${y.toFixed(1)}`;
    }
    return { path: `${path}L${right} ${baseline.toFixed(1)}Z`, baseline };
  });
}
