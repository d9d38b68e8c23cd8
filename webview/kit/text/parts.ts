/** The parts of the data that a run has, and their names. */
import type { RunDescription } from '../../../src/protocol/run.ts';
import type { Part } from '../../../src/protocol/subjects.ts';
import { localize } from './l10n.ts';

export function partsOf({ mValidation, mTest }: Pick<RunDescription, 'mValidation' | 'mTest'>): readonly Part[] {
  return ['train', ...(mValidation > 0 ? (['validation'] as const) : []), ...(mTest > 0 ? (['test'] as const) : [])];
}

export function partName(part: Part): string {
  switch (part) {
    case 'train':
      return localize('training');
    case 'validation':
      return localize('validation');
    case 'test':
      return localize('test');
  }
}
