/** How large a network will be, told from the configuration and what is known of the table, before anything is read for it. */
import type { TableSummary } from '../../data/columns/summary.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import { datasetFacts } from './datasetFacts.ts';

/**
 * Weights in the largest W. Without a summary only layers between hidden ones are known: a lower bound.
 * @param summary of the table as read with the configuration's own types, delimiter and header
 */
export function largestLayer(config: NetworkConfig, summary: TableSummary | null): number {
  const hidden = config.network.layers.map(({ units }) => units);
  const facts = summary && datasetFacts(config.data, summary).facts;
  const units = facts ? [facts.inputs, ...hidden, facts.outputs] : hidden;
  return Math.max(0, ...units.slice(1).map((count, l) => count * (units[l] ?? 0)));
}
