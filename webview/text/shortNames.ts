/**
 * Names for little room: shorter, and still told apart. What all names begin with says nothing, and the column of "island = Biscoe" little, so that
 * goes first; what only some begin with tells them from the others ("beak_length_mm" beside "flipper_length_mm"). Then goes the end of what is left,
 * or where some begin alike, what they share.
 */

/** One short name for each, at most `most` characters long where they stay different; the whole name belongs into a tooltip. */
export function shortNames(names: readonly string[], most: number): readonly string[] {
  if (names.every((name) => name.length <= most)) return names;
  const common = commonStart(names);
  const rest = names.map((name) => name.slice(common.length));
  const columns = rest.filter((name) => name.length > most).map(columnOf);
  const trimmed = rest.map((name) => withoutColumn(name, columns));
  const chosen = unlessAlike(trimmed, names);
  const ends = chosen.map((name) => endEllipsis(name, most));
  const alike = (end: string): readonly string[] => chosen.filter((_, index) => ends[index] === end);
  const cut = chosen.map((name, index) => (isAlone(ends, index) ? (ends[index] ?? '') : differing(name, alike(ends[index] ?? ''), most)));
  return cut.map((name, index) => (isAlone(cut, index) ? name : numbered(name, cut, index, most)));
}

/** "petal_length_of_flower" → "petal_…lower": for names that differ only at their ends. */
export function middleEllipsis(name: string, most: number): string {
  if (name.length <= most) return name;
  const kept = Math.max(2, most - 1);
  const end = Math.floor(kept * 0.4);
  return `${name.slice(0, kept - end).trimEnd()}…${name.slice(name.length - end).trimStart()}`;
}

/** "b…leng" of "beak_length_mm" beside "beak_depth_mm"; where no word tells them apart, both ends. */
function differing(name: string, alike: readonly string[], most: number): string {
  const start = commonStart(alike);
  return start === '' ? middleEllipsis(name, most) : `${name.slice(0, 1)}…${name.slice(start.length)}`.slice(0, most);
}

/** The longest beginning, up to a separator, of all names; "" where it is all of one. */
function commonStart(names: readonly string[]): string {
  const [first = ''] = names;
  const ends = [...first.matchAll(/ = |[ _.\-:/]/g)].map(({ index, 0: separator }) => index + separator.length);
  const isCommon = (end: number): boolean => names.every((name) => name.length > end && name.startsWith(first.slice(0, end)));
  return names.length < 2 ? '' : first.slice(0, Math.max(0, ...ends.filter(isCommon)));
}

/** "island = " of "island = Biscoe". */
function columnOf(name: string): string {
  return /^.* = (?=.)/.exec(name)?.[0] ?? '';
}

/** What goes from one name of a column goes from all. */
function withoutColumn(name: string, columns: readonly string[]): string {
  const column = columnOf(name);
  return columns.includes(column) ? name.slice(column.length) : name;
}

function unlessAlike(shorter: readonly string[], names: readonly string[]): readonly string[] {
  return shorter.map((name, index) => (isAlone(shorter, index) ? name : (names[index] ?? name)));
}

function endEllipsis(name: string, most: number): string {
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}

function isAlone(names: readonly string[], index: number): boolean {
  const name = names[index] ?? '';
  return names.indexOf(name) === names.lastIndexOf(name);
}

function numbered(name: string, all: readonly string[], index: number, most: number): string {
  const place = String(all.slice(0, index + 1).filter((other) => other === name).length);
  return `${name.slice(0, Math.max(1, most - 1 - place.length))}…${place}`;
}
