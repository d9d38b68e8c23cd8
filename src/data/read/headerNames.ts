/** Column names as addresses: as in the file where that is possible, none empty and none twice. */
import type { RepairLog } from '../csv/repairLog.ts';

/**
 * Names the columns and reports each name that is not as in the file.
 * @param cells the header's cells; `null` when the file has no header
 * @param columns number of columns; names beyond the cells are made up
 */
export function headerNames(cells: readonly string[] | null, columns: number, line: number, log: RepairLog): string[] {
  const taken = new Set<string>();
  const given = new Set(cells?.map(cleanName));
  return Array.from({ length: columns }, (_, index) => {
    const name = cleanName(cells?.[index] ?? '');
    const address = unique(name === '' ? `column${index + 1}` : name, taken, given);
    taken.add(address);
    if (cells) tell(cells[index] ?? '', name, address, { line, index, log });
    return address;
  });
}

function cleanName(given: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is being removed
  return given.replace(/[\u0000-\u001f\u007f\ufeff\s]+/g, ' ').trim();
}

/** A name that is made up never takes one that another column has in the file. */
function unique(name: string, taken: ReadonlySet<string>, given: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let k = 2; ; k++) if (!taken.has(`${name}_${k}`) && !given.has(`${name}_${k}`)) return `${name}_${k}`;
}

interface Place {
  readonly line: number;
  readonly index: number;
  readonly log: RepairLog;
}

function tell(given: string, name: string, address: string, { line, index, log }: Place): void {
  if (name === '') log.add(line, 'unnamedColumn', index + 1, address);
  else if (address !== name) log.add(line, 'repeatedName', name, index + 1, address);
  else if (name !== given.trim()) log.add(line, 'brokenName', index + 1, address);
}
