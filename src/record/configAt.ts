/** The configuration of a recorded run as it was at a step: with what was changed on its way up to there. */
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { RunRecord } from './runRecord.ts';

export function configAt({ config: { used }, changes }: Pick<RunRecord, 'config' | 'changes'>, step: number) {
  const training: Record<string, unknown> = { ...used.training };
  for (const change of changes)
    if (change.kind === 'settings' && change.step <= step) Object.assign(training, change.change);
  // What was switched off is `null` in a record.
  const inForce = Object.fromEntries(Object.entries(training).filter(([, value]) => value !== null));
  return { ...used, training: inForce as NetworkConfig['training'] };
}

/** As it was when it ended. */
export function finalConfig(record: Pick<RunRecord, 'config' | 'changes'>): NetworkConfig {
  return configAt(record, Number.POSITIVE_INFINITY);
}
