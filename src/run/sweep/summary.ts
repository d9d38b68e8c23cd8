/** What came out of a sweep as a whole. */
import { quantile } from '../../core/evaluation/quantile.ts';
import { originMetrics } from '../../model/origin.ts';
import type { SweepSummary, SweptFigures } from '../../protocol/sweep/sweepPage.ts';

type Summed = SweptFigures & { readonly stepReached: number | null };

export function sweepSummary(members: readonly Summed[], hasGoal: boolean): SweepSummary {
  const steps = Float64Array.from(members.flatMap(({ stepReached }) => stepReached ?? [])).sort();
  const [median, p10, p90] = [0.5, 0.1, 0.9].map((q) => quantile(steps, q)) as [number, number, number];
  return {
    members: members.length,
    reached: hasGoal ? steps.length : null,
    stepReached: steps.length > 0 ? { median, p10, p90 } : null,
    mean: figuresOf(members, mean),
    sd: figuresOf(members, deviation),
  };
}

function figuresOf(members: readonly Summed[], of: (values: readonly number[]) => number | null): SweptFigures {
  const entries = originMetrics.map((name) => {
    const values = members.flatMap((member) => member[name] ?? []);
    return [name, of(values)] as const;
  });
  return Object.fromEntries(entries) as SweptFigures;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number | null {
  const center = mean(values);
  if (center === null || values.length < 2) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1));
}
