/** JSON → steps: each of its kind, with finite figures, and fitting the one before it. */
import { dateOrders } from '../../columns/dates.ts';
import { folds } from '../../columns/spelling.ts';
import { calendarParts } from './apply.ts';
import { derivations, isReadStep, type Step, type StepKind, type StepOf, transforms } from './step.ts';
import { PipelineError, type Untrusted } from './untrusted.ts';

type Read<K extends StepKind> = (at: (key: string) => Untrusted) => StepOf<K>;

interface Kind<K extends StepKind> {
  readonly keys: readonly string[];
  readonly read: Read<K>;
}

const kinds: { readonly [K in StepKind]: Kind<K> } = {
  number: {
    keys: ['column', 'decimal'],
    read: (at) => ({ step: 'number', column: at('column').text(), decimal: at('decimal').oneOf(['.', ',']) }),
  },
  words: {
    keys: ['column', 'words', 'fold', 'unknown'],
    read: (at) => ({
      step: 'words',
      column: at('column').text(),
      words: differentWords(at('words')),
      fold: at('fold').oneOf(folds),
      unknown: at('unknown').oneOf(['none', 'missing']),
    }),
  },
  date: {
    keys: ['column', 'order'],
    read: (at) => ({ step: 'date', column: at('column').text(), order: at('order').oneOf(dateOrders) }),
  },
  calendar: { keys: ['first'], read: (at) => ({ step: 'calendar', first: at('first').number() }) },
  standIn: { keys: ['value'], read: (at) => ({ step: 'standIn', value: at('value').number() }) },
  yesNo: { keys: [], read: () => ({ step: 'yesNo' }) },
  oneHot: { keys: ['count'], read: (at) => ({ step: 'oneHot', count: at('count').wholeNumber() }) },
  classes: { keys: ['values'], read: (at) => ({ step: 'classes', values: ascending(at('values')) }) },
  transform: { keys: ['by'], read: (at) => ({ step: 'transform', by: at('by').oneOf(transforms) }) },
  derived: { keys: ['by'], read: (at) => ({ step: 'derived', by: at('by').oneOf(derivations) }) },
  standardize: {
    keys: ['mean', 'std'],
    read: (at) => ({
      step: 'standardize',
      mean: at('mean').list((entry) => entry.number()),
      std: at('std').list((entry) => entry.positive()),
    }),
  },
};

/** What lies on the stack after some steps: numbers, or indices of so many words. */
type Lane = { readonly words: number | null };

/**
 * The steps of a list, each of which fits those before it.
 * @returns the steps, and what they leave
 * @throws PipelineError
 */
export function readSteps(list: Untrusted): { steps: Step[]; lanes: readonly Lane[] } {
  let lanes: readonly Lane[] = [];
  let isReading = true;
  const steps = list.list((entry) => {
    const step = readStep(entry);
    // A stand-in may follow each of two columns that are read; whatever else works on all lanes ends the reading.
    if (isReadStep(step) && !isReading) return entry.fail('lane');
    isReading &&= isReadStep(step) || step.step === 'standIn';
    lanes = lanesAfter(step, lanes, entry);
    return step;
  });
  if (steps.length === 0) list.fail('reading');
  return { steps, lanes };
}

function readStep(entry: Untrusted): Step {
  const kind = entry.object([...new Set(['step', ...Object.values(kinds).flatMap(({ keys }) => keys)])])('step');
  const name = kind.oneOf(Object.keys(kinds) as StepKind[]);
  const { keys, read } = kinds[name];
  return read(entry.object(['step', ...keys]));
}

/** @throws PipelineError when the step does not fit the lanes */
function lanesAfter(step: Step, lanes: readonly Lane[], entry: Untrusted): readonly Lane[] {
  if (step.step === 'number' || step.step === 'date') return [...lanes, { words: null }];
  if (step.step === 'words') return [...lanes, { words: step.words.length }];
  const top = lanes.at(-1);
  if (!top) return entry.fail('reading');
  switch (step.step) {
    case 'standIn':
      if (top.words !== null && !(Number.isInteger(step.value) && step.value >= 0 && step.value < top.words))
        return entry.fail('index', top.words);
      return lanes;
    case 'yesNo':
      return lanes.length === 1 && (top.words ?? 3) <= 2 ? [{ words: null }] : entry.fail('lane');
    case 'oneHot':
      if (lanes.length !== 1 || top.words !== step.count) return entry.fail('lane');
      return Array.from({ length: step.count }, () => ({ words: null }));
    case 'calendar':
      if (lanes.length !== 1 || top.words !== null) return entry.fail('lane');
      return calendarParts.map(() => ({ words: null }));
    case 'classes':
      return lanes.length === 1 && top.words === null ? [{ words: step.values.length }] : entry.fail('lane');
    case 'derived':
      return afterDerived(step, lanes, entry);
    case 'transform':
      return lanes.length === 1 && top.words === null ? lanes : entry.fail('lane');
    case 'standardize':
      if (lanes.some(({ words }) => words !== null)) return entry.fail('lane');
      if (step.mean.length !== lanes.length || step.std.length !== lanes.length)
        return entry.fail('scales', lanes.length);
      return lanes;
  }
}

function afterDerived({ by }: StepOf<'derived'>, lanes: readonly Lane[], entry: Untrusted): readonly Lane[] {
  const fits = lanes.length === (by === 'product' ? 2 : 1) && lanes.every(({ words }) => words === null);
  return fits ? [{ words: null }] : entry.fail('lane');
}

function differentWords(list: Untrusted): string[] {
  const words = list.list((entry) => entry.text());
  if (new Set(words).size < words.length) throw new PipelineError(list.place, 'different', list.value);
  return words;
}

function ascending(list: Untrusted): number[] {
  const values = list.list((entry) => entry.number());
  if (values.some((value, k) => k > 0 && value <= values[k - 1]!)) return list.fail('ascending');
  return values;
}
