/** The columns that a network reads, each once, with what stands in for a missing value. */
import type { RawValue } from '../data/columns/cellOfTable.ts';
import { type Pipeline, standInOf } from '../data/dataset/steps/pipeline.ts';
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
  const reads = pipeline.encodings.flatMap(({ steps }) => steps.filter(isReadStep).map((step) => ({ step, steps })));
  const columns = [...new Map(reads.map((read) => [read.step.column, read])).values()];
  return columns.map(({ step, steps }) => ({
    column: step.column,
    kind: step.step,
    words: wordsOf(step),
    standIn: standInOf(steps, step.column),
  }));
}

function wordsOf(step: ReadStep): readonly string[] {
  return step.step === 'words' ? step.words : [];
}
