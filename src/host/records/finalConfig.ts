/** The configuration of a recorded run as it was when it ended: with what was changed on its way. */
import type { NetworkConfig } from '../../config/schema/schema.ts';
import type { RunRecord } from '../../record/runRecord.ts';

export function finalConfig({ config: { used }, changes }: Pick<RunRecord, 'config' | 'changes'>): NetworkConfig {
  const training: Record<string, unknown> = { ...used.training };
  for (const change of changes) if (change.kind === 'settings') Object.assign(training, change.change);
  // What was switched off is `null` in a record.
  const inForce = Object.fromEntries(Object.entries(training).filter(([, value]) => value !== null));
  return { ...used, training: inForce as NetworkConfig['training'] };
}
