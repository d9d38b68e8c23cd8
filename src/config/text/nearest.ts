/** "Did you mean …": the known name nearest to a misspelt one. */
import { localize } from '../wording/localize.ts';

/** Letters of a word that are compared. */
const maxLetters = 100;

/**
 * Pairs of letters that are compared for one word: about ten milliseconds. Of a hundred thousand long names the first
 * ones are looked at.
 */
const maxPairs = 2_000_000;

/** The nearest of `names`, or `undefined` when none is near: at most a third of its letters (at least 1) may differ. Case counts little. */
export function nearestName(word: string, names: Iterable<string>): string | undefined {
  const folded = fold(word);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  let pairs = 0;
  for (const name of names) {
    const allowed = Math.max(1, Math.floor(Math.max(word.length, name.length) / 3));
    if (Math.abs(word.length - name.length) > allowed) continue;
    pairs += Math.min(word.length, maxLetters) * Math.min(name.length, maxLetters);
    if (pairs > maxPairs) break;
    const distance = editDistance(folded, fold(name), Math.min(allowed, bestDistance - 1));
    if (distance <= allowed && distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). Words longer than 100 letters are cut.
 * @param most a larger distance is as good as infinite, and costs no more time than it takes to see that
 */
export function editDistance(left: string, right: string, most = Number.POSITIVE_INFINITY): number {
  const a = left.slice(0, maxLetters);
  const b = right.slice(0, maxLetters);
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      current.push(cost);
    }
    // A swap looks two rows back: what lies above `most` in both never comes down again.
    if (Math.min(...current) > most && Math.min(...previous) > most) return Number.POSITIVE_INFINITY;
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** Letters as people mix them up: case, spaces, hyphens and underscores do not count. */
function fold(name: string): string {
  return name
    .slice(0, 2 * maxLetters)
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
}

/** The question behind a problem. */
export function didYouMean(name: string): string {
  return localize('Did you mean {0}?', JSON.stringify(name));
}
