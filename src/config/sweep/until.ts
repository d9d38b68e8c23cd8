/** A goal of a training, "cost < 0.1": when a member of a sweep has reached what is asked for. */

export const untilFigures = ['cost', 'validationCost', 'trainAccuracy', 'validationAccuracy'] as const;

export const comparisons = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '≤': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
  '≥': (a: number, b: number) => a >= b,
} as const;

export interface Until {
  readonly figure: (typeof untilFigures)[number];
  readonly comparison: keyof typeof comparisons;
  readonly value: number;
}

/** `null` of what is none. */
export function parseUntil(text: string): Until | null {
  const [, name, comparison = '', digits = ''] = /^\s*([A-Za-z]+)\s*(<=|>=|[<>≤≥])\s*(\S+)\s*$/u.exec(text) ?? [];
  const figure = untilFigures.find((one) => one === name);
  const value = Number(digits);
  if (!figure || !Object.hasOwn(comparisons, comparison) || !Number.isFinite(value)) return null;
  return { figure, comparison: comparison as Until['comparison'], value };
}

/** "cost < 0.1" */
export function untilText({ figure, comparison, value }: Until): string {
  return `${figure} ${comparison} ${value}`;
}
