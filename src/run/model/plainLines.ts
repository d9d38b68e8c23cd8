/**
 * Rows of predictions as lines of CSV, written as bytes without a list of cells or a text for each row: what a table of a million rows is
 * written by. The same bytes as `classCells` and `numberCells` give through `csvLine`.
 */
import { predictedClass } from '../../core/evaluation/predictedClass.ts';
import { maxNumberBytes, printNumber } from '../../data/csv/numbers/numberPrinter.ts';
import { encodeUtf8 } from '../../data/csv/textCodec.ts';
import type { Pipeline } from '../../data/dataset/steps/pipeline.ts';
import { undoing } from '../../data/dataset/steps/undo.ts';
import { textCell } from './answerCells.ts';

const [comma, lineEnd] = [0x2c, 0x0a];
/** A number and its comma. */
const maxNumber = maxNumberBytes + 1;

export class PlainLines {
  /** Cells of the classes, as they are written. */
  readonly names: readonly Uint8Array[];
  readonly #isBinary: boolean;
  readonly #back: readonly ((a: number) => number)[];
  #bytes = new Uint8Array(1 << 16);
  #end = 0;

  constructor({ task, classes, targets }: Pipeline) {
    this.names = classes.map(textBytes);
    this.#isBinary = task === 'binary';
    this.#back = targets.map(({ steps }) => undoing(steps));
  }

  /** Bytes written since the last time. */
  get length(): number {
    return this.#end;
  }

  /** What was written since the last time: good until the next line is written, for copies of all lines take long. */
  take(): Uint8Array {
    const lines = this.#bytes.subarray(0, this.#end);
    this.#end = 0;
    return lines;
  }

  /** @param truth the cell of the answer, as it is written; `null` without answers */
  ofClasses(line: number, A: Float64Array, i: number, rows: number, truth: Uint8Array | null): void {
    const units = A.length / rows;
    const name = this.names[predictedClass(A, units, rows, i)];
    this.#reserve((units + 3) * maxNumber + (truth?.length ?? 0) + (name?.length ?? 0));
    this.#end = printNumber(line, this.#bytes, this.#end);
    if (truth) this.#cell(truth);
    this.#cell(name ?? textBytes(''));
    if (this.#isBinary) this.#number(1 - A[i]!);
    for (let k = 0; k < units; k++) this.#number(A[k * rows + i]!);
    this.#bytes[this.#end++] = lineEnd;
  }

  /** @param Y as the network sees the answers, NaN where there is none; `null` without answers */
  ofNumbers(line: number, A: Float64Array, i: number, rows: number, Y: Float64Array | null): void {
    this.#reserve((2 * this.#back.length + 2) * maxNumber);
    this.#end = printNumber(line, this.#bytes, this.#end);
    for (let k = 0; k < this.#back.length; k++) {
      const back = this.#back[k]!;
      const at = k * rows + i;
      if (Y && Number.isNaN(Y[at]!)) this.#bytes[this.#end++] = comma;
      else if (Y) this.#number(back(Y[at]!));
      this.#number(back(A[at]!));
    }
    this.#bytes[this.#end++] = lineEnd;
  }

  #reserve(count: number): void {
    if (this.#end + count <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * (this.#end + count));
    grown.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = grown;
  }

  #cell(text: Uint8Array): void {
    this.#bytes[this.#end++] = comma;
    this.#bytes.set(text, this.#end);
    this.#end += text.length;
  }

  /** A finite number needs neither quotes nor an apostrophe. */
  #number(value: number): void {
    if (Number.isFinite(value)) {
      this.#bytes[this.#end] = comma;
      this.#end = printNumber(value, this.#bytes, this.#end + 1);
    } else this.#cell(textBytes(String(value)));
  }
}

/** A cell of text, as it is written. */
export function textBytes(text: string): Uint8Array {
  return encodeUtf8(textCell(text));
}
