/** Colour scales as tables of 256 pixels: a number picks a colour by index, with no arithmetic on colours while drawing. */
import type { Rgb } from './oklab.ts';

/** 256 pixels as ImageData stores them, read as little-endian 32-bit words. */
export type Scale = Uint32Array;

/**
 * −1 → negative, 0 → neutral, 1 → positive. Colours are mixed as they are encoded, which gives a small number as much contrast
 * with a black neutral as with a white one; OKLab has the first tenth next to black to itself, where no eye sees a difference.
 */
export function divergingScale(negative: Rgb, neutral: Rgb, positive: Rgb): Scale {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    // The two in the middle are the neutral colour itself: zeros look like nothing.
    const value = index < 128 ? (index - 127) / 127 : (index - 128) / 127;
    return pixel(between(neutral, value < 0 ? negative : positive, Math.abs(value)));
  });
}

function between(from: Rgb, to: Rgb, share: number): Rgb {
  const channel = (index: 0 | 1 | 2): number => Math.round(from[index] + (to[index] - from[index]) * share);
  return [channel(0), channel(1), channel(2)];
}

/** Place in a scale for −1…1; NaN counts as 0. */
export function scaleIndex(value: number): number {
  if (!(value > -1)) return Number.isNaN(value) ? 128 : 0;
  return value >= 1 ? 255 : Math.round(127.5 + value * 127.5);
}

export function pixel([red, green, blue]: Rgb): number {
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}

/** The colour at an index, for strokes and fills. */
export function scaleColor(scale: Scale, index: number): string {
  const word = scale[index] ?? 0;
  return `rgb(${word & 255} ${(word >> 8) & 255} ${(word >> 16) & 255})`;
}
