/**
 * A network as one ONNX file: from the cells of a row, as numbers and words, to its answers. An input a column, each N×1 under
 * the column's name; dates come as days, because a graph cannot read them.
 */
import type { Activation } from '../../core/network/network.ts';
import { columnsRead, inputSteps } from '../../data/dataset/steps/pipeline.ts';
import { isReadStep, type ReadStep, type Step } from '../../data/dataset/steps/step.ts';
import { encodingGroups, missingNumbers, missingWords, type NumberRun } from '../base/columns.ts';
import { arrays, description } from '../base/description.ts';
import type { Exported, ExportTarget } from '../base/target.ts';
import { Graph, type Value } from './graph.ts';
import { type GraphInputs, graphLanes } from './steps.ts';

export const onnxTarget: ExportTarget = {
  write: (exported) => [{ name: `${exported.stem}.onnx`, content: onnxFile(exported) }],
  numberInputs: ({ model }) => columnsRead(inputSteps(model.pipeline).filter((step) => step.step === 'date')),
};

/** From here on Float32 would round away more of a column than 1e-5 of its standard deviation. */
const maxRatio = 100;

function onnxFile(exported: Exported): Uint8Array {
  const { model, stem } = exported;
  const graph = new Graph();
  const inputs = graphInputs(exported, graph);
  const lanes = encodingGroups(exported).map((group) =>
    'run' in group ? runLanes(group.run, inputs) : graphLanes(group.encoding.steps, inputs),
  );
  const x = joined(lanes.flat(), graph);
  const a = layers(exported, x, graph);
  if (model.pipeline.task === 'regression') numbersOut(exported, a, graph);
  else classesOut(exported, a, graph);
  const dates = onnxTarget.numberInputs?.(exported) ?? [];
  const reported = dates.map((column) => `${column}: days since 1970-01-01, as a number.`);
  return graph.file(stem, [...description(exported), ...reported].join('\n').trim(), model.origin.version);
}

/** Inputs in the order in which x reads the columns. */
function graphInputs(exported: Exported, graph: Graph): GraphInputs {
  const { pipeline } = exported.model;
  const steps = inputSteps(pipeline).filter(isReadStep);
  const wide = new Set(
    pipeline.encodings.filter((encoding) => isWide(encoding.steps)).flatMap((one) => columnsRead(one.steps)),
  );
  const values = new Map<string, Value>();
  for (const column of columnsRead(steps)) {
    const step = steps.find((one) => one.column === column)!;
    values.set(column, graph.input(column, typeOf(step, wide)));
  }
  return {
    graph,
    inputOf: ({ column }) => values.get(column)!,
    missingNumbers: (column) => missingNumbers(exported, column),
    missingWords: missingWords(exported),
  };
}

function typeOf({ step, column }: ReadStep, wide: ReadonlySet<string>): 'float' | 'double' | 'string' {
  if (step === 'words') return 'string';
  return step === 'date' || wide.has(column) ? 'double' : 'float';
}

/** Whether the mean of what is scaled is far from 0 compared with how much it varies. */
function isWide(steps: readonly Step[]): boolean {
  const scale = steps.find((step) => step.step === 'standardize');
  return scale?.mean.some((mean, k) => Math.abs(mean) > maxRatio * scale.std[k]!) ?? false;
}

/** Many columns of numbers at once: N×k. */
function runLanes(
  { columns, standIns, scales }: NumberRun,
  { graph, inputOf, missingNumbers: missing }: GraphInputs,
): Value[] {
  const given = columns.map((column) => inputOf({ step: 'number', column, decimal: '.' }));
  const type = given.some((input) => input.type === 'double') ? 'double' : 'float';
  let value = graph.apply(
    'Concat',
    given.map((input) => graph.cast(input, type)),
    { axis: 1 },
  );
  const row = (values: readonly number[]): Value => graph.numbers('row', values, [1, values.length], type);
  for (const number of missing(columns[0]!)) {
    const isMissing = graph.apply('Equal', [value, graph.numbers('constant', [number], [1, 1], type)]);
    value = graph.apply('Where', [isMissing, graph.numbers('constant', [Number.NaN], [1, 1], type), value], {}, type);
  }
  if (standIns) value = graph.apply('Where', [graph.apply('IsNaN', [value]), row(standIns), value], {}, type);
  if (scales) value = graph.apply('Div', [graph.apply('Sub', [value, row(scales.means)]), row(scales.stds)]);
  return [graph.cast(value, 'float')];
}

function joined(lanes: readonly Value[], graph: Graph): Value {
  return lanes.length === 1 ? lanes[0]! : graph.apply('Concat', lanes, { axis: 1 });
}

type Applied = (z: Value, graph: Graph, slope: number) => Value;

const operators: Readonly<Record<Activation, Applied>> = {
  sigmoid: (z, graph) => graph.apply('Sigmoid', [z]),
  tanh: (z, graph) => graph.apply('Tanh', [z]),
  relu: (z, graph) => graph.apply('Relu', [z]),
  leakyRelu: (z, graph, slope) => graph.apply('LeakyRelu', [z], { alpha: { float: slope } }),
  elu: (z, graph) => graph.apply('Elu', [z], { alpha: { float: 1 } }),
  softplus: (z, graph) => graph.apply('Softplus', [z]),
  gelu: (z, graph) => {
    const number = (value: number): Value => graph.numbers('constant', [value], [1, 1]);
    const erf = graph.apply('Erf', [graph.apply('Mul', [z, number(Math.SQRT1_2)])]);
    return graph.apply('Mul', [graph.apply('Mul', [z, number(0.5)]), graph.apply('Add', [erf, number(1)])]);
  },
  linear: (z) => z,
  softmax: (z, graph) => graph.apply('Softmax', [z], { axis: 1 }),
};

/** A^[L], a row an example. */
function layers(exported: Exported, x: Value, graph: Graph): Value {
  const { spec } = exported.model;
  const tensors = new Map(arrays(exported).map((array) => [array.name, array]));
  return spec.layers.reduce((a, { activation, units }, k) => {
    const [W, b] = [tensors.get(`W${k + 1}`)!, tensors.get(`b${k + 1}`)!];
    const weights = graph.numbers(W.name, W.values, W.shape);
    const z = graph.apply('Gemm', [a, weights, graph.numbers(b.name, b.values, [units])], { transB: 1 });
    return operators[activation](z, graph, spec.leakySlope);
  }, x);
}

/** `probabilities` N×classes in their order, also of two, and `label` N. */
function classesOut({ model }: Exported, a: Value, graph: Graph): void {
  const { task, classes } = model.pipeline;
  const other = (): Value => graph.apply('Sub', [graph.numbers('constant', [1], [1, 1]), a]);
  const both = task === 'binary' ? graph.apply('Concat', [other(), a], { axis: 1 }) : a;
  const index = graph.apply('ArgMax', [both], { axis: 1, keepdims: 0 }, 'int64');
  graph.output(both, 'probabilities', ['N', classes.length]);
  graph.output(graph.apply('Gather', [graph.texts('classes', classes), index], { axis: 0 }, 'string'), 'label', ['N']);
}

/** `prediction` N×targets, in the columns' own units. */
function numbersOut({ model }: Exported, a: Value, graph: Graph): void {
  const { targets } = model.pipeline;
  const type = targets.some(({ steps }) => isWide(steps)) ? 'double' : 'float';
  const columns = targets.map(({ steps }, k) => {
    const own = graph.apply('Gather', [a, graph.numbers('place', [k], [1], 'int64')], { axis: 1 });
    return steps.reduceRight((value, step) => undone(step, value, graph), graph.cast(own, type));
  });
  graph.output(joined(columns, graph), 'prediction', ['N', targets.length]);
}

function undone(step: Step, value: Value, graph: Graph): Value {
  const number = (one: number): Value =>
    graph.numbers('constant', [one], [1, 1], value.type === 'double' ? 'double' : 'float');
  if (step.step === 'standardize') {
    return graph.apply('Add', [graph.apply('Mul', [value, number(step.std[0]!)]), number(step.mean[0]!)]);
  }
  return step.step === 'transform' ? graph.apply('Sub', [graph.apply('Exp', [value]), number(1)]) : value;
}
