/**
 * Names for little room: shorter, and still told apart. What a group of names begins with in common says least
 * ("island = " of "island = Biscoe" and "island = Dream"), so it goes first; then the end of what is left, or where that would make names alike, the middle.
 */

/** One short name for each, at most `most` characters long where they stay different; the whole name belongs into a tooltip. */
export function shortNames(names: readonly string[], most: number): readonly string[] {
  if (names.every((name) => name.length <= most)) return names;
  const starts = names.filter((name) => name.length > most).map((name) => commonStart(name, names));
  const trimmed = names.map((name) => withoutStart(name, starts));
  const chosen = unlessAlike(trimmed, names);
  const ends = chosen.map((name) => endEllipsis(name, most));
  const cut = chosen.map((name, index) => (isAlone(ends, index) ? (ends[index] ?? '') : middleEllipsis(name, most)));
  return cut.map((name, index) => (isAlone(cut, index) ? name : numbered(name, cut, index, most)));
}

/** "petal_length_of_flower" → "petal_…lower": for names that differ only at their ends. */
export function middleEllipsis(name: string, most: number): string {
  if (name.length <= most) return name;
  const kept = Math.max(2, most - 1);
  const end = Math.floor(kept * 0.4);
  return `${name.slice(0, kept - end).trimEnd()}…${name.slice(name.length - end).trimStart()}`;
}

/** The longest beginning, up to a separator, that another name has too; the column of "column = value" in any case. */
function commonStart(name: string, names: readonly string[]): string {
  let cut = 0;
  for (const { index, 0: separator } of name.matchAll(/ = |[ _.\-:/]/g)) {
    const end = index + separator.length;
    const start = name.slice(0, end);
    if (end < name.length && (separator === ' = ' || names.some((other) => other !== name && other.startsWith(start)))) cut = end;
  }
  return name.slice(0, cut);
}

/** What goes from one name of a group goes from all. */
function withoutStart(name: string, starts: readonly string[]): string {
  const cut = Math.max(0, ...starts.filter((start) => name.length > start.length && name.startsWith(start)).map((start) => start.length));
  return name.slice(cut);
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
