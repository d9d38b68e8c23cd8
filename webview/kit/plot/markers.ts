/** Examples over a picture: colour and shape say the class, a cross that the network has it wrong, a ring that it is the cursor's. */
import { css, mix, type Rgb } from '../color/oklab.ts';
import { classColor, type Theme } from '../color/theme.ts';
import type { RunDescription } from '../../../src/protocol/run.ts';

export interface Marker {
  readonly x: number;
  readonly y: number;
  readonly color: Rgb;
  readonly outline: Rgb;
  /** Class code, for the shape. */
  readonly shape: number;
  readonly wrong: boolean;
}

const radius = 2.8;
const cross = 4.2;
const ring = 6;

export function drawMarkers(
  context: CanvasRenderingContext2D,
  markers: readonly Marker[],
  cursor: number,
  theme: Theme,
): void {
  context.setLineDash([]);
  context.lineWidth = 0.9;
  for (const { x, y, color, outline, shape } of markers) {
    context.fillStyle = css(color);
    context.strokeStyle = css(outline);
    context.beginPath();
    addMarker(context, shape, x, y, radius);
    context.fill();
    context.stroke();
  }
  const crosses = new Path2D();
  for (const { x, y, wrong } of markers) {
    if (!wrong) continue;
    crosses.moveTo(x - cross, y - cross);
    crosses.lineTo(x + cross, y + cross);
    crosses.moveTo(x + cross, y - cross);
    crosses.lineTo(x - cross, y + cross);
  }
  haloed(context, crosses, 1.2, theme);
  const here = markers[cursor];
  if (!here) return;
  const circle = new Path2D();
  circle.arc(here.x, here.y, ring, 0, 2 * Math.PI);
  haloed(context, circle, 1.8, theme);
}

/** A line of the foreground's colour that can be told from whatever is under it. */
export function haloed(context: CanvasRenderingContext2D, path: Path2D, width: number, theme: Theme): void {
  context.lineWidth = width + 2;
  context.strokeStyle = css(theme.background);
  context.stroke(path);
  context.lineWidth = width;
  context.strokeStyle = css(theme.foreground);
  context.stroke(path);
}

/** The marker nearest to a place, or −1. */
export function markerAt(markers: readonly Marker[], x: number, y: number, reach: number): number {
  let best = -1;
  let distance = reach;
  markers.forEach((marker, index) => {
    const here = Math.hypot(marker.x - x, marker.y - y);
    if (here < distance) {
      distance = here;
      best = index;
    }
  });
  return best;
}

/**
 * How an example looks: in its class's colour, or in the one that its target has between the least (0) and the largest (1),
 * which may be the background's.
 */
export function exampleLook(
  run: RunDescription,
  theme: Theme,
  code: number,
  share: number,
): Pick<Marker, 'color' | 'outline' | 'shape'> {
  if (run.task !== 'regression')
    return { color: classColor(theme, code), outline: theme.background, shape: shapeOf(code) };
  const clamped = Math.min(1, Math.max(0, share));
  const color = mix(theme.background, clamped < 0.5 ? theme.negative : theme.positive, Math.abs(clamped * 2 - 1));
  return { color, outline: theme.muted, shape: 0 };
}

/** Three shapes go with six colours: shifted at each round, no pair comes twice before the nineteenth class. */
export function shapeOf(code: number): number {
  return (code + Math.floor(code / 6)) % 3;
}

/** The shape of class `code` as a path: circle, square, triangle, and again. */
export function addMarker(context: CanvasRenderingContext2D, code: number, x: number, y: number, radius: number): void {
  switch (code % 3) {
    case 0:
      context.arc(x, y, radius, 0, 2 * Math.PI);
      break;
    case 1:
      context.rect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8);
      break;
    default:
      context.moveTo(x, y - radius * 1.2);
      context.lineTo(x + radius * 1.1, y + radius * 0.8);
      context.lineTo(x - radius * 1.1, y + radius * 0.8);
      context.closePath();
  }
}
