/** Counts cells of one sort and keeps the lines of the first. */
import { linesKept } from './repair.ts';

export class CellCount {
  count = 0;
  /** 1-based, at most `linesKept`. */
  readonly lines: number[] = [];

  add(line: number): void {
    if (this.count++ < linesKept) this.lines.push(line);
  }
}
