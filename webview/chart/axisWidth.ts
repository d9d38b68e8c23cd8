/**
 * The room for the values at the left of charts that share a time axis: what the widest needs, so that their steps lie
 * below one another.
 */

/** As many pixels as most values need: the room seldom changes while a network learns. */
const least = 46;

export class AxisWidth {
  readonly #needs = new Map<object, number>();

  get width(): number {
    return Math.max(least, ...this.#needs.values());
  }

  /** Tells how many pixels a chart needs. Those that were drawn before are to be drawn again when `width` changes. */
  need(chart: object, pixels: number): void {
    this.#needs.set(chart, Math.ceil(pixels));
  }
}
