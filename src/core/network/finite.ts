/** Looks for numbers that are none. */

/** Index of the first NaN or infinity, or −1. */
export function firstNonFinite(values: Float64Array): number {
  // x·0 is 0 for numbers and NaN otherwise; one sum answers the usual case without a branch an entry.
  let zero = 0;
  for (let i = 0; i < values.length; i++) zero += values[i]! * 0;
  return zero === 0 ? -1 : values.findIndex((value) => !Number.isFinite(value));
}
