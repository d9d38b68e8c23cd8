/** Networks that ask much of a machine, or more than it has: told before they are built. */
import { footprint } from '../../core/training/footprint.ts';
import type { DatasetFacts } from '../facts/datasetFacts.ts';
import { networkSpec } from '../facts/networkSpec.ts';
import type { KeyProblem } from '../schema/problem.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import { localize } from '../wording/localize.ts';
import { short } from '../wording/markdown.ts';

/** What of the machine that will train is known. */
export interface Machine {
  /** Bytes of memory in all. */
  readonly memory: number;
}

/** Worth a word: a gigabyte, or a second a step. */
const muchMemory = 2 ** 30;
const longStep = 1;

/** @param machine `null` where it is not known; then nothing is refused */
export function footprintProblems(
  config: NetworkConfig,
  facts: DatasetFacts,
  machine: Machine | null,
): readonly KeyProblem[] {
  const { batchSize, optimizer } = config.training;
  const batch = batchSize === 'full' ? facts.m : Math.min(batchSize, facts.m);
  const need = footprint({ spec: networkSpec(config, facts), m: facts.m, batch, optimizer });
  const path = ['network', 'layers'];
  if (machine && need.bytes > machine.memory) {
    const message = localize(
      'The network has {0} parameters and needs about {1} GB of memory; this machine has {2} GB. Use fewer ' +
        'units or layers, or smaller batches.',
      need.parameters,
      gigabytes(need.bytes),
      gigabytes(machine.memory),
    );
    const values = [need.parameters, need.bytes, machine.memory];
    return [{ code: 'networkTooLarge', severity: 'error', path, message, values }];
  }
  if (need.bytes < muchMemory && need.secondsPerStep < longStep) return [];
  const message = localize(
    'The network has {0} parameters: about {1} GB of memory, and {2} s a step.',
    need.parameters,
    gigabytes(need.bytes),
    short(Number(need.secondsPerStep.toPrecision(1))),
  );
  const values = [need.parameters, need.bytes, need.secondsPerStep];
  return [{ code: 'largeNetwork', severity: 'information', path, message, values }];
}

function gigabytes(bytes: number): string {
  return short(Number((bytes / 2 ** 30).toPrecision(2)));
}
