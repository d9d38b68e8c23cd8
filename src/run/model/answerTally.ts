/** What a table's answers are as a whole: their mean, and the cells that are no answer of this model. */
import { answerOf, type Pipeline, type TargetEncoding } from '../../data/dataset/steps/pipeline.ts';
import type { RepairLog } from '../../data/csv/repairLog.ts';
import type { RowBlock } from '../../data/read/rowBlocks.ts';
import { answersOf, answerTargets, noAnswer, readStepOf } from './blockAnswers.ts';
import { type BlockReader, unseen } from './blockCells.ts';
import { CellTally } from './inputTally.ts';

export class AnswerTally {
  readonly #pipeline: Pipeline;
  readonly #targets: readonly TargetEncoding[];
  readonly #sums: Float64Array;
  readonly #none = new CellTally();
  readonly #unseen = new CellTally();
  #m = 0;

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline;
    this.#targets = answerTargets(pipeline);
    this.#sums = new Float64Array(pipeline.targets.length);
  }

  add(reader: BlockReader, block: RowBlock, isCounted: (row: number) => boolean): void {
    const { rows, lineOfRow } = block;
    const { Y, codes } = answersOf(this.#targets, this.#pipeline, reader, { block, from: 0, rows });
    const isRegression = this.#pipeline.task === 'regression';
    for (let i = 0; i < rows; i++) {
      if (!isCounted(i)) continue;
      const code = codes[i]!;
      if (code === noAnswer) this.#none.add(lineOfRow[i]!);
      else if (code === unseen)
        this.#unseen.add(lineOfRow[i]!, truthText(readStepOf(this.#targets[0]!), reader, block, i));
      else if (isRegression) this.#addNumbers(Y, i, rows);
    }
  }

  #addNumbers(Y: Float64Array, i: number, rows: number): void {
    this.#m++;
    for (let k = 0; k < this.#sums.length; k++) this.#sums[k]! += answerOf(this.#pipeline, k, Y[k * rows + i]!);
  }

  get means(): readonly number[] {
    return this.#m > 0 ? Array.from(this.#sums, (sum) => sum / this.#m) : [];
  }

  tell(log: RepairLog): void {
    const column = this.#pipeline.targets.map((target) => target.column).join(', ');
    if (this.#none.count > 0) log.addMany(this.#none.lines, this.#none.count, 'noAnswer', column);
    const { lines, count, examples } = this.#unseen;
    if (count > 0) log.addMany(lines, count, 'unseenClass', column, examples);
  }
}

/** The cell of a row as the table has it. */
export function truthText(
  step: ReturnType<typeof readStepOf>,
  reader: BlockReader,
  block: RowBlock,
  row: number,
): string {
  const { words, codes, numbers } = reader.storeOf(step, block);
  if (words) return words.words[codes[row]!] ?? '';
  const value = numbers[row]!;
  return Number.isNaN(value) ? '' : String(value);
}
