/** The stretch of steps that the curves show: zooming and moving it, always inside the run. */

export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** Fewest steps that are worth a picture. */
const least = 4;

/** The range made `factor` times as long, with `center` staying where it is; `null` when that is the whole run. */
export function zoomed(range: StepRange, whole: StepRange, center: number, factor: number): StepRange | null {
  const from = center - (center - range.from) * factor;
  return inside({ from, to: from + (range.to - range.from) * factor }, whole);
}

/** Moved by a share of its length. */
export function moved(range: StepRange, whole: StepRange, share: number): StepRange | null {
  const by = (range.to - range.from) * share;
  return inside({ from: range.from + by, to: range.to + by }, whole);
}

/** The same length inside the run, in whole steps; `null` when nothing is left out. */
export function inside(range: StepRange, whole: StepRange): StepRange | null {
  const length = Math.max(least, Math.round(range.to - range.from));
  if (length >= whole.to - whole.from) return null;
  const from = Math.round(Math.min(whole.to - length, Math.max(whole.from, range.from)));
  return { from, to: from + length };
}
