/** The course's planar data: 400 points, two features, one yes/no label. */
import { readFileSync } from 'node:fs';
import type { Examples } from '../../../src/core/network/examples.ts';
import type { HiddenActivation, NetworkSpec } from '../../../src/core/network/network.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { plain, scaled } from './training/settings.ts';

export const flower: Examples = readFlower();

function readFlower(): Examples {
  const lines = readFileSync('test/golden/planar_flower.csv', 'utf8').trim().split('\n').slice(1);
  const rows = lines.map((line) => line.split(',').map(Number));
  const column = (k: number) => rows.map((row) => row[k]!);
  return { m: rows.length, X: Float64Array.from([...column(0), ...column(1)]), Y: Float64Array.from(column(2)) };
}

/** 2-…-1 with σ at the output and binary cross-entropy. */
export function yesNo(hidden: readonly number[], activation: HiddenActivation = 'tanh', inputs = 2): NetworkSpec {
  const layers = hidden.map((units) => ({ units, activation }));
  return {
    inputs,
    layers: [...layers, { units: 1, activation: 'sigmoid' }],
    loss: 'binaryCrossEntropy',
    leakySlope: 0.01,
  };
}

/** The course's training: weights randn(seed 2) × 0.01, full batch, gradient descent with α = 1.2. */
export function courseTrainer(
  hidden: readonly number[],
  change: Partial<ConstructorParameters<typeof Trainer>[0]> = {},
): Trainer {
  return new Trainer({
    spec: yesNo(hidden),
    train: flower,
    validation: null,
    initialization: scaled(0.01, 2),
    settings: plain,
    ...change,
  });
}
