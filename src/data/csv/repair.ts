/** What the reader changed, left out or decided so that a table could be used: as data. The sentences are the configuration's. */
import type { Notice, NoticeValue } from '../../core/notice.ts';
import type { ColumnReasonCode, ColumnKindCode } from './dataNotice.ts';

/** Every kind with the values its sentence needs. */
export interface RepairValues {
  /** [the encoding that the file was read in] */
  encoding: readonly [string];
  /** Bytes that are no UTF-8 in a file that is. */
  damagedBytes: readonly [];
  /** [the delimiter that the first line names] */
  sepLine: readonly [string];
  encodingLine: readonly [];
  /** [the decimal mark that the whole table has] */
  decimalMark: readonly [string];
  /** [what begins it] */
  comment: readonly [string];
  /** Lines above the table. */
  linesAbove: readonly [];
  /** [names that are numbers, the first of them] */
  numericNames: readonly [string];
  /** [address of the column that the header does not name] */
  rowNames: readonly [string];
  trailingDelimiter: readonly [];
  /** Rows of the header that were made one name. */
  joinedHeader: readonly [];
  unitsRow: readonly [];
  typesRow: readonly [];
  ruleRow: readonly [];
  repeatedHeader: readonly [];
  secondTable: readonly [];
  notesBelow: readonly [];
  totalRow: readonly [];
  apostropheQuotes: readonly [];
  escapedQuotes: readonly [];
  arff: readonly [];
  /** The cells seem to stand at fixed places of the line. */
  fixedWidth: readonly [];
  /** [the first line] */
  oneColumn: readonly [string];
  openQuote: readonly [];
  /** [position of the column, from 1] */
  strayQuote: readonly [number];
  /** [position of the column, from 1] */
  nul: readonly [number];
  /** [cells of the row, columns of the table] */
  missingCells: readonly [number, number];
  /** [cells of the row, columns of the table] */
  extraCells: readonly [number, number];
  emptyRow: readonly [];
  /** [position of the column, from 1, its address] */
  unnamedColumn: readonly [number, string];
  /** [the name, position of the column, from 1, its address] */
  repeatedName: readonly [string, number, string];
  /** [position of the column, from 1, its address] */
  brokenName: readonly [number, string];
  /** [column, some of the cells, in quotes] */
  notNumber: readonly [string, string];
  /** [column, some of the cells, in quotes] */
  detectionLimit: readonly [string, string];
  /** [column, the unit that most of its numbers have] */
  unitless: readonly [string, string];
  /** [column, spellings that are one] */
  spellings: readonly [string, string];
  /** [column, the word] */
  missingLevel: readonly [string, string];
  /** [column, its only word] */
  blankAnswer: readonly [string, string];
  /** [column] */
  infinite: readonly [string];
  /** [column, the first such cell, what it was read as] */
  grouped: readonly [string, string, number];
  /** [column, a cell, the decimal mark it has, that of the table] */
  otherDecimal: readonly [string, string, string, string];
  /** [column, what stands in] */
  standIn: readonly [string, string | number];
  /** [column, some of the words, in quotes] */
  unseenWord: readonly [string, string];
  /** [column, some of the words, in quotes] */
  unseenAnswer: readonly [string, string];
  /** [column, some of the words, in quotes] */
  notDate: readonly [string, string];
  /** [target, some of the words, in quotes] */
  unseenClass: readonly [string, string];
  /** [target] */
  noAnswer: readonly [string];
  /** The network was trained on this very table. */
  trainingTable: readonly [];
  /** [column without a value] */
  droppedRow: readonly [string];
  /** [target without a value] */
  droppedTarget: readonly [string];
  /** [column, what its type is called, why it is of that type] */
  ignoredColumn: readonly [string, Notice<ColumnKindCode>, Notice<ColumnReasonCode>];
}

export type RepairKind = keyof RepairValues;

export interface Repair<K extends RepairKind = RepairKind> {
  readonly kind: K;
  /** For the placeholders of the sentence, see `RepairValues`. */
  readonly values: readonly NoticeValue[];
  /** 1-based line of the file where it happens first; 0 where it is about the whole file. */
  readonly line: number;
  /** The first lines, at most `linesKept`; none where it is about the whole file. */
  readonly lines: readonly number[];
  /** How often it happened. */
  readonly count: number;
}

export const linesKept = 5;
