/** What is made of a setting's value: settings.json holds whatever was typed, of any type. */

export interface NumberBounds {
  readonly min: number;
  readonly max: number;
}

/**
 * The value where it is of the default's type, a number held within its bounds; else the default, and a sentence about that.
 * @param refuse is told in a sentence what is wrong
 */
export function settingValue<T extends number | boolean>(
  name: string,
  found: unknown,
  fallback: T,
  refuse: (sentence: string) => void,
  bounds?: NumberBounds,
): T {
  const isUsable = typeof fallback === 'number' ? Number.isFinite(found) : typeof found === typeof fallback;
  if (!isUsable) {
    const expected = typeof fallback === 'number' ? 'a number' : 'true or false';
    refuse(
      `The setting ${name} is ${JSON.stringify(found)?.slice(0, 100)}; expected ${expected}. ${fallback} is used instead.`,
    );
    return fallback;
  }
  if (typeof found !== 'number' || !bounds) return found as T;
  const held = Math.min(Math.max(found, bounds.min), bounds.max);
  if (held !== found)
    refuse(`The setting ${name} is ${found}; expected ${bounds.min} to ${bounds.max}. ${held} is used instead.`);
  return held as T;
}
