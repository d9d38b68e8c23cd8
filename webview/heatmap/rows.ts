/** Sizes of the heat map's rows: how tall, and which of them have room for their symbol. */

/** Symbols stand no nearer to one another than this. */
const labelPitch = 14;

/** CSS pixels of a row where the page has as much room as is asked for. */
export function minRowHeight(rows: number): number {
  return clamp(Math.floor(190 / rows), 8, 26);
}

/** Rows grow into free room, in steps, so that a page that moves by some pixels does not change them. */
export function rowHeight(rows: number, height: number): number {
  const free = clamp(Math.floor(height / rows), minRowHeight(rows), 72);
  return free <= 16 ? free : Math.max(minRowHeight(rows), free - (free % 4));
}

/** Places of the rows that are labelled: every so many, and in any case the selected one, which nothing comes near. −1: none is. */
export function labelledRows(rows: number, height: number, selected: number): readonly number[] {
  const every = Math.ceil(labelPitch / height);
  return Array.from({ length: rows }, (_, row) => row).filter(
    (row) => row === selected || (row % every === 0 && (selected < 0 || Math.abs(row - selected) >= every)),
  );
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
