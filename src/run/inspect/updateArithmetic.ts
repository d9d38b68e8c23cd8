/** A cell of W, b or of an average in the arithmetic of the update that was done by hand. */
import type { Trainer } from '../../core/training/trainer.ts';
import { unitsOf } from '../../core/network/shape.ts';
import type { Expression } from '../../equations/expression.ts';
import { evaluate, type Values } from '../../equations/evaluate.ts';
import { cellOf, type Matrix, scalarOf } from '../../equations/matrix.ts';
import { cellArithmetic, leavesOf } from '../../equations/sentence.ts';
import { sidesOf } from '../../equations/sides.ts';
import { keyOf } from '../../equations/symbols.ts';
import { updateEquations } from '../../equations/update.ts';
import { type CellAddress, variableOf } from '../../protocol/subjects.ts';
import { scalarsOf } from './cellGround.ts';
import type { HandUpdate } from './handUpdate.ts';

/** `null` where the optimizer has no such average. */
export function updateArithmetic(
  { which, layer, row, column }: CellAddress,
  trainer: Trainer,
  update: HandUpdate,
): { readonly right: Expression; readonly leaves: Float64Array } | null {
  const { spec } = trainer;
  const wanted = keyOf(variableOf(which, layer));
  const parameter = which.endsWith('W') ? 'W' : 'b';
  const numbers = numbersBefore({ layer, row, column }, parameter, trainer, update);
  const values: Values = (variable) => {
    const there = numbers.get(keyOf(variable));
    if (!there) throw new RangeError(`no update has ${keyOf(variable)}`);
    return there;
  };
  const sides = sidesOf(spec);
  const shapes = (variable: Parameters<typeof sides>[0]): readonly [number, number] => {
    const [rows, columns] = sides(variable).map((side) => (typeof side === 'object' ? unitsOf(spec, side.units) : 1));
    return [rows!, columns!];
  };
  for (const equation of updateEquations(update.settings.optimizer, layer)) {
    if (!equation.id.endsWith(`${parameter}${layer}`)) continue;
    const right = cellArithmetic(equation, { row, column }, { shapes, values, most: 4 });
    if (equation.id === wanted)
      return { right, leaves: Float64Array.from(leavesOf(right), (leaf) => cellOf(evaluate(leaf, values), 0, 0)) };
    numbers.set(equation.id, evaluate(right, values));
  }
  return null;
}

/** The cell's own numbers before the update, each as the one of its matrix. */
function numbersBefore(
  { layer, row, column }: Omit<CellAddress, 'which'>,
  parameter: 'W' | 'b',
  trainer: Trainer,
  update: HandUpdate,
): Map<string, Matrix> {
  const { spec, train, gradients } = trainer;
  const width = parameter === 'W' ? unitsOf(spec, layer - 1) : 1;
  const at = (tensors: HandUpdate['parameters']): Matrix => scalarOf(tensors[parameter][layer]![row * width + column]!);
  const counts = { m: trainer.batchExamples, mTrain: train.m, slope: spec.leakySlope, t: update.t };
  const scalars = scalarsOf({ ...update.settings, learningRate: update.learningRate }, counts);
  return new Map([
    ...Object.entries(scalars).map(([letter, value]) => [letter, scalarOf(value)] as const),
    [`${parameter}${layer}`, at(update.parameters)],
    [`d${parameter}${layer}`, at(gradients)],
    [`v.${parameter}${layer}`, at(update.firstMoment)],
    [`s.${parameter}${layer}`, at(update.secondMoment)],
  ]);
}
