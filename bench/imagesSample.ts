/** A seeded table of pictures: a digit and 784 shades of grey a row, each picture a half visible prototype of its digit under noise. */
import { open } from 'node:fs/promises';
import { RandomState } from '../src/core/network/random.ts';

export const pictureColumns = 784;
const digits = 10;
const rowsAtOnce = 500;
const white = 255;

export async function writePictures(path: string, rows: number): Promise<void> {
  const random = new RandomState(1);
  const prototypes = Array.from({ length: digits }, () =>
    Array.from({ length: pictureColumns }, () => (random.random() < 0.2 ? random.random() : 0)),
  );
  const row = (): string => {
    const digit = random.randint(0, digits);
    const shade = (grey: number): number =>
      Math.round(white * Math.min(1, Math.max(0, 0.7 * grey + 0.5 * (random.random() - 0.5))));
    return [digit, ...(prototypes[digit] ?? []).map(shade)].join(',');
  };
  const file = await open(path, 'w');
  try {
    await file.write(`${['digit', ...Array.from({ length: pictureColumns }, (_, k) => `pixel${k}`)].join(',')}\n`);
    for (let done = 0; done < rows; done += rowsAtOnce)
      await file.write(`${Array.from({ length: Math.min(rowsAtOnce, rows - done) }, row).join('\n')}\n`);
  } finally {
    await file.close();
  }
}
