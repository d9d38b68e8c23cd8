/** What the chart writes where a weight was set by hand: "W²₁₃ −0.83 → 0.5". */
import { signed } from '../config/wording/localize.ts';
import { parameterSymbol } from '../core/network/parameterName.ts';
import type { WeightEdit } from '../protocol/history.ts';

export function editLabel({ layer, unit, input, before, value }: WeightEdit): string {
  const symbol = parameterSymbol({ layer: layer ?? 0, unit: unit ?? 0, input });
  return `${symbol} ${written(before)} → ${written(value)}`;
}

function written(value: number | null): string {
  return value === null ? 'NaN' : signed(Number(value.toPrecision(4)));
}
