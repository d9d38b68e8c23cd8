/** Which data paths a `.nnconfig` may not hold, whoever reads it: what leads to other machines or to any place of this one. */

/** Why a path is no data path; each caller has its own words for it. */
export type DataPathFault = 'network' | 'absolute' | 'address' | 'character';

/**
 * What is wrong with `data.file` before any disk is asked, or `null`. Paths of every system are refused on every system: a
 * configuration travels.
 */
export function dataPathFault(file: string): DataPathFault | null {
  if (file.startsWith('\\\\') || file.startsWith('//')) return 'network';
  if (file.startsWith('/') || file.startsWith('\\') || /^[a-z]:/i.test(file)) return 'absolute';
  if (/^[a-z][a-z0-9+.-]*:/i.test(file)) return 'address';
  return file.includes('\0') ? 'character' : null;
}

/** With slashes, as every system understands them. */
export function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}
