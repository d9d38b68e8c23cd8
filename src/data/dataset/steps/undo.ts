/** The way back: from what a network sees or says to a value in the column's own units. */
import type { Step, StepKind, StepOf, Transform } from './step.ts';

/** `lane`: which of the inputs that the steps leave. */
type Change<K extends StepKind> = (step: StepOf<K>, value: number, lane: number) => number;

interface Reversible<K extends StepKind> {
  readonly forth: Change<K>;
  readonly back: Change<K>;
}

/** The steps that keep a number a number of one lane: these alone can be undone. */
const reversible: { readonly [K in 'transform' | 'standardize']: Reversible<K> } = {
  transform: {
    forth: ({ by }, x) => transformPairs[by].forth(x),
    back: ({ by }, x) => transformPairs[by].back(x),
  },
  standardize: {
    forth: ({ mean, std }, x, lane) => (x - mean[lane]!) / std[lane]!,
    back: ({ mean, std }, x, lane) => x * std[lane]! + mean[lane]!,
  },
};

const transformPairs: Readonly<Record<Transform, { forth(x: number): number; back(x: number): number }>> = {
  log1p: { forth: Math.log1p, back: Math.expm1 },
};

function pairOf(step: Step): Reversible<StepKind> | undefined {
  return (reversible as unknown as Partial<Record<StepKind, Reversible<StepKind>>>)[step.step];
}

/** The last steps, as many as can be undone; a stand-in among them changes no value that is there. */
function reversibleSteps(steps: readonly Step[]): readonly Step[] {
  const last = steps.findLastIndex((step) => !pairOf(step) && step.step !== 'standIn');
  return steps.slice(last + 1).filter((step) => step.step !== 'standIn');
}

/** From x, or from what the network says, to the value before the steps that can be undone. */
export function undoSteps(steps: readonly Step[], value: number, lane = 0): number {
  return reversibleSteps(steps).reduceRight((x, step) => pairOf(step)!.back(step, x, lane), value);
}

/** `undoSteps` of these steps as a function: for many values. */
export function undoing(steps: readonly Step[]): (value: number) => number {
  const back = reversibleSteps(steps)
    .toReversed()
    .map((step) => ({ step, pair: pairOf(step)! }));
  return (value) => {
    let x = value;
    for (const { step, pair } of back) x = pair.back(step, x, 0);
    return x;
  };
}

/** The same steps forward. */
export function redoSteps(steps: readonly Step[], value: number, lane = 0): number {
  return reversibleSteps(steps).reduce((x, step) => pairOf(step)!.forth(step, x, lane), value);
}

/** Whether the value before these steps is one that someone can read: a number of the column itself. */
export function isPlainNumber(steps: readonly Step[]): boolean {
  return steps[0]?.step === 'number' && steps.slice(1).every((step) => pairOf(step) || step.step === 'standIn');
}
