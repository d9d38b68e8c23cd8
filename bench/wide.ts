/**
 * Vectors of 256 bits against the normal engine, NumPy and PyTorch, on the large workloads: the Node that came with VS Code, with V8's
 * switch and without, in turns. Without that Node, or on a processor without such vectors, a sentence says that nothing was measured.
 */
import { spawnSync } from 'node:child_process';
import { installedNode } from '#scripts/vscode/install.mjs';
import { wideVectorsFlag } from '../src/protocol/workerProcess.ts';
import type { PeerCommand } from './peers/availablePeers.ts';
import { benchContests, ourCommand, type WorkloadOptions } from './peers/benchWorkloads.ts';
import type { Comparison } from './peers/goals.ts';
import type { BenchRow } from './row.ts';

const normal = 'normal engine';

const goals: Readonly<Record<string, readonly Comparison[]>> = {
  L: [
    { peer: normal, precision: 'float32', goal: 1 },
    { peer: 'NumPy', precision: 'float32', goal: 1 },
    { peer: 'PyTorch', precision: 'float32', goal: 1.3 },
    { peer: normal, precision: 'float64', goal: 1 },
    { peer: 'NumPy', precision: 'float64', goal: null },
  ],
  XL: [
    { peer: normal, precision: 'float32', goal: 1 },
    { peer: 'NumPy', precision: 'float32', goal: 1 },
    { peer: 'PyTorch', precision: 'float32', goal: 1 },
  ],
};

export async function benchWide(options: WorkloadOptions): Promise<BenchRow[]> {
  const node = installedNode();
  const refusal = refusalOf(node);
  if (node === null || refusal !== null) {
    process.stderr.write(`Vectors of 256 bits are not measured: ${refusal}.\n`);
    return [];
  }
  const threads = String(options.threads);
  const rival: PeerCommand = {
    name: normal,
    command: (name, precision) => ourCommand([node], name, precision, threads),
  };
  return benchContests(goals, options, {
    remark: ', 256-bit',
    ours: (name, precision) => ourCommand([node, wideVectorsFlag], name, precision, threads, 'wide'),
    peers: (available) => [rival, ...available],
  });
}

/** Why that Node cannot have them, without a full stop. */
function refusalOf(node: string | null): string | null {
  if (process.arch !== 'x64') return 'V8 has them on x64 only';
  if (node === null) return 'VS Code and its Node are not installed here (npm start installs them)';
  const { status } = spawnSync(node, [wideVectorsFlag, '--eval', '']);
  return status === 0 ? null : 'the Node that came with VS Code does not know the switch';
}
