/**
 * What a network is, before any number is in it: layers, activations, loss, and the shapes that follow.
 * Layer 0 is the input and is not counted; layers run l = 1…L.
 */
import { activationFunctions } from './activationFunctions.ts';

export type HiddenActivation = keyof typeof activationFunctions;
/** In the order of the table. */
export const hiddenActivations = Object.keys(activationFunctions) as readonly HiddenActivation[];

/** Softmax is for the output layer only. */
export type Activation = HiddenActivation | 'softmax';
export const activations: readonly Activation[] = [...hiddenActivations, 'softmax'];

/** Losses of numbers in any range: what a regression may choose from. */
export const regressionLosses = ['squaredError', 'huber', 'absoluteError'] as const;
export type RegressionLoss = (typeof regressionLosses)[number];

export const losses = ['binaryCrossEntropy', 'categoricalCrossEntropy', ...regressionLosses] as const;
export type Loss = (typeof losses)[number];

export interface LayerSpec {
  /** n^[l], at least 1. */
  readonly units: number;
  readonly activation: Activation;
}

export interface NetworkSpec {
  /** n^[0] = n_x. */
  readonly inputs: number;
  /** Layers 1…L; the last one is the output layer. At least one. */
  readonly layers: readonly LayerSpec[];
  readonly loss: Loss;
  /** Slope of leaky ReLU for z < 0. */
  readonly leakySlope: number;
}

/** [rows, columns]. */
export type Shape = readonly [rows: number, columns: number];

export interface LayerShape {
  /** l = 1…L. */
  readonly layer: number;
  readonly activation: Activation;
  /** n^[l] × n^[l-1]. */
  readonly W: Shape;
  /** n^[l] × 1. */
  readonly b: Shape;
  /** Numbers in W and b together. */
  readonly parameters: number;
}
