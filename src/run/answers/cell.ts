/** "cell": one cell of a matrix in its own arithmetic, with a finite difference beside a gradient. */
import { centralDifference } from '../../core/analysis/centralDifference.ts';
import { CostProbe } from '../../core/analysis/costProbe.ts';
import type { Parameters } from '../../core/network/arena.ts';
import { unitsOf } from '../../core/network/shape.ts';
import { backwardEquations } from '../../equations/backward.ts';
import type { Equation } from '../../equations/equation.ts';
import { evaluate, type Values } from '../../equations/evaluate.ts';
import { costEquations, forwardEquations } from '../../equations/forward.ts';
import type { Expression } from '../../equations/expression.ts';
import { cellOf } from '../../equations/matrix.ts';
import { cellArithmetic, leavesOf } from '../../equations/sentence.ts';
import { keyOf } from '../../equations/symbols.ts';
import type { CellAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { isAverage, variableOf } from '../../protocol/subjects.ts';
import { averagesOf } from '../inspect/averages.ts';
import { type CellGround, cellGround } from '../inspect/cellGround.ts';
import { handUpdate } from '../inspect/handUpdate.ts';
import { QueryError, type QueryContext, requireLayer } from '../inspect/queryContext.ts';
import { updateArithmetic } from '../inspect/updateArithmetic.ts';

/** Terms of a sum that are written. */
export const writtenTerms = 4;
/** Terms of the longest sum that is taken apart. */
const maxTerms = 50_000;
/** Multiply-adds of a pass of which some twenty make a finite difference: while a training runs it is asked for again and again. */
const maxProbeWork = 1e6;

type Arithmetic = Pick<CellAnswer, 'value' | 'right' | 'leaves' | 'lines' | 'difference'>;

export function cell(query: QueryMap['cell'], scene: QueryContext): CellAnswer {
  const { which, layer, row, column, examples } = query;
  requireLayer(scene, layer, which === 'X' || which === 'A' ? 0 : 1);
  requireCell(query, scene);
  return { which, layer, row, column, examples, ...arithmeticOf(query, scene) };
}

function arithmeticOf(query: QueryMap['cell'], scene: QueryContext): Arithmetic {
  const { which } = query;
  if (which === 'W' || which === 'b' || isAverage(which)) return ofUpdate(query, scene);
  return which === 'dW' || which === 'db' ? ofGradient(query, scene) : ofExample(query, scene);
}

/** @throws QueryError where there is no such row, or no such column of parameters */
function requireCell({ which, layer, row, column }: QueryMap['cell'], { spec }: QueryContext): void {
  const own = { X: 0, Y: spec.layers.length, loss: null } as Partial<Record<typeof which, number | null>>;
  const l = own[which] === undefined ? layer : own[which];
  const rows = l === null || l === undefined ? 1 : unitsOf(spec, l);
  if (row >= rows) throw new QueryError('query.window', row + 1, rows);
  const isWeights = which.endsWith('W');
  if (!isWeights && !which.endsWith('b')) return;
  const columns = isWeights ? unitsOf(spec, layer - 1) : 1;
  if (column >= columns) throw new QueryError('query.window', column + 1, columns);
}

/** What stands by itself. */
function plain(value: number): Arithmetic {
  return { value: known(value), right: null, leaves: new Float64Array(0), lines: [], difference: null };
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function ofExample(query: QueryMap['cell'], scene: QueryContext): Arithmetic {
  const { which, layer, row, column } = query;
  const ground = cellGround(query, scene, false);
  const { values, settings, parameters } = ground;
  const spelled = equationOf(query, scene, settings.l2);
  // ∂ℒ/∂A where no equation needs it, and A of the inputs, which is X.
  const variable = which === 'A' && layer === 0 ? variableOf('X', 0) : variableOf(which, layer);
  const value =
    which === 'loss' && spelled
      ? cellOf(evaluate(spelled.computed ?? spelled.right, values), 0, 0)
      : cellOf(values(variable), row, 0);
  if (!spelled || !parameters) return plain(value);
  const lines = [{ column, line: ground.lineOf(column) }];
  return { ...written(spelled, query, ground), value: known(value), lines, difference: null };
}

function ofGradient(query: QueryMap['cell'], scene: QueryContext): Arithmetic {
  const { which, layer, row, column } = query;
  const ground = cellGround(query, scene, true);
  const { gradients, examples, settings, parameters } = ground;
  const position = row * (which === 'dW' ? unitsOf(scene.spec, layer - 1) : 1) + column;
  const value = (which === 'dW' ? gradients.W : gradients.b)[layer]![position]!;
  const equation = equationOf(query, scene, settings.l2);
  if (!equation || !parameters || examples.m > maxTerms) return plain(value);
  const own = written(equation, query, ground);
  return { ...own, value: known(value), difference: differenceAt(query, scene, ground, parameters) };
}

/** (J(θ+ε) − J(θ−ε)) / 2ε over the same examples; `null` where a kink is in the way, or it takes too long. */
function differenceAt(
  { which, layer, row, column }: QueryMap['cell'],
  { spec, runner }: QueryContext,
  { examples, settings }: CellGround,
  parameters: Parameters,
): CellAnswer['difference'] {
  if (examples.m * parameters.values.length > maxProbeWork) return null;
  const tensor = (which === 'dW' ? parameters.W : parameters.b)[layer]!;
  const width = which === 'dW' ? unitsOf(spec, layer - 1) : 1;
  const offset = (tensor.byteOffset - parameters.values.byteOffset) / Float64Array.BYTES_PER_ELEMENT;
  // The penalty counts as in the training set, whatever number these examples are.
  const l2 = (settings.l2 * examples.m) / runner.trainer.train.m;
  const probe = new CostProbe(spec, parameters, examples, l2);
  const position = offset + row * width + column;
  const found = centralDifference((epsilon) => probe.slope(position, epsilon), probe.noise());
  return found && { epsilon: found.epsilon, value: found.value };
}

/** W, b and the averages after an update that was done by hand. */
function ofUpdate(query: QueryMap['cell'], scene: QueryContext): Arithmetic {
  const { which, layer, row, column, examples } = query;
  const tensors = isAverage(which) ? averagesOf(which, scene) : scene.moment.parameters;
  const isWeights = which.endsWith('W');
  const width = isWeights ? unitsOf(scene.spec, layer - 1) : 1;
  const value = (isWeights ? tensors.W : tensors.b)[layer]![row * width + column]!;
  const update = scene.moment.live && examples === 'step' ? handUpdate(scene.runner.trainer) : null;
  const own = update && updateArithmetic(query, scene.runner.trainer, update);
  return own ? { ...plain(value), right: own.right, leaves: own.leaves } : plain(value);
}

function equationOf({ which, layer }: QueryMap['cell'], { spec }: QueryContext, l2: number): Equation | undefined {
  const wanted = keyOf(variableOf(which, layer));
  if (which === 'X' || which === 'Y' || (which === 'A' && layer === 0)) return undefined;
  const all =
    which === 'loss'
      ? costEquations(spec, l2)
      : [...forwardEquations(layer, spec.layers[layer - 1]!), ...backwardEquations(spec, layer, l2)];
  return all.find(({ id }) => id === wanted);
}

function written(
  equation: Equation,
  { row, column }: QueryMap['cell'],
  { values, shapes, lineOf }: CellGround,
): Pick<Arithmetic, 'right' | 'leaves' | 'lines'> {
  const right = cellArithmetic(equation, { row, column }, { shapes, values, most: writtenTerms });
  const leaves = numbersOf(right, values);
  const isOfExamples = (node: ReturnType<typeof leavesOf>[number]): boolean =>
    node.kind === 'element' && node.variable.kind === 'matrix' && !['W', 'b'].includes(node.variable.letter);
  const columns = leavesOf(right).flatMap((leaf) =>
    leaf.kind === 'element' && isOfExamples(leaf) ? [leaf.column] : [],
  );
  const lines = [...new Set(columns)].map((at) => ({ column: at, line: lineOf(at) }));
  return { right, leaves, lines };
}

/** Of the letters, in their order. */
function numbersOf(right: Expression, values: Values): Float64Array {
  return Float64Array.from(leavesOf(right), (leaf) => cellOf(evaluate(leaf, values), 0, 0));
}
