/** Between the core's matrices (units × m, row-major) and the engine's panels of four examples. */
import { panelExamples } from './layout.ts';

/** Where example i of unit u stands in panels: index in Float64s. */
function place(units: number, u: number, i: number): number {
  return (Math.floor(i / panelExamples) * units + u) * panelExamples + (i % panelExamples);
}

/**
 * Copies examples first … first + count into panels; places behind the last one, up to a whole panel, become 0.
 * @param from units × m @param into panels, from the beginning
 */
export function toPanels(from: Float64Array, units: number, m: number, first: number, count: number, into: Float64Array): void {
  into.fill(0, 0, Math.ceil(count / panelExamples) * panelExamples * units);
  for (let u = 0; u < units; u++) {
    for (let i = 0; i < count; i++) into[place(units, u, i)] = from[u * m + first + i] ?? 0;
  }
}

/**
 * Copies `count` examples of panels that begin at index `at` to columns first … first + count.
 * @param into units × m
 */
export function fromPanels(
  from: Float64Array,
  at: number,
  units: number,
  m: number,
  first: number,
  count: number,
  into: Float64Array,
): void {
  for (let u = 0; u < units; u++) {
    for (let i = 0; i < count; i++) into[u * m + first + i] = from[at + place(units, u, i)] ?? 0;
  }
}
