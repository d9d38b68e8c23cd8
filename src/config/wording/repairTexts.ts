/** The reader's repairs in sentences, in the user's language. */
import type { Repair, RepairKind } from '../../data/csv/repair.ts';
import { localize } from './localize.ts';
import { valueText } from './notice.ts';

/** One sentence a kind; the placeholders are its values. */
export const repairTexts: Readonly<Record<RepairKind, string>> = {
  encoding: 'The file is not UTF-8 (first here); it was read as {0}. If letters look wrong, set its encoding.',
  damagedBytes: 'Bytes that are no UTF-8 were read as �; the rest of the file is UTF-8.',
  sepLine: 'The line names the delimiter, "{0}"; it is no row.',
  encodingLine: 'The line names the encoding; it is no row.',
  decimalMark:
    'Numbers with the decimal mark "{0}" stand here first; the whole table was read with it, so that 1.037 ' +
    'and 1,037 have one meaning in it. If that is wrong, set data.decimal.',
  comment: 'The line begins with "{0}": a comment, which was skipped. If it is a row, set data.comment to "".',
  linesAbove: 'The line stands above the table and was skipped. If it belongs to it, set data.skipLines.',
  numericNames:
    'The first row holds numbers ("{0}") that do not fit those below; they are the names of the columns. ' +
    'If they are values, set data.header to false.',
  rowNames:
    'The header has one name fewer than the rows have cells: the first column holds names of rows and is called "{0}" here.',
  trailingDelimiter: 'Rows end with a delimiter and nothing behind it; that is no column.',
  joinedHeader:
    'The header has several rows; the names above each other were joined. If the line is a row of values, set data.headerRows to 1.',
  unitsRow: 'The line holds units; it is part of the header. If it is a row of values, set data.headerRows to 1.',
  ruleRow: 'The line is drawn below the header; it is no row.',
  typesRow: 'The line holds the types of the columns; it is part of the header.',
  repeatedHeader: 'The header stands here once more; the line was skipped.',
  secondTable: 'A second table begins here; it was not read. Save it as a file of its own.',
  notesBelow: 'The line stands below the table and was left out.',
  totalRow: 'The row holds totals, no example; it was left out.',
  apostropheQuotes:
    'Cells stand in apostrophes, which were taken as quotes. If they belong to the text, set data.quote.',
  escapedQuotes: 'Quotes inside cells stand behind a backslash, which was left out.',
  arff: 'This is an ARFF file: names and types of the columns are those of its header.',
  fixedWidth:
    'The cells seem to stand at fixed places of the line, with no sign between them: the file was read as ' +
    'one column. Save it as CSV, for example with pandas: pd.read_fwf(file).to_csv("table.csv", ' +
    'index=False).',
  oneColumn:
    'The table has one column only: no comma, semicolon, tab, bar or blanks part the lines into equally ' +
    'many cells. The first reads "{0}". If another sign parts them, set data.delimiter.',
  openQuote: 'A quote opens a cell here and never closes; it was read as an ordinary character.',
  strayQuote: 'Column {0}: a quote inside a quoted cell is not doubled; it was kept as it is.',
  nul: 'Column {0}: the cell holds NUL characters; they were left out.',
  missingCells: 'The row has {0} of {1} cells; the others count as missing.',
  extraCells: 'The row has {0} cells, the table {1} columns; the cells beyond were ignored.',
  emptyRow: 'The line is empty and was skipped.',
  unnamedColumn: 'Column {0} has no name; it is called "{1}" here.',
  repeatedName: 'The name "{0}" of column {1} is used twice; it is called "{2}" here.',
  brokenName: 'The name of column {0} holds line breaks or control characters; it is called "{1}" here.',
  notNumber: 'Column "{0}": {1} is not a number and counts as missing.',
  detectionLimit: 'Column "{0}": {1} is a limit of what could be measured, not a number; it counts as missing.',
  unitless: 'Column "{0}": a number stands without "{1}", which the others have; it was taken as if it had it.',
  spellings:
    'Column "{0}": words that differ only in spelling are one: {1}. Set "data.spellings" to "keep" to tell them apart.',
  missingLevel:
    'Column "{0}": "{1}" counts as missing. If it is a value of its own, list the words for missing values under "data.missingWords".',
  blankAnswer:
    'Column "{0}" is "{1}" or empty; the empty cells count as missing. If empty is an answer, give the ' +
    'column a list without "" under "data.missingWords".',
  infinite: 'Column "{0}": a cell is infinite or too large and counts as missing.',
  grouped: 'Column "{0}": a number is written like "{1}", which was read as {2}.',
  otherDecimal:
    'Column "{0}": "{1}" would be a number with the decimal mark "{2}", but the table was read with "{3}": the column is ' +
    'one of words. Write all numbers of the table alike, or set data.decimal.',
  standIn: 'Column "{0}": a cell has no value; {1} stood in, as the network was trained.',
  unseenWord: 'Column "{0}": {1} never came in training; every input of the column is 0 there.',
  unseenAnswer: 'Column "{0}": {1} is neither of the two answers that the network knows and counts as missing.',
  notDate: 'Column "{0}": {1} is no date of the form that the network knows and counts as missing.',
  unseenClass: 'Column "{0}": {1} was no class in training; the prediction counts as wrong.',
  trainingTable:
    'The network was trained on rows of this table: the figures flatter it. What it does on rows it never saw, ' +
    'the validation part of its training says.',
  noAnswer: 'Column "{0}": a cell has no answer; the row is predicted and counts in no figure.',
  droppedRow: 'The row was left out: it has no value in "{0}".',
  droppedTarget: 'The row was left out: it has no value in "{0}", the target.',
  ignoredColumn: 'Column "{0}" is no input: {1} ({2}).',
};

/** How often and where, behind the sentence. */
export const repeatedText = '{0} {1} times: lines {2}.';
export const repeatedAnywhereText = '{0} {1} times.';

/** The sentence of a repair; of one that happened often, with the number and the first lines. */
export function repairText({ kind, values, lines, count }: Repair): string {
  const sentence = localize(repairTexts[kind], ...values.map(valueText));
  if (count === 1) return sentence;
  const times = count.toLocaleString('en-US');
  if (lines.length === 0) return localize(repeatedAnywhereText, sentence, times);
  return localize(repeatedText, sentence, times, `${lines.join(', ')}${lines.length < count ? ', …' : ''}`);
}
