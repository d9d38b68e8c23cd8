/** Shapes that follow from a network alone, and how people read them: `W¹ 4×3`, `b¹ 4×1`. */
import { TrainingError } from './errors.ts';
import type { LayerShape, NetworkSpec, Shape } from './network.ts';

/** W and b of every layer l = 1…L, in order (element 0 is layer 1). */
export function layerShapes(spec: NetworkSpec): LayerShape[] {
  return spec.layers.map(({ units, activation }, index) => {
    const before = unitsOf(spec, index);
    return { layer: index + 1, activation, W: [units, before], b: [units, 1], parameters: units * before + units };
  });
}

/** n^[l] for l = 0…L; layer 0 is the input. */
export function unitsOf(spec: NetworkSpec, l: number): number {
  return l === 0 ? spec.inputs : spec.layers[l - 1]!.units;
}

/** Numbers in all W and b together. */
export function parameterCount(spec: NetworkSpec): number {
  return layerShapes(spec).reduce((sum, layer) => sum + layer.parameters, 0);
}

/** "4×3" */
export function formatShape([rows, columns]: Shape): string {
  return `${rows}×${columns}`;
}

const digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'] as const;

/** The layer number as the short form writes it: 12 → "¹²". */
export function superscript(l: number): string {
  return Array.from(String(l), (digit) => digits[Number(digit)] ?? digit).join('');
}

/**
 * Refuses a network that the mathematics has no meaning for.
 * @throws TrainingError (reason "network")
 */
export function requireNetwork(spec: NetworkSpec): void {
  const refuse = (message: string) => new TrainingError('network', message);
  if (spec.layers.length === 0) throw refuse('a network needs at least an output layer, found no layers');
  if (!Number.isInteger(spec.inputs) || spec.inputs < 1)
    throw refuse(`inputs: expected a whole number from 1, found ${spec.inputs}`);
  spec.layers.forEach(({ units, activation }, index) => {
    const l = index + 1;
    if (!Number.isInteger(units) || units < 1)
      throw refuse(`units of layer ${l}: expected a whole number from 1, found ${units}`);
    if (activation === 'softmax' && l < spec.layers.length)
      throw refuse(`softmax is for the output layer only, found in layer ${l}`);
  });
}
