/** A unit as a small picture: its activation over the plane of two inputs, or over the examples sorted by class. */
import { Raster } from '../kit/canvas/raster.ts';
import { css, mix } from '../kit/color/oklab.ts';
import { type Scale, scaleColor, scaleIndex } from '../kit/color/scale.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { ValueRange } from '../state/numbers.ts';
import type { Box } from '../kit/box.ts';

/** Keeps one raster a unit between frames. */
export class UnitPictures {
  readonly #rasters = new Map<string, Raster>();

  /** `values`: side² activations, row 0 on top. */
  drawPlane(
    context: CanvasRenderingContext2D,
    key: string,
    box: Box,
    values: Float32Array,
    range: ValueRange,
    scale: Scale,
  ): void {
    let raster = this.#rasters.get(key);
    if (!raster) {
      raster = new Raster();
      this.#rasters.set(key, raster);
    }
    const side = Math.round(Math.sqrt(values.length));
    raster.paint(values, side, side, scale, range.factor, range.shift);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'high';
    context.drawImage(raster.canvas, box.x, box.y, box.width, box.height);
  }
}

/** An input over the plane of the inputs is itself: a slope from its least to its largest value. */
export function drawInputSlope(context: CanvasRenderingContext2D, box: Box, vertical: boolean, theme: Theme): void {
  const slope = vertical
    ? context.createLinearGradient(0, box.y + box.height, 0, box.y)
    : context.createLinearGradient(box.x, 0, box.x + box.width, 0);
  for (let stop = 0; stop <= 8; stop++)
    slope.addColorStop(stop / 8, scaleColor(theme.diverging, scaleIndex(stop / 4 - 1)));
  context.fillStyle = slope;
  context.fillRect(box.x, box.y, box.width, box.height);
}

/** One bar a pixel, from the zero line: height and colour both say a, averaged over the examples that share the pixel. */
export function drawBars(
  context: CanvasRenderingContext2D,
  box: Box,
  values: Float32Array,
  range: ValueRange,
  theme: Theme,
  scale: Scale,
): void {
  context.fillStyle = css(mix(theme.background, theme.foreground, 0.05));
  context.fillRect(box.x, box.y, box.width, box.height);
  const bars = Math.max(1, Math.min(values.length, Math.floor(box.width)));
  const yOf = (value: number): number =>
    box.y + box.height * (1 - Math.min(1, Math.max(0, (value - range.low) / (range.high - range.low))));
  const zero = yOf(0);
  const step = box.width / bars;
  for (let bar = 0; bar < bars; bar++) {
    const first = Math.floor((bar * values.length) / bars);
    const end = Math.max(first + 1, Math.floor(((bar + 1) * values.length) / bars));
    let sum = 0;
    for (let index = first; index < end; index++) sum += values[index] ?? 0;
    const mean = sum / (end - first);
    const y = yOf(mean);
    context.fillStyle = scaleColor(scale, scaleIndex(strengthen(mean * range.factor + range.shift)));
    context.fillRect(box.x + bar * step, Math.min(y, zero), step + 0.3, Math.max(0.75, Math.abs(y - zero)));
  }
}

/** Keeps small values visible: a bar has its height to say how small it is. */
function strengthen(value: number): number {
  return Math.sign(value) * Math.min(1, 0.45 + 0.55 * Math.abs(value));
}
