/**
 * The fast mode, `training.reproducible: false`, against the reproducible engine and NumPy, in turns, by the Node that came with VS
 * Code: older ones do not have its instruction.
 */
import { installedNode } from '#scripts/vscode/install.mjs';
import type { PeerCommand } from './peers/availablePeers.ts';
import { benchContests, ourCommand, type WorkloadOptions } from './peers/benchWorkloads.ts';
import type { Comparison } from './peers/goals.ts';
import type { BenchRow } from './row.ts';

const reproducible = 'reproducible engine';

const against = (numpy: number | null): readonly Comparison[] => [
  { peer: reproducible, precision: 'float32', goal: 1 },
  { peer: 'NumPy', precision: 'float32', goal: numpy },
];

const goals: Readonly<Record<string, readonly Comparison[]>> = {
  S: against(18),
  M: against(7),
  Msgd: against(null),
  L: against(null),
};

export async function benchFast(options: WorkloadOptions): Promise<BenchRow[]> {
  const node = installedNode();
  if (node === null) {
    process.stderr.write('The fast mode is not measured: VS Code and its Node are not installed here.\n');
    return [];
  }
  const threads = String(options.threads);
  const rival: PeerCommand = {
    name: reproducible,
    command: (name, precision) => ourCommand([node], name, precision, threads),
  };
  return benchContests(goals, options, {
    remark: ', fast mode',
    ours: (name, precision) => ourCommand([node], name, precision, threads, 'fused'),
    peers: (available) => [rival, ...available],
  });
}
