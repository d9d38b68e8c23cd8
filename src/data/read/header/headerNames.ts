/** Column names as addresses: as in the file where that is possible, none empty and none twice. */
import type { RepairLog } from '../../csv/repairLog.ts';

/**
 * Names the columns and reports each name that is not as in the file.
 * @param cells the header's cells; `null` when the file has no header
 * @param columns number of columns; names beyond the cells are made up
 * @param rowNames the first column holds names of rows, for which the header has none
 */
export function headerNames(
  cells: readonly string[] | null,
  columns: number,
  line: number,
  rowNames: boolean,
  log: RepairLog,
): string[] {
  const taken = new Set<string>();
  const given = new Set(cells?.map(cleanName));
  const numbers = new Map<string, number>();
  return Array.from({ length: columns }, (_, index) => {
    const name = cleanName(cells?.[index] ?? '');
    const address = unique(name === '' ? `column${index + 1}` : name, { taken, given, numbers });
    taken.add(address);
    if (rowNames && index === 0) log.add(line, 'rowNames', address);
    else if (cells) tell(cells[index] ?? '', name, address, { line, index, log });
    return address;
  });
}

function cleanName(given: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is being removed
  return given.replace(/[\u0000-\u001f\u007f\ufeff\s]+/g, ' ').trim();
}

/** A name that is made up never takes one that another column has in the file. */
function unique(name: string, { taken, given, numbers }: Names): string {
  if (!taken.has(name)) return name;
  // What was tried for a name is not tried again: thousands of columns may have the same.
  for (let k = numbers.get(name) ?? 2; ; k++) {
    const address = `${name}_${k}`;
    if (taken.has(address) || given.has(address)) continue;
    numbers.set(name, k + 1);
    return address;
  }
}

interface Names {
  /** Addresses of the columns before. */
  readonly taken: ReadonlySet<string>;
  /** Names in the file. */
  readonly given: ReadonlySet<string>;
  /** The next number behind a name that several columns have. */
  readonly numbers: Map<string, number>;
}

interface HeaderCell {
  readonly line: number;
  readonly index: number;
  readonly log: RepairLog;
}

function tell(given: string, name: string, address: string, { line, index, log }: HeaderCell): void {
  if (name === '') log.add(line, 'unnamedColumn', index + 1, address);
  else if (address !== name) log.add(line, 'repeatedName', name, index + 1, address);
  else if (name !== given.trim()) log.add(line, 'brokenName', index + 1, address);
}
