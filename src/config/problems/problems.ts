/** All that can be said against a configuration: its text, its keys, its columns, its network. One list for editor and command line. */
import { configDocument } from '../text/configDocument.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { dataProblems } from './dataProblems.ts';
import { datasetFacts } from '../facts/datasetFacts.ts';
import { networkProblems } from './networkProblems.ts';
import { locate } from '../text/parse.ts';
import type { KeyProblem, Problem } from '../schema/problem.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import type { PreflightFacts } from '../facts/preflightFacts.ts';
import { preflightProblems } from './preflightProblems.ts';
import { sweepProblems } from '../sweep/sweepKey.ts';
import { footprintProblems, type Machine } from './footprintProblems.ts';

/**
 * The problems of a text, in its order; with a summary also those that need the real data, with the start's facts those
 * of the first pass.
 */
export function problemsFor(
  text: string,
  summary: TableSummary | null,
  start: PreflightFacts | null = null,
  machine: Machine | null = null,
): readonly Problem[] {
  const { config, sweep, problems, root, lines } = configDocument(text);
  if (!config || !root) return problems;
  const found = [...(sweep ? sweepProblems(config, sweep) : []), ...configProblems(config, summary, start, machine)];
  const more = found.map((problem) => locate(problem, root, lines));
  return [...problems, ...more].sort((a, b) => a.offset - b.offset);
}

/** The problems of a configuration that is well formed. */
export function configProblems(
  config: NetworkConfig,
  summary: TableSummary | null,
  start: PreflightFacts | null = null,
  machine: Machine | null = null,
): readonly KeyProblem[] {
  if (!summary) return networkProblems(config, null);
  const { facts, problems } = datasetFacts(config.data, summary);
  const more = facts
    ? [
        ...dataProblems(config, summary, facts),
        ...footprintProblems(config, facts, machine),
        ...(start ? preflightProblems(config, start) : []),
      ]
    : [];
  return [...problems, ...networkProblems(config, facts), ...more];
}
