/** How well a colour can be read on another, by the contrast ratio of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
import { linear, mix, type Rgb } from './oklab.ts';

/** What small text needs. */
const least = 4.5;
const steps = 10;

/** The colour, if need be on its way to the foreground's, as far as text in it can be read on the background. */
export function readable(color: Rgb, background: Rgb, foreground: Rgb): Rgb {
  for (let step = 0; step < steps; step++) {
    const mixed = mix(color, foreground, step / steps);
    if (contrastRatio(mixed, background) >= least) return mixed;
  }
  return foreground;
}

/** From 1, the same, to 21, black on white. */
export function contrastRatio(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
