/** What of the network's drawing a card beside the pointer had better not cover. */
import type { Box } from '../kit/box.ts';
import type { NetworkLayout } from './layout.ts';

/** Above a unit's picture stands its symbol. */
const symbol = 16;

/** What one looks at in the network's drawing: pictures with their symbols. */
export function picturesOf({ columns, fit }: NetworkLayout): readonly Box[] {
  const units = columns.flatMap((column) =>
    column.units.map(({ x, y, width, height }) => ({
      x,
      y: y - (column.labelled ? symbol : 0),
      width,
      height: height + (column.labelled ? symbol : 0),
    })),
  );
  return fit ? [...units, fit] : units;
}
