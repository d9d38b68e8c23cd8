/**
 * What a single weight or bias is called: as mathematics, where units count from 1, and as code, where they count from 0.
 * Layers count from 1.
 */
import { superscript } from './shape.ts';

/** Where a parameter stands. Unit and input count from 0; `input` is `null` for a bias. */
export interface ParameterAddress {
  readonly layer: number;
  readonly unit: number;
  readonly input: number | null;
}

const lowered = '₀₁₂₃₄₅₆₇₈₉';

export function subscript(value: number): string {
  return [...String(value)].map((digit) => lowered[Number(digit)] ?? digit).join('');
}

/** "W¹₂₁", "b¹₂"; two-digit indices are kept apart by a comma: "W¹₁₂,₁". */
export function parameterSymbol({ layer, unit, input }: ParameterAddress): string {
  const up = superscript(layer);
  if (input === null) return `b${up}${subscript(unit + 1)}`;
  const comma = unit >= 9 || input >= 9 ? ',' : '';
  return `W${up}${subscript(unit + 1)}${comma}${subscript(input + 1)}`;
}

/** "W1[1,0]", "b1[1]": as NumPy has it. */
export function parameterCode({ layer, unit, input }: ParameterAddress): string {
  return input === null ? `b${layer}[${unit}]` : `W${layer}[${unit},${input}]`;
}
