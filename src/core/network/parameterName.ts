/**
 * What a single weight or bias is called: as mathematics, where units count from 1, and as code, where they count from 0.
 * Layers count from 1.
 */
import type { NetworkSpec } from './network.ts';
import { layerShapes, superscript } from './shape.ts';

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

/** What `parameterCode` writes, and the same with blanks; `null` for anything else. */
export function parameterOfCode(code: string): ParameterAddress | null {
  const [, kind, layer, unit, input] =
    /^\s*([Wb])(\d{1,4})\[\s*(\d{1,9})\s*(?:,\s*(\d{1,9})\s*)?\]\s*$/.exec(code) ?? [];
  if (kind === undefined || (kind === 'W') !== (input !== undefined)) return null;
  return { layer: Number(layer), unit: Number(unit), input: input === undefined ? null : Number(input) };
}

/** Where it lies in the block W¹ b¹ W² b² …; `null` where the network has none such. */
export function parameterPosition(spec: NetworkSpec, { layer, unit, input }: ParameterAddress): number | null {
  let offset = 0;
  for (const { layer: l, W, parameters } of layerShapes(spec)) {
    const [units, inputs] = W;
    if (l < layer) offset += parameters;
    else if (l > layer || unit >= units || (input ?? 0) >= inputs) return null;
    else return offset + (input === null ? units * inputs + unit : unit * inputs + input);
  }
  return null;
}

/** What lies there in the block W¹ b¹ W² b² …; `null` behind its end. */
export function parameterAt(spec: NetworkSpec, position: number): ParameterAddress | null {
  let offset = position;
  for (const { layer, W, parameters } of layerShapes(spec)) {
    const [units, inputs] = W;
    const unit = Math.floor(offset / inputs);
    if (offset < units * inputs) return { layer, unit, input: offset % inputs };
    if (offset < parameters) return { layer, unit: offset - units * inputs, input: null };
    offset -= parameters;
  }
  return null;
}
