/** Which matrices stand beside each other when a phase is explained: what it reads, then what it writes. */
import type { Phase } from '../../src/core/training/phases.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { inputOf, type MatrixTerm } from '../matrix/expressions.ts';

/** Those of a forward or backward phase; cost and update are shown in ways of their own. */
export function termsOf(run: RunDescription, phase: Phase): readonly (readonly MatrixTerm[])[] {
  switch (phase.kind) {
    case 'forward': {
      const { layer } = phase;
      return [
        [{ which: 'W', layer }, inputOf(layer), { which: 'b', layer }],
        [
          { which: 'Z', layer },
          { which: 'A', layer },
        ],
      ];
    }
    case 'backward':
      return backwardTerms(run, phase.layer);
    case 'cost':
    case 'update':
      return [];
  }
}

function backwardTerms(run: RunDescription, layer: number): readonly (readonly MatrixTerm[])[] {
  const isOutput = layer === run.layers.length;
  const above = layer + 1;
  const read: readonly MatrixTerm[] = isOutput
    ? [
        { which: 'A', layer },
        { which: 'Y', layer },
      ]
    : [
        { which: 'W', layer: above, transposed: true },
        { which: 'dZ', layer: above },
        { which: 'dA', layer },
        { which: 'Z', layer },
      ];
  return [
    read,
    [
      { which: 'dZ', layer },
      { ...inputOf(layer), transposed: true },
    ],
    [
      { which: 'dW', layer },
      { which: 'db', layer },
    ],
  ];
}
