/** Values on an axis: they are round already and need no more digits than they have. */
import { formatCost } from '../text/number.ts';

export function axisCost(value: number): string {
  if (value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5)) return formatCost(value);
  return String(Number(value.toPrecision(3))).replace('-', '−');
}
