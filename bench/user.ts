/**
 * What a user gets: every side with its defaults and all cores, by the clock. Ours chooses its threads itself, as in the editor; the
 * peers' OpenBLAS has the kernels that are fastest here.
 */
import { benchContests, ourCommand, type WorkloadOptions } from './peers/benchWorkloads.ts';
import type { Comparison } from './peers/goals.ts';
import type { BenchRow } from './row.ts';

const single = (peer: string, goal: number | null): Comparison => ({ peer, precision: 'float32', goal });

const goals: Readonly<Record<string, readonly Comparison[]>> = {
  S: [single('NumPy', null), single('PyTorch', null), single('TensorFlow.js', null)],
  M: [single('NumPy', null), single('PyTorch', null), single('TensorFlow.js', null)],
  L: [single('NumPy', null), single('PyTorch', 1), single('TensorFlow.js', null)],
  XL: [single('NumPy', null), single('PyTorch', 0.8), single('TensorFlow.js', null)],
};

export function benchUser(options: WorkloadOptions): Promise<BenchRow[]> {
  return benchContests(
    goals,
    { ...options, threads: 0 },
    {
      remark: ', all cores',
      peers: (available) => available,
      ours: (name, precision) => ourCommand([process.execPath], name, precision, '0'),
    },
  );
}
