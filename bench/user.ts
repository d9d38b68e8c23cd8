/**
 * What a user gets: every side with its defaults and all cores, by the clock. Ours chooses its threads itself, as in the editor; the
 * peers' OpenBLAS has the kernels that are fastest here.
 */
import { benchContest, ourCommand, type WorkloadOptions } from './peers/benchWorkloads.ts';
import type { Comparison } from './peers/goals.ts';
import { workloads } from './peers/workloads.ts';
import type { BenchRow } from './row.ts';

const single = (peer: string, goal: number | null): Comparison => ({ peer, precision: 'float32', goal });

const goals: Readonly<Record<string, readonly Comparison[]>> = {
  S: [single('NumPy', null), single('PyTorch', null), single('TensorFlow.js', null)],
  M: [single('NumPy', null), single('PyTorch', null), single('TensorFlow.js', null)],
  L: [single('NumPy', null), single('PyTorch', 1), single('TensorFlow.js', null)],
  XL: [single('NumPy', null), single('PyTorch', 0.8), single('TensorFlow.js', null)],
};

export async function benchUser(options: WorkloadOptions): Promise<BenchRow[]> {
  const asTheyAre = { ...options, threads: 0 };
  const rows: BenchRow[] = [];
  for (const workload of workloads) {
    const comparisons = goals[workload.name];
    if (!comparisons) continue;
    const contest = {
      comparisons,
      remark: ', all cores',
      peers: <P>(available: P) => available,
      ours: (name: string, precision: 'float32' | 'float64') => ourCommand([process.execPath], name, precision, '0'),
    };
    rows.push(...(await benchContest(workload, asTheyAre, contest)));
  }
  return rows;
}
