/** The table that a network was trained on, where it lies beside the network's file or in another folder that is asked. */
import { basename, dirname, join } from 'node:path';
import type { ModelFile } from '../../model/modelFile.ts';
import { fileSource, type NamedSource } from './openSource.ts';

export interface FoundTable {
  readonly source: NamedSource;
  readonly path: string;
  readonly name: string;
}

/** @param model its name of a table is a stranger's: only its last part counts @param folders asked after the file's own */
export function tableBeside(
  path: string,
  { origin }: Pick<ModelFile, 'origin'>,
  folders: readonly string[] = [],
): FoundTable | null {
  const name = basename(origin.table.name.replaceAll('\\', '/'));
  for (const folder of [dirname(path), ...folders]) {
    const found = opened(join(folder, name), name);
    if (found) return found;
  }
  return null;
}

function opened(path: string, name: string): FoundTable | null {
  try {
    return { source: fileSource(path), path, name };
  } catch {
    return null;
  }
}
