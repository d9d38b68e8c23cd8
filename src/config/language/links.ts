/** The data file's name as something to click on. */
import { configDocument } from '../text/configDocument.ts';
import { nodeAt } from '../text/tree.ts';

export interface FileLink {
  /** As the configuration has it, relative to its own folder. */
  readonly file: string;
  /** The name without its quotes, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
}

/** The link, or `null` while no file is named. */
export function dataFileLink(text: string): FileLink | null {
  const node = nodeAt(configDocument(text).root, ['data', 'file']);
  if (node?.type !== 'string' || node.value === '') return null;
  return { file: node.value as string, offset: node.offset + 1, length: Math.max(0, node.length - 2) };
}

/** The edits that name another file, for example after the table was renamed; none when it is named already or there is no key. */
export function renameDataFile(text: string, file: string): { offset: number; length: number; text: string }[] {
  const node = nodeAt(configDocument(text).root, ['data', 'file']);
  return node?.type === 'string' && node.value !== file
    ? [{ offset: node.offset, length: node.length, text: JSON.stringify(file) }]
    : [];
}
