/** A seeded file of numbers: 20 columns, every fifth of whole numbers, the others with four decimals. */
import { open } from 'node:fs/promises';

const columns = 20;
const rowsAtOnce = 2000;

/** Writes about `size` bytes; returns how many exactly. */
export async function writeNumericCsv(path: string, size: number): Promise<number> {
  let state = 7;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const cell = (_: unknown, column: number) =>
    column % 5 === 4 ? String(Math.floor(random() * 1000)) : ((random() - 0.5) * 100).toFixed(4);
  const row = () => Array.from({ length: columns }, cell).join(',');
  const file = await open(path, 'w');
  try {
    let text = `${Array.from({ length: columns }, (_, column) => `c${column}`).join(',')}\n`;
    let bytes = 0;
    while (bytes < size) {
      text += `${Array.from({ length: rowsAtOnce }, row).join('\n')}\n`;
      bytes += (await file.write(text)).bytesWritten;
      text = '';
    }
    return bytes;
  } finally {
    await file.close();
  }
}
