/** The columns that a network reads, each once, with what stands in for a missing value. */
import type { RawValue } from '../data/columns/cellOfTable.ts';
import { inputSteps, type Pipeline, standInOf } from '../data/dataset/steps/pipeline.ts';
import { isReadStep, type ReadStep } from '../data/dataset/steps/step.ts';

export interface ModelInput {
  readonly column: string;
  readonly kind: 'number' | 'words' | 'date';
  /** Of words: those that it knows. */
  readonly words: readonly string[];
  /** In place of a missing value; `null`: rows without one are left out. */
  readonly standIn: RawValue;
}

export function modelInputs(pipeline: Pipeline): readonly ModelInput[] {
  const steps = inputSteps(pipeline).filter(isReadStep);
  const columns = [...new Map(steps.map((step) => [step.column, step])).values()];
  return columns.map((step) => ({
    column: step.column,
    kind: step.step,
    words: wordsOf(step),
    standIn: standInOf(pipeline.encodings.find((one) => one.steps.includes(step))?.steps ?? [], step.column),
  }));
}

function wordsOf(step: ReadStep): readonly string[] {
  return step.step === 'words' ? step.words : [];
}
