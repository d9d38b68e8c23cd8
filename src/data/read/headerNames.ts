/** Column names that can be used: none empty, none twice, none that means something to the language itself. */
import type { RepairLog } from '../csv/repairLog.ts';

const reserved = new Set(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty']);

/**
 * Repairs the names of a header row and reports each repair.
 * @param cells the header's cells; `null` when the file has no header
 * @param columns number of columns; names beyond the cells are made up
 */
export function headerNames(cells: readonly string[] | null, columns: number, line: number, log: RepairLog): string[] {
  const taken = new Set<string>();
  return Array.from({ length: columns }, (_, index) => {
    const given = cells?.[index] ?? '';
    const name = unique(usable(given, index), taken);
    taken.add(name);
    if (cells && name !== given.trim())
      log.add(line, 'header', `${complaint(given, index)}; it is called "${name}" here.`);
    return name;
  });
}

function usable(given: string, index: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is being removed
  const clean = given.replace(/[\u0000-\u001f\u007f\ufeff\s]+/g, ' ').trim();
  if (clean === '') return `column${index + 1}`;
  return reserved.has(clean) ? `${clean.replaceAll('_', '')}_` : clean;
}

function unique(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let k = 2; ; k++) if (!taken.has(`${name}_${k}`)) return `${name}_${k}`;
}

function complaint(given: string, index: number): string {
  const name = given.trim();
  if (name === '') return `Column ${index + 1} has no name`;
  if (reserved.has(name)) return `The name "${name}" of column ${index + 1} is reserved`;
  if (usable(given, index) !== name) return `The name of column ${index + 1} holds line breaks or control characters`;
  return `The name "${name}" of column ${index + 1} is used twice`;
}
