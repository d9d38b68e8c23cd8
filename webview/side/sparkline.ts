/** The cost so far as one small line: logarithmic when it spans decades, so that progress stays visible. */

import { localize } from '../kit/text/l10n.ts';
import type { Matrix } from '../../src/protocol/frame.ts';
import { Surface } from '../kit/canvas/surface.ts';
import { curvePoints } from '../chart/curveData.ts';
import { css } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { formatCost } from '../kit/text/number.ts';

const height = 56;

export class Sparkline {
  readonly #surface = new Surface('');
  readonly element = this.#surface.canvas;

  /** `null`: the network has no curve yet. */
  draw(curve: Matrix | null, theme: Theme, width: number): void {
    const context = this.#surface.begin(width, height);
    if (curve) this.#trace(context, curve, theme, width);
    else this.element.removeAttribute('aria-label');
  }

  #trace(context: CanvasRenderingContext2D, curve: Matrix, theme: Theme, width: number): void {
    const train = curvePoints(curve, 'cost', true);
    const validation = curvePoints(curve, 'validationCost', true);
    const all = [...train, ...validation].map(({ y }) => y);
    const [first, last] = [train[0], train.at(-1)];
    if (!first || !last) return;
    const least = Math.min(...all);
    const most = Math.max(...all);
    const scaled = most / least > 20 ? Math.log : (value: number): number => value;
    const span = scaled(most) - scaled(least) || 1;
    const steps = last.x - first.x || 1;
    const x = (step: number): number => ((step - first.x) / steps) * (width - 8) + 2;
    const y = (cost: number): number => 4 + (1 - (scaled(cost) - scaled(least)) / span) * (height - 9);
    const line = (points: readonly { x: number; y: number }[]): Path2D => {
      const path = new Path2D();
      for (const point of points) path.lineTo(x(point.x), y(point.y));
      return path;
    };
    const area = line(train);
    area.lineTo(x(last.x), height);
    area.lineTo(x(first.x), height);
    context.fillStyle = css(theme.train, 0.12);
    context.fill(area);
    context.lineJoin = 'round';
    context.lineWidth = 1.25;
    context.setLineDash([3, 2]);
    context.strokeStyle = css(theme.validation);
    context.stroke(line(validation));
    context.setLineDash([]);
    context.lineWidth = 1.75;
    context.strokeStyle = css(theme.train);
    context.stroke(line(train));
    context.beginPath();
    context.arc(x(last.x), y(last.y), 3, 0, 2 * Math.PI);
    context.fillStyle = css(theme.train);
    context.fill();
    this.element.setAttribute(
      'aria-label',
      localize('Training cost from {0} to {1} over {2} steps.', formatCost(first.y), formatCost(last.y), last.x),
    );
  }
}
