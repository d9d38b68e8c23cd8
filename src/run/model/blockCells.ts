/** The cells of a block of rows as the model's steps want them: types and words are the model's, never the table's. */
import { missingRule, type MissingWords } from '../../data/columns/columnPlan.ts';
import { wordKey } from '../../data/columns/spelling.ts';
import type { ColumnStore, ReadAs } from '../../data/csv/columnStore.ts';
import { isMissingNumber } from '../../data/csv/missing.ts';
import { type CellSource, stepValue } from '../../data/dataset/steps/cells.ts';
import type { ReadStep, WordsStep } from '../../data/dataset/steps/step.ts';
import type { RowBlock } from '../../data/read/rowBlocks.ts';

/** What a word of a column with a list of its own is: no value, or one that was never seen. */
export const unseen = -1;

/** How the cells of a table are taken. */
export interface CellRules {
  /** Place in the table of each column that steps read. */
  readonly indexOf: ReadonlyMap<string, number>;
  readonly missingWords: MissingWords | undefined;
  readonly decimalComma: boolean;
  /** Columns of numbers in which a few cells have a unit, which are no numbers of the column. */
  readonly withoutUnits: ReadonlySet<string>;
}

/** How each column of the table has to be read for these steps. */
export function readingsFor(steps: readonly ReadStep[], indexOf: CellRules['indexOf'], columns: number): ReadAs[] {
  const readings = new Array<ReadAs>(columns).fill('skip');
  for (const step of steps) {
    const index = indexOf.get(step.column)!;
    if (step.step !== 'number') readings[index] = 'word';
    else if (readings[index] === 'skip') readings[index] = 'number';
  }
  return readings;
}

/** Looks words up as the steps do, each step's list once. */
export class BlockReader {
  readonly #rules: CellRules;
  readonly #known = new Map<WordsStep, ReadonlyMap<string, number>>();
  readonly #missing = new Map<string, ReturnType<typeof missingRule>>();

  constructor(rules: CellRules) {
    this.#rules = rules;
  }

  /** The store in which the cells of a step's column are. */
  storeOf(step: ReadStep, { stores }: Pick<RowBlock, 'stores'>): ColumnStore {
    return stores[this.#rules.indexOf.get(step.column)!]!;
  }

  /** Some rows of a block. */
  cells(block: RowBlock, from: number, rows: number): CellSource {
    return { rows, read: (step, into) => this.read(step, block, from, rows, into) };
  }

  read(step: ReadStep, block: RowBlock, from: number, rows: number, into: Float64Array): void {
    const store = this.storeOf(step, block);
    if (store.words) {
      const values = store.words.words.map((word) => this.valueOf(step, word));
      for (let i = 0; i < rows; i++) into[i] = values[store.codes[from + i]!] ?? Number.NaN;
      return;
    }
    const { missingNumbers } = this.#ruleOf(step.column);
    const { numbers } = store;
    for (let i = 0; i < rows; i++) into[i] = numbers[from + i]!;
    if (missingNumbers.size > 0) for (let i = 0; i < rows; i++) if (missingNumbers.has(into[i]!)) into[i] = Number.NaN;
    if (!this.#rules.withoutUnits.has(step.column)) return;
    for (const { row } of store.units.cells) if (row >= from && row < from + rows) into[row - from] = Number.NaN;
  }

  /** Whether every row has a number, as is known without a look at them: of most columns. */
  isComplete(step: ReadStep, block: RowBlock): boolean {
    const { readAs, moments } = this.storeOf(step, block);
    if (readAs !== 'number' || moments.count < block.rows || this.#rules.withoutUnits.has(step.column)) return false;
    return this.#ruleOf(step.column).missingNumbers.size === 0;
  }

  /** NaN: no value. A step that knows no other words than its own calls them `unseen`. */
  valueOf(step: ReadStep, word: string): number {
    if (step.step === 'words') return this.#codeOf(step, word);
    if (this.isNone(step, word)) return Number.NaN;
    if (step.step === 'date') return stepValue(step, word);
    return stepValue({ ...step, decimal: this.#rules.decimalComma ? ',' : '.' }, word);
  }

  /** Whether a cell says that there is no value. */
  isNone(step: ReadStep, word: string): boolean {
    if (step.step === 'number' && isMissingNumber(word)) return true;
    return this.#ruleOf(step.column).isMissing(word);
  }

  #codeOf(step: WordsStep, word: string): number {
    const known = this.#known.get(step) ?? this.#listOf(step);
    const code = known.get(`=${word}`);
    if (code !== undefined) return code;
    if (this.isNone(step, word)) return Number.NaN;
    const near = step.fold === 'exact' ? undefined : known.get(`~${wordKey(word, step.fold)}`);
    return near ?? (step.unknown === 'missing' ? Number.NaN : unseen);
  }

  #listOf(step: WordsStep): ReadonlyMap<string, number> {
    const { words, fold } = step;
    const list = new Map<string, number>();
    for (const [code, word] of words.entries()) {
      const key = `~${wordKey(word, fold)}`;
      if (!list.has(`=${word}`)) list.set(`=${word}`, code);
      if (!list.has(key)) list.set(key, code);
    }
    this.#known.set(step, list);
    return list;
  }

  #ruleOf(column: string): ReturnType<typeof missingRule> {
    const rule = this.#missing.get(column) ?? missingRule(this.#rules.missingWords, column.replace('\u0000', ''));
    this.#missing.set(column, rule);
    return rule;
  }
}
