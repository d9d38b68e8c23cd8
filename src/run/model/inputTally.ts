/** What the cells of one input column are that the model has to stand in for: how many, where, and which words. */
import { shorten } from '../../data/columns/columnTyping.ts';
import { linesKept } from '../../data/csv/repair.ts';
import type { RepairLog } from '../../data/csv/repairLog.ts';
import type { ReadStep, WordsStep } from '../../data/dataset/steps/step.ts';
import type { RowBlock } from '../../data/read/rowBlocks.ts';
import { type BlockReader, unseen } from './blockCells.ts';

const maxWords = 3;

/** Cells of one kind. */
export class CellTally {
  count = 0;
  readonly lines: number[] = [];
  readonly #words = new Set<string>();

  add(line: number, word?: string): void {
    this.count++;
    if (this.lines.length < linesKept) this.lines.push(line);
    if (word !== undefined && this.#words.size <= maxWords) this.#words.add(word);
  }

  /** Some of them, in quotes. */
  get examples(): string {
    const words = [...this.#words].map((word) => `"${shorten(word)}"`);
    return (words.length > maxWords ? [...words.slice(0, maxWords), '…'] : words).join(', ');
  }
}

export class InputTally {
  readonly step: ReadStep;
  /** Tells a word that was never seen from an empty cell. */
  readonly #probe: ReadStep;
  readonly #missing = new CellTally();
  /** Cells that are there and mean nothing: no number, no date, a word never seen. */
  readonly #others = new CellTally();
  readonly #infinite = new CellTally();

  constructor(step: ReadStep) {
    this.step = step;
    this.#probe = step.step === 'words' ? ({ ...step, unknown: 'none' } satisfies WordsStep) : step;
  }

  get missing(): number {
    return this.#missing.count;
  }

  /** Lines of the first cells that have no value. */
  get missingLines(): readonly number[] {
    return this.#missing.lines;
  }

  get #isAnswer(): boolean {
    return this.step.step === 'words' && this.step.unknown === 'missing';
  }

  /** @param values room for the block's rows @param isGap told of each row without a value */
  add(reader: BlockReader, block: RowBlock, values: Float64Array, isGap: (row: number) => void): void {
    if (reader.isComplete(this.step, block)) return;
    reader.read(this.#probe, block, 0, block.rows, values);
    const store = reader.storeOf(this.step, block);
    const { words, codes } = store;
    for (let i = 0; i < block.rows; i++) {
      const value = values[i]!;
      const isUnseen = value === unseen && this.step.step === 'words';
      if (value === value && !isUnseen) continue;
      const line = block.lineOfRow[i]!;
      const isMissing = !isUnseen || this.#isAnswer;
      if (isMissing) this.#missing.add(line);
      if (isMissing) isGap(i);
      const word = words?.words[codes[i]!];
      if (word !== undefined) this.#addWord(reader, line, word, isUnseen);
    }
    if (!words) this.#addNonNumericCells(reader, store);
  }

  #addWord(reader: BlockReader, line: number, word: string, isUnseen: boolean): void {
    if (isUnseen || !reader.isNone(this.step, word)) this.#others.add(line, word);
  }

  #addNonNumericCells(reader: BlockReader, store: ReturnType<BlockReader['storeOf']>): void {
    const { nonNumericCells, nonNumericCount, infinities } = store;
    for (const { line, text } of nonNumericCells) if (!reader.isNone(this.step, text)) this.#others.add(line, text);
    this.#others.count += nonNumericCount - nonNumericCells.length;
    for (const line of infinities.lines) this.#infinite.add(line);
    this.#infinite.count += infinities.count - infinities.lines.length;
  }

  /** @param standIn what stands in for a missing value; `null` when rows without one are left out */
  tell(log: RepairLog, standIn: string | number | null): void {
    const { column } = this.step;
    const others = this.#others;
    if (others.count > 0) log.addMany(others.lines, others.count, this.#othersKind, column, others.examples);
    const infinite = this.#infinite;
    if (infinite.count > 0) log.addMany(infinite.lines, infinite.count, 'infinite', column);
    if (this.missing > 0 && standIn !== null) log.addMany(this.missingLines, this.missing, 'standIn', column, standIn);
  }

  get #othersKind(): 'notNumber' | 'notDate' | 'unseenAnswer' | 'unseenWord' {
    if (this.step.step === 'number') return 'notNumber';
    if (this.step.step === 'date') return 'notDate';
    return this.#isAnswer ? 'unseenAnswer' : 'unseenWord';
  }

  /** Examples for a refusal; where no word is there the cells are empty. */
  get examples(): string {
    return this.#others.examples || '""';
  }
}
