/** What the chart writes where a weight was set by hand: "W²₁₃ −0.83 → 0.5". */
import { superscript } from '../core/network/shape.ts';
import type { WeightEdit } from '../protocol/history.ts';

const digits = '₀₁₂₃₄₅₆₇₈₉';

export function editLabel({ layer, unit, input, before, value }: WeightEdit): string {
  const row = subscript((unit ?? 0) + 1);
  const column = input === null ? '' : subscript(input + 1);
  // "₁₂₃" could be 1, 23 or 12, 3.
  const comma = row.length + column.length > 2 && column !== '' ? ',' : '';
  return `${input === null ? 'b' : 'W'}${superscript(layer ?? 0)}${row}${comma}${column} ${written(before)} → ${written(value)}`;
}

function subscript(index: number): string {
  return Array.from(String(index), (digit) => digits[Number(digit)] ?? digit).join('');
}

function written(value: number | null): string {
  return value === null ? 'NaN' : String(Number(value.toPrecision(4))).replace('-', '−');
}
