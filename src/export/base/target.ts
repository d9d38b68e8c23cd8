/** What an export is made of, and what it makes. */
import type { ModelFile } from '../../model/modelFile.ts';

/** Rows of a table as they stand there, with what our engine says of them. */
export interface CheckRows {
  /** Names of the columns that the network reads. */
  readonly columns: readonly string[];
  /** A list of cells a row, in the order of the columns. */
  readonly cells: readonly (readonly string[])[];
  /** A list a row: probabilities of the classes in their order, or predictions in their own units. */
  readonly answers: readonly (readonly number[])[];
  /** Whose rows they are; `null` where no table was there and they were made from what the network knows of its columns. */
  readonly table: string | null;
}

/** How the table is written that the network was trained on, or one like it. */
export interface TableReading {
  /** One character, "::" or "spaces". */
  readonly delimiter: string;
  /** What encloses cells; "" when nothing does. */
  readonly quote: string;
  readonly encoding: string;
  /** What begins a line that is no row; "" for nothing. */
  readonly comment: string;
  readonly decimalComma: boolean;
  /** Lines above the header, or above the first row where there is no single line of names. */
  readonly linesAbove: number;
  /** All names of columns where no line of the table gives them as the network knows them; `null` where one does. */
  readonly names: readonly string[] | null;
}

export interface Exported {
  readonly model: ModelFile;
  readonly check: CheckRows;
  readonly reading: TableReading;
  /** Of the files that are written: "penguins". */
  readonly stem: string;
}

export interface WrittenFile {
  /** A base name. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

export interface ExportTarget {
  /** The file that was asked for first, then what lies beside it. */
  readonly write: (exported: Exported) => readonly WrittenFile[];
  /** Inputs that the export wants as numbers of the caller, because it cannot make them of cells. */
  readonly numberInputs?: (exported: Exported) => readonly string[];
}

/** Up to here W and b stand in the program itself. */
export const maxInline = 2000;

/** The usual way to write a table: what is said of one that nobody has seen. */
export const plainReading: TableReading = {
  delimiter: ',',
  quote: '"',
  encoding: 'utf-8',
  comment: '',
  decimalComma: false,
  linesAbove: 0,
  names: null,
};
