/** What is aimed at: ours over the peer's, in steps for each second of CPU time. Comparisons without a goal are for orientation. */
import type { Precision } from '../../src/core/training/backend.ts';

export interface Comparison {
  readonly peer: string;
  readonly precision: Precision;
  readonly goal: number | null;
}

const single = (peer: string, goal: number | null): Comparison => ({ peer, precision: 'float32', goal });
const double = (peer: string, goal: number | null): Comparison => ({ peer, precision: 'float64', goal });

const largeGoals = [
  single('NumPy', 0.7),
  single('PyTorch', 0.85),
  single('scikit-learn', null),
  single('TensorFlow.js', 20),
  single('SIMD peak', 0.8),
];
const mediumGoals = [
  single('NumPy', 7),
  single('PyTorch', 20),
  single('scikit-learn', null),
  single('TensorFlow.js', 60),
  double('NumPy', null),
];

/** By the workload's name. */
export const comparisons: Readonly<Record<string, readonly Comparison[]>> = {
  S: [
    single('NumPy', 18),
    single('PyTorch', 90),
    single('scikit-learn', 45),
    single('TensorFlow.js', 120),
    single('object graph', 100),
    double('NumPy', 6),
  ],
  M: mediumGoals,
  Msgd: mediumGoals,
  L: [...largeGoals, double('NumPy', null)],
  Lsgd: [...largeGoals, double('NumPy', null)],
  XL: [
    single('NumPy', 0.5),
    single('PyTorch', 0.5),
    single('scikit-learn', null),
    single('TensorFlow.js', 45),
    single('SIMD peak', null),
  ],
};
