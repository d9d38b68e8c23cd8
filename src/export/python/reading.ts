/** `read(path)`: the rows of a table with Python's standard library, as the table of the training is written. */
import type { Exported, TableReading } from '../base/target.ts';
import { listText, quoted } from '../base/words.ts';

/** Python's own name of an encoding; a byte order mark is no part of the first name. */
function encodingOf(encoding: string): string {
  if (encoding === 'utf-8') return 'utf-8-sig';
  if (encoding.startsWith('utf-16')) return 'utf-16';
  return pythonNames[encoding] ?? encoding;
}

const pythonNames: Readonly<Record<string, string>> = { 'euc-kr': 'cp949', gbk: 'gb18030', shift_jis: 'cp932' };

/** The lines of the file as lists of cells. */
function recordsOf({ delimiter, quote }: TableReading): string {
  if (delimiter === 'spaces') return '(line.split() for line in lines)';
  if (delimiter.length > 1) return `(line.rstrip("\\r\\n").split(${quoted(delimiter)}) for line in lines)`;
  const options = [
    ...(delimiter === ',' ? [] : [`delimiter=${quoted(delimiter)}`]),
    ...(quote === '"' ? [] : [quote === '' ? 'quoting=csv.QUOTE_NONE' : `quotechar=${quoted(quote)}`]),
  ];
  return `csv.reader(${['lines', ...options].join(', ')})`;
}

export function readFunction({ reading }: Exported): string {
  const { linesAbove, comment, names } = reading;
  const skipped = linesAbove > 0 ? `        for _ in range(${linesAbove}):\n            next(file)\n` : '';
  const lines = comment === '' ? 'file' : `(line for line in file if not line.startswith(${quoted(comment)}))`;
  const header = names
    ? `names = ${listText(names.map(quoted), '        ', 'names = ')}`
    : 'names = [name.strip() for name in next(records)]';
  return `def read(path):
    """The rows of a table: a dictionary each, from the names of the columns to the texts of the cells."""
    with open(path, newline="", encoding=${quoted(encodingOf(reading.encoding))}) as file:
${skipped}        records = ${recordsOf(reading).replace('lines', lines)}
        ${header}
        # Cells that a short row lacks are empty.
        return [dict(zip(names, [*cells, *[""] * len(names)])) for cells in records if any(cells)]`;
}
