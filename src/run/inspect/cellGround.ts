/** What the arithmetic of a cell reads: the matrices of its examples (or of its one example), the parameters, and the settings. */
import type { Parameters } from '../../core/network/arena.ts';
import type { Examples } from '../../core/network/examples.ts';
import { unitsOf } from '../../core/network/shape.ts';
import type { TrainingSettings } from '../../core/training/settings.ts';
import type { Shapes } from '../../equations/cell.ts';
import type { Values } from '../../equations/evaluate.ts';
import { type Matrix, scalarOf } from '../../equations/matrix.ts';
import { sidesOf } from '../../equations/sides.ts';
import { keyOf, type ScalarLetter, type Variable } from '../../equations/symbols.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { activationDelta, columnsOf, gradientSample, stepColumns } from './exampleColumns.ts';
import { handUpdate, stepParameters } from './handUpdate.ts';
import { pick } from './parameterSnapshot.ts';
import { QueryError, type QueryContext } from './queryContext.ts';

/** A pass over examples: matrices of all columns that a gradient is the mean over, or of the one column of a cell. */
export interface CellGround {
  readonly values: Values;
  readonly shapes: Shapes;
  /** `null` where the parameters that these numbers were made with are gone. */
  readonly parameters: Parameters | null;
  readonly gradients: Parameters;
  readonly settings: TrainingSettings;
  /** Those that are passed: one, or all. */
  readonly examples: Examples;
  /** By column. */
  readonly lineOf: (column: number) => number;
}

interface Pass {
  readonly Z: readonly Float64Array[];
  readonly A: readonly Float64Array[];
  readonly dZ: readonly Float64Array[];
}

/** @param isMean whether all examples count, as in dW; otherwise those of the cell's column */
export function cellGround(query: QueryMap['cell'], scene: QueryContext, isMean: boolean): CellGround {
  return query.examples === 'step' ? stepGround(query, scene, isMean) : passedGround(query, scene, isMean);
}

function passedGround({ examples, column }: QueryMap['cell'], scene: QueryContext, isMean: boolean): CellGround {
  if (examples === 'step') throw new QueryError('query.noStep');
  const { settings } = scene.runner.time.seen;
  const { parameters } = scene.moment;
  if (isMean) {
    const { sample, lines } = gradientSample(examples, scene);
    const { gradients, ...pass } = scene.moment.backward(sample);
    const count = sample.m;
    return {
      ...groundOf({ scene, pass, examples: sample, count, parameters, settings }),
      ...{ gradients, lineOf: (i) => lines[i]! },
    };
  }
  const { examples: set, lines, order } = columnsOf(examples, scene);
  const count = order?.length ?? set.m;
  requireColumn(column, count);
  const index = order?.[column] ?? column;
  const one = pick(scene.spec, set, Uint32Array.of(index));
  const { gradients, ...pass } = scene.moment.backward(one);
  return {
    ...groundOf({ scene, pass, examples: one, count, parameters, settings }),
    ...{ gradients, lineOf: () => lines[index]! },
  };
}

/** The numbers that the phases of the step have written. */
function stepGround({ column }: QueryMap['cell'], scene: QueryContext, isMean: boolean): CellGround {
  const { spec, runner } = scene;
  const { trainer } = runner;
  const { examples: set, lines, order } = stepColumns(scene);
  const chosen = order ?? Uint32Array.from({ length: set.m }, (_, i) => i);
  const count = chosen.length;
  if (!isMean) requireColumn(column, count);
  const part = pick(spec, set, isMean ? chosen : chosen.slice(column, column + 1));
  const of = (kind: 'Z' | 'A' | 'dZ', l: number): Float64Array => {
    const whole = trainer.layerValues(kind, l);
    if (isMean) return whole.slice();
    return Float64Array.from({ length: unitsOf(spec, l) }, (_, j) => whole[j * count + column]!);
  };
  const all = (kind: 'Z' | 'A' | 'dZ'): Float64Array[] => [
    new Float64Array(0),
    ...spec.layers.map((_, index) => of(kind, index + 1)),
  ];
  const pass = { Z: all('Z'), A: all('A'), dZ: all('dZ') };
  const parameters = stepParameters(trainer);
  const settings = handUpdate(trainer)?.settings ?? trainer.settings;
  return {
    ...groundOf({ scene, pass, examples: part, count, parameters, settings }),
    ...{ gradients: trainer.gradients, lineOf: (i) => lines[chosen[i]!]! },
  };
}

function requireColumn(column: number, count: number): void {
  if (column >= count) throw new QueryError('query.window', column + 1, count);
}

interface GroundParts {
  readonly scene: QueryContext;
  readonly pass: Pass;
  readonly examples: Examples;
  /** Columns of the whole matrices. */
  readonly count: number;
  readonly parameters: Parameters | null;
  readonly settings: TrainingSettings;
}

function groundOf(parts: GroundParts): Omit<CellGround, 'gradients' | 'lineOf'> {
  const { scene, examples, count, parameters, settings } = parts;
  const sides = sidesOf(scene.spec);
  const shapes: Shapes = (variable) => {
    const [rows, columns] = sides(variable).map((side) => {
      if (side === 'one') return 1;
      return side === 'examples' ? count : unitsOf(scene.spec, side.units);
    });
    return [rows!, columns!];
  };
  const known = new Map<string, Matrix>();
  const values: Values = (variable) => {
    const key = keyOf(variable);
    const there = known.get(key) ?? matrixOf(variable, parts, shapes);
    known.set(key, there);
    return there;
  };
  return { values, shapes, parameters, settings, examples };
}

/** Of one example it is one column, which stands for the cell's own. */
function matrixOf(
  variable: Variable,
  { scene, pass, examples, parameters, settings, count }: GroundParts,
  shapes: Shapes,
): Matrix {
  const { spec, runner } = scene;
  if (variable.kind === 'scalar')
    return scalarOf(
      scalarsOf(settings, { m: count, mTrain: runner.trainer.train.m, slope: spec.leakySlope })[variable.letter],
    );
  const [rows, columns] = shapes(variable);
  if (variable.kind !== 'matrix') throw new RangeError(`no pass has ${keyOf(variable)}`);
  const { letter, layer } = variable;
  const { X, Y, m } = examples;
  const own: Readonly<Record<string, () => Float64Array | undefined>> = {
    X: () => X,
    Y: () => Y,
    W: () => parameters?.W[layer],
    b: () => parameters?.b[layer],
    Z: () => pass.Z[layer],
    A: () => pass.A[layer],
    dZ: () => pass.dZ[layer],
    dA: () => (parameters && activationDelta(spec, parameters, layer, { ...pass, Y, m })) || undefined,
  };
  const numbers = own[letter]?.();
  if (!numbers) throw new RangeError(`no pass has ${keyOf(variable)}`);
  return { rows, columns: letter === 'W' || letter === 'b' ? columns : m, values: numbers };
}

interface Counts {
  readonly m: number;
  readonly mTrain: number;
  readonly slope: number;
  readonly t?: number;
}

/** The numbers that are the same for all layers. */
export function scalarsOf(settings: TrainingSettings, counts: Counts): Readonly<Record<ScalarLetter, number>> {
  const { learningRate, l2, momentum, rho, beta1, beta2, epsilon, weightDecay } = settings;
  const { m, mTrain, slope, t = Number.NaN } = counts;
  return {
    ...{ alpha: learningRate, lambda: l2, beta: momentum, beta1, beta2, rho, epsilon, weightDecay },
    ...{ t, m, mTrain, slope, J: Number.NaN },
  };
}
