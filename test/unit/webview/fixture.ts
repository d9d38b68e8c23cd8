/** A small run for the views' tests: 2 inputs, 2 tanh units, 1 sigmoid unit, 3 examples; numbers that are exact in Float32. */
import { defaultSettings } from '../../../src/core/training/settings.ts';
import type { Frame, SectionName } from '../../../src/protocol/frame.ts';
import type { RunDescription, RunStatus } from '../../../src/protocol/run.ts';

export const run: RunDescription = {
  runId: 'r1',
  build: 1,
  title: 'toy.nnconfig',
  dataFile: 'toy.csv',
  task: 'binary',
  loss: 'binaryCrossEntropy',
  targets: ['label'],
  classes: ['0', '1'],
  m: 3,
  mValidation: 0,
  mTest: 0,
  inputs: [
    { name: 'x1', column: 'x1' },
    { name: 'x2', column: 'x2' },
  ],
  layers: [
    { layer: 1, units: 2, activation: 'tanh', W: [2, 2], b: [2, 1], parameters: 6 },
    { layer: 2, units: 1, activation: 'sigmoid', W: [1, 2], b: [1, 1], parameters: 3 },
  ],
  parameters: 9,
  initialization: { scheme: 'scaled', scale: 0.01, value: 0.5, seed: 7 },
  leakySlope: 0.01,
  engine: 'reference',
  precision: 'float64',
  shownUnits: [[0, 1], [0, 1], [0]],
  shownExamples: [
    { line: 2, target: 0 },
    { line: 5, target: 0 },
    { line: 3, target: 1 },
  ],
  plane: null,
  repairs: [],
  notes: [],
};

export const status: RunStatus = {
  runId: 'r1',
  build: 1,
  state: 'running',
  step: 812,
  epoch: 812,
  measured: 812,
  cost: 0.2431,
  validationCost: null,
  trainMetric: { right: 362, m: 400 },
  validationMetric: null,
  stepsPerSecond: 9300,
  slowed: false,
  stopReason: null,
  recording: { first: 0, last: 812, cursor: null, bytes: 0, limit: 0 },
  phases: 0,
  checksum: null,
  undoableWeights: 0,
  message: '',
  notice: '',
  progress: null,
  effective: {
    ...defaultSettings,
    optimizer: 'gradientDescent',
    learningRate: 1.2,
    batchSize: 'full',
    epochs: 1000,
    l2: 0,
    shuffleSeed: 1,
  },
  pending: {},
  marks: [],
};

/** A frame of the given matrices. */
export function frameOf(
  parts: Partial<Record<SectionName, { readonly columns: number; readonly values: readonly number[] }>>,
  frame = 1,
): Frame {
  const sections = [];
  const numbers: number[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (!part) continue;
    const { columns, values } = part;
    sections.push({ name: name as SectionName, rows: values.length / columns, columns, offset: numbers.length });
    numbers.push(...values);
  }
  return { runId: 'r1', build: 1, frame, step: 812, live: true, sections, numbers: Float32Array.from(numbers) };
}

/** X, W, b of layer 1 and its activations; tanh of the z that are written out beside. */
export const frame = frameOf({
  'A:0': { columns: 3, values: [1, -2, 0.5, 0.25, 4, -1] },
  'W:1': { columns: 2, values: [0.5, -1, 2, 0.25] },
  'dW:1': { columns: 2, values: [0.125, -0.5, 0, 1] },
  'b:1': { columns: 1, values: [0.25, -0.5] },
  // z = 0.5·1 − 1·0.25 + 0.25 = 0.5, then −4.75, 1.5; and 1.5625, −3.5, 0.25
  'A:1': { columns: 3, values: [0.5, -4.75, 1.5, 1.5625, -3.5, 0.25].map(Math.tanh) },
});
