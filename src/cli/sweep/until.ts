/** `--until "cost<0.1"`: when a member of a sweep has reached what is asked for. */
import { localize } from '../../config/wording/localize.ts';
import { finished } from '../../core/network/pieces.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import { usageError } from '../terminal/failure.ts';

const figures = ['cost', 'validationCost', 'trainAccuracy', 'validationAccuracy'] as const;

const comparisons = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '≤': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
  '≥': (a: number, b: number) => a >= b,
} as const;

export interface Until {
  readonly figure: (typeof figures)[number];
  readonly comparison: keyof typeof comparisons;
  readonly value: number;
}

/** @throws CliFailure (wrong use) */
export function parseUntil(text: string): Until {
  const [, name, comparison = '', digits = ''] = /^\s*([A-Za-z]+)\s*(<=|>=|[<>≤≥])\s*(\S+)\s*$/u.exec(text) ?? [];
  const figure = figures.find((one) => one === name);
  const value = Number(digits);
  if (figure && Object.hasOwn(comparisons, comparison) && Number.isFinite(value))
    return { figure, comparison: comparison as Until['comparison'], value };
  throw usageError(
    localize(
      '--until takes one of {0} with <, ≤, > or ≥ and a number, such as "cost<0.1"; found "{1}".',
      figures.join(', '),
      text,
    ),
  );
}

/** Whether it holds for the weights as they are. A figure that does not apply never does. */
export function holds({ figure, comparison, value }: Until, trainer: Trainer): boolean {
  const part = figure.startsWith('validation') ? trainer.validation : trainer.train;
  if (!part) return false;
  const { cost, accuracy } = finished(trainer.evaluation(part));
  const found = figure.endsWith('ccuracy') ? accuracy : cost;
  return found !== null && comparisons[comparison](found, value);
}
