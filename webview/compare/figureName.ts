/** What came out of a training, as heads and axes have it. */
import type { SweptFigures } from '../../src/protocol/sweep/sweepPage.ts';
import { localize } from '../kit/text/l10n.ts';

/** @param id as in `train --json`; what is not known here keeps it */
export function figureName(id: string): string {
  const metric = id.endsWith('2') ? 'R²' : localize('accuracy');
  const names: Readonly<Record<string, string>> = {
    cost: localize('training cost'),
    validationCost: localize('validation cost'),
    testCost: localize('test cost'),
    trainAccuracy: localize('training {0}', metric),
    validationAccuracy: localize('validation {0}', metric),
    testAccuracy: localize('test {0}', metric),
    r2: localize('training {0}', metric),
    validationR2: localize('validation {0}', metric),
    testR2: localize('test {0}', metric),
  } satisfies Record<keyof SweptFigures, string>;
  return names[id] ?? id;
}
