/** The steps from the inputs of a graph to x: the same stack machine, with values of the graph on it. Each lane is N×1. */
import type { Derivation, ReadStep, Step, StepKind, StepOf } from '../../data/dataset/steps/step.ts';
import type { Graph, Value } from './graph.ts';
import { calendarLanes } from './calendar.ts';
import { wordKeys } from './wordKeys.ts';

/** What the steps of one graph share. */
export interface GraphInputs {
  readonly graph: Graph;
  /** The input of a column. */
  readonly inputOf: (step: ReadStep) => Value;
  readonly missingNumbers: (column: string) => readonly number[];
  readonly missingWords: readonly string[];
}

interface Building extends GraphInputs {
  readonly lanes: Value[];
  /** In what the numbers of this list of steps are computed. */
  readonly type: 'float' | 'double';
}

type Build<K extends StepKind> = (step: StepOf<K>, to: Building) => void;

const table: { readonly [K in StepKind]: Build<K> } = {
  number: (step, to) => {
    const value = to.graph.cast(to.inputOf(step), to.type);
    to.lanes.push(to.missingNumbers(step.column).reduce((lane, missing) => withoutNumber(lane, missing, to), value));
  },
  words: (step, to) => {
    const keys = wordKeys(step, to.missingWords);
    const attributes = {
      keys_strings: [...keys.keys()],
      values_floats: { floats: [...keys.values()] },
      default_float: { float: step.unknown === 'missing' ? Number.NaN : -1 },
    };
    to.lanes.push(to.graph.apply('LabelEncoder', [to.inputOf(step)], attributes, 'float', true));
  },
  date: (step, to) => to.lanes.push(to.inputOf(step)),
  calendar: ({ first }, to) => to.lanes.push(...calendarLanes(to.lanes.pop()!, first, to.graph)),
  standIn: ({ value }, to) =>
    change(to, (lane) => chosen(to.graph.apply('IsNaN', [lane]), constant(value, lane, to), lane, to)),
  yesNo: () => {},
  oneHot: ({ count }, to) => {
    const code = to.lanes.pop()!;
    for (let k = 0; k < count; k++) {
      const isWord = to.graph.apply('Equal', [code, constant(k, code, to)]);
      to.lanes.push(to.graph.apply('Cast', [isWord], { to: 1 }, 'float'));
    }
  },
  classes: () => {
    throw new RangeError('A graph does not read the classes of its answers.');
  },
  transform: (_, to) =>
    change(to, (lane) => {
      const minusOne = constant(-1, lane, to);
      const logarithm = to.graph.apply('Log', [to.graph.apply('Add', [lane, constant(1, lane, to)])]);
      return chosen(to.graph.apply('Greater', [lane, minusOne]), logarithm, constant(Number.NaN, lane, to), to);
    }),
  derived: ({ by }, to) => derive(by, to),
  standardize: ({ mean, std }, to) => {
    const scaled = to.lanes.map((lane, k) => {
      if (mean[k] === 0 && std[k] === 1) return lane;
      const shifted = to.graph.apply('Sub', [lane, constant(mean[k]!, lane, to)]);
      return to.graph.apply('Div', [shifted, constant(std[k]!, lane, to)]);
    });
    to.lanes.splice(0, scaled.length, ...scaled);
  },
};

/** @returns the lanes that the steps leave, in Float32 */
export function graphLanes(steps: readonly Step[], inputs: GraphInputs): readonly Value[] {
  const reads = steps.flatMap((step) => (step.step === 'number' ? [inputs.inputOf(step).type] : []));
  const building: Building = { ...inputs, lanes: [], type: reads.includes('double') ? 'double' : 'float' };
  for (const step of steps) (table[step.step] as Build<StepKind>)(step, building);
  return building.lanes.map((lane) => inputs.graph.cast(lane, 'float'));
}

function constant(value: number, { type }: Value, { graph }: Building): Value {
  return graph.numbers('constant', [value], [1, 1], type === 'double' ? 'double' : 'float');
}

function chosen(condition: Value, yes: Value, no: Value, { graph }: Building): Value {
  return graph.apply('Where', [condition, yes, no], {}, no.type);
}

/** A number that means "no value". */
function withoutNumber(lane: Value, missing: number, to: Building): Value {
  const isMissing = to.graph.apply('Equal', [lane, constant(missing, lane, to)]);
  return chosen(isMissing, constant(Number.NaN, lane, to), lane, to);
}

function change(to: Building, by: (lane: Value) => Value): void {
  to.lanes.push(by(to.lanes.pop()!));
}

function derive(by: Derivation, to: Building): void {
  const { graph } = to;
  if (by === 'product') {
    const second = to.lanes.pop()!;
    change(to, (first) => graph.apply('Mul', [first, second]));
  } else if (by === 'square') change(to, (lane) => graph.apply('Mul', [lane, lane]));
  else if (by === 'abs') change(to, (lane) => graph.apply('Abs', [lane]));
  // The runtimes know sine and cosine in Float32.
  else
    change(to, (lane) => graph.cast(graph.apply(by === 'sin' ? 'Sin' : 'Cos', [graph.cast(lane, 'float')]), to.type));
}
