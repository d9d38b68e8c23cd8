/** What came out of a sweep as a whole. */
import { quantile } from '../../core/evaluation/quantile.ts';
import { originMetrics, type OriginMetric } from '../../model/origin.ts';
import type { SweepMember } from './member.ts';

type Figures = Readonly<Record<OriginMetric, number | null>>;

export interface SweepSummary {
  readonly members: number;
  /** `null` without --until. */
  readonly reached: number | null;
  /** Of those that reached it; `null` when none did. */
  readonly stepReached: { readonly median: number; readonly p10: number; readonly p90: number } | null;
  readonly mean: Figures;
  /** With members − 1 in the denominator; `null` of fewer than two. */
  readonly sd: Figures;
}

export function sweepSummary(members: readonly SweepMember[], hasGoal: boolean): SweepSummary {
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

function figuresOf(members: readonly SweepMember[], of: (values: readonly number[]) => number | null): Figures {
  const entries = originMetrics.map((name) => {
    const values = members.flatMap((member) => member[name] ?? []);
    return [name, of(values)] as const;
  });
  return Object.fromEntries(entries) as Figures;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number | null {
  const center = mean(values);
  if (center === null || values.length < 2) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1));
}
