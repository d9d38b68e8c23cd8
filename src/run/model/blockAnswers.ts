/** The answers that a block of rows holds, in the classes or units of the model. */
import { type Pipeline, runSteps, type TargetEncoding } from '../../data/dataset/steps/pipeline.ts';
import { isReadStep, type ReadStep, type Step, type StepOf } from '../../data/dataset/steps/step.ts';
import { Lanes } from '../../data/dataset/steps/lanes.ts';
import type { RowBlock } from '../../data/read/rowBlocks.ts';
import type { BlockReader } from './blockCells.ts';
import { answerKey } from './matchColumns.ts';

/** Code of a row whose cell is empty or is no number. */
export const noAnswer = -2;

export interface BlockAnswers {
  /** As in training: 0 and 1, one-hot columns, or numbers; units × rows. Zeros where the class is not known. */
  readonly Y: Float64Array;
  /** Class of each row, `unseen` or `noAnswer`; in regression 0 where all targets have a number. */
  readonly codes: Int32Array;
}

/** The targets, reading the columns that the table has for the answers; a word that is no class is told from an empty cell. */
export function answerTargets({ targets }: Pipeline): readonly TargetEncoding[] {
  const own = (step: Step): Step => {
    if (!isReadStep(step)) return step;
    const column = answerKey(step.column);
    return step.step === 'words' ? { ...step, column, unknown: 'none' } : { ...step, column };
  };
  return targets.map(({ column, steps }) => ({ column, steps: steps.map(own) }));
}

export function readStepOf({ steps }: TargetEncoding): ReadStep {
  return steps.find(isReadStep)!;
}

/** @param targets those of `answerTargets` */
export function answersOf(
  targets: readonly TargetEncoding[],
  { task, classes }: Pick<Pipeline, 'task' | 'classes'>,
  reader: BlockReader,
  { block, from, rows }: { readonly block: RowBlock; readonly from: number; readonly rows: number },
): BlockAnswers {
  if (task === 'regression') return numbersOf(targets, reader.cells(block, from, rows));
  const [target] = targets as readonly [TargetEncoding];
  const values = new Float64Array(rows);
  const step = readStepOf(target);
  reader.read(step, block, from, rows, values);
  const list = target.steps.find((one) => one.step === 'classes');
  const codes = new Int32Array(rows);
  const Y = new Float64Array((task === 'binary' ? 1 : classes.length) * rows);
  for (let i = 0; i < rows; i++) {
    const code = codeOf(values[i]!, list);
    codes[i] = code;
    if (code < 0) continue;
    if (task !== 'binary') Y[code * rows + i] = 1;
    else if (code === 1) Y[i] = 1;
  }
  return { Y, codes };
}

/** @param list of classes that are numbers */
function codeOf(value: number, list: StepOf<'classes'> | undefined): number {
  if (value !== value) return noAnswer;
  return list ? list.values.indexOf(value + 0) : value;
}

function numbersOf(targets: readonly TargetEncoding[], cells: ReturnType<BlockReader['cells']>): BlockAnswers {
  const { rows } = cells;
  const lanes = new Lanes(rows);
  const Y = new Float64Array(targets.length * rows);
  targets.forEach(({ steps }, k) => {
    runSteps(steps, lanes, cells);
    Y.set(lanes.at(0), k * rows);
  });
  const codes = new Int32Array(rows);
  for (let at = 0; at < Y.length; at++) if (Number.isNaN(Y[at])) codes[at % rows] = noAnswer;
  return { Y, codes };
}
