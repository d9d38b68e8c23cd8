/**
 * Names for little room: shorter, and still told apart. What all names begin with says nothing, and the column of
 * "island = Biscoe" little, so that
 * goes first; what only some begin with tells them from the others ("beak_length_mm" beside "flipper_length_mm"). Then
 * goes the end of what is left,
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
  const starts = sharedStarts(chosen);
  const words = chosen.map((name, index) => {
    const [start = '', end = ''] = [starts[index], ends[index]];
    const tells = start === '' || end.startsWith(start + firstWord(name.slice(start.length)));
    return isAlone(ends, index) && tells ? end : differing(name, start, most);
  });
  const cut = unlessAlike(words, ends);
  return cut.map((name, index) => (isAlone(cut, index) ? name : numbered(name, cut, index, most)));
}

/** "petal_length_of_flower" → "petal_…lower": for names that differ only at their ends. */
export function middleEllipsis(name: string, most: number): string {
  if (name.length <= most) return name;
  const kept = Math.max(2, most - 1);
  const end = Math.floor(kept * 0.4);
  return `${name.slice(0, kept - end).trimEnd()}…${name.slice(name.length - end).trimStart()}`;
}

/**
 * "b…length" of "beak_length_mm" beside "beak_depth_mm": whole words, or what there is room for of the first; without a
 * start both ends.
 */
function differing(name: string, start: string, most: number): string {
  if (start === '') return middleEllipsis(name, most);
  const rest = name.slice(start.length);
  const borders = [...wordEnds(rest).map(({ index }) => index), rest.length].filter(
    (border) => border > 0 && border <= most - 2,
  );
  return `${name.slice(0, 1)}…${rest.slice(0, Math.max(...borders, 0) || most - 2)}`;
}

function firstWord(text: string): string {
  return text.slice(0, wordEnds(text)[0]?.index);
}

function wordEnds(text: string): readonly RegExpExecArray[] {
  return [...text.matchAll(/ = |[ _.\-:/]/g)];
}

/** Of each name the longest beginning, up to a separator, that another has, too; "" where it is hardly longer than its abbreviation. */
function sharedStarts(names: readonly string[]): readonly string[] {
  const starts = names.map((name) =>
    wordEnds(name).map(({ index, 0: separator }) => name.slice(0, index + separator.length)),
  );
  const counts = new Map<string, number>();
  for (const start of starts.flat()) counts.set(start, (counts.get(start) ?? 0) + 1);
  return starts.map((own) => own.findLast((start) => start.length > 3 && (counts.get(start) ?? 0) > 1) ?? '');
}

/** The longest beginning, up to a separator, of all names; "" where it is all of one. */
function commonStart(names: readonly string[]): string {
  const [first = ''] = names;
  const ends = wordEnds(first).map(({ index, 0: separator }) => index + separator.length);
  const isCommon = (end: number): boolean =>
    names.every((name) => name.length > end && name.startsWith(first.slice(0, end)));
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
  const number = String(all.slice(0, index + 1).filter((other) => other === name).length);
  return `${name.slice(0, Math.max(1, most - 1 - number.length))}…${number}`;
}
