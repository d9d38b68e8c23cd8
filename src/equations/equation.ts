/** One equation of a training step: what it computes, from what, of which shape, and when. */
import type { Phase } from '../core/training/phases.ts';
import type { Expression } from './expression.ts';
import { keyOf, type Variable } from './symbols.ts';

/** A side of a matrix: units of a layer (0: the inputs), the examples of the batch, or one. */
export type Side = { readonly units: number } | 'examples' | 'one';

export interface Equation {
  /** Unique in a step: the key of its left side. */
  readonly id: string;
  readonly left: Variable;
  readonly right: Expression;
  /** Rows and columns of the left side. */
  readonly shape: readonly [rows: Side, columns: Side];
  readonly phase: Phase;
  /** What code computes instead, where the equation as it is read would overflow or lose digits. */
  readonly computed?: Expression;
}

export function equation(
  left: Variable,
  right: Expression,
  shape: Equation['shape'],
  phase: Phase,
  computed?: Expression,
): Equation {
  return { id: keyOf(left), left, right, shape, phase, ...(computed ? { computed } : {}) };
}
