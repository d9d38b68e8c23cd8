/** Canvases below one another on the theme's background, as one PNG. */
import { css } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';

/** A `data:` address. */
export function pngUrl(canvases: readonly HTMLCanvasElement[], theme: Theme): string {
  const whole = document.createElement('canvas');
  whole.width = Math.max(...canvases.map(({ width }) => width));
  whole.height = canvases.reduce((sum, { height }) => sum + height, 0);
  const context = whole.getContext('2d');
  if (!context) throw new Error('The browser gave no 2d canvas.');
  context.fillStyle = css(theme.background);
  context.fillRect(0, 0, whole.width, whole.height);
  let y = 0;
  for (const canvas of canvases) {
    context.drawImage(canvas, 0, y);
    y += canvas.height;
  }
  return whole.toDataURL('image/png');
}
