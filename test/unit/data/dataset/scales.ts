/** Mean and deviation of each input and target, as the pipeline of a data set has them: 0 and 1 where nothing was done. */
import type { Pipeline } from '../../../../src/data/dataset/steps/pipeline.ts';
import type { Step } from '../../../../src/data/dataset/steps/step.ts';

export interface Scales {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

export function inputScales({ encodings }: Pipeline): Scales {
  return joined(encodings.map(({ steps, inputs }) => scaleOf(steps, inputs.length)));
}

export function targetScales({ targets }: Pipeline): Scales {
  return joined(targets.map(({ steps }) => scaleOf(steps, 1)));
}

function scaleOf(steps: readonly Step[], lanes: number): Scales {
  const found = steps.find((step) => step.step === 'standardize');
  return found ?? { mean: new Array<number>(lanes).fill(0), std: new Array<number>(lanes).fill(1) };
}

function joined(scales: readonly Scales[]): Scales {
  return { mean: scales.flatMap(({ mean }) => mean), std: scales.flatMap(({ std }) => std) };
}
