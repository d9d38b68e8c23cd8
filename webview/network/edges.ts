/** Weights as curved edges: colour by sign, muted for 0, width by |w|; few strokes, because edges of a kind share one path. */

import type { Matrix } from '../../src/protocol/frame.ts';
import { css, type Rgb } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { LayerColumn, NetworkLayout } from './layout.ts';

const widest = 8;
const kinds = 16;

/** Pixels for a weight: a hairline for nothing, 2 px at |w| = 1, never above 8. Absolute, so that growing weights are seen growing. */
export function edgeWidth(weight: number): number {
  if (!Number.isFinite(weight)) return widest;
  return Math.min(widest, 0.4 + 1.7 * Math.abs(weight) ** 0.6);
}

/** Draws W of layer `to.layer`, thin edges first. `emphasis`: whose weights stand out. */
export function drawEdges(
  context: CanvasRenderingContext2D,
  from: LayerColumn,
  to: LayerColumn,
  W: Matrix,
  theme: Theme,
  emphasis: { readonly row: number; readonly from?: number } | null,
): void {
  const paths = new Map<number, Path2D>();
  for (const target of to.units) {
    for (const source of from.units) {
      const strong = !emphasis || (target.row === emphasis.row && source.row === (emphasis.from ?? source.row));
      const weight = W.values[target.row * W.columns + source.row];
      if (weight === undefined) continue;
      const kind = kindOf(weight, strong);
      let path = paths.get(kind);
      if (!path) {
        path = new Path2D();
        paths.set(kind, path);
      }
      addCurve(path, source.x + source.width, source.y + source.height / 2, target.x, target.y + target.height / 2);
    }
  }
  const dense = from.units.length * to.units.length > 160;
  context.lineCap = 'butt';
  for (const kind of [...paths.keys()].sort((a, b) => a - b)) {
    const strong = kind >= 3 * kinds;
    const size = Math.floor((kind % (3 * kinds)) / 3);
    const strongAlpha = dense ? 0.35 + (0.55 * size) / kinds : 0.8;
    const ordinary = strong ? strongAlpha : 0.12;
    const contrast = strong ? 1 : 0.5;
    const width = (0.4 + ((widest - 0.4) * size) / (kinds - 1)) * (dense ? 0.6 : 1);
    // A hairline is a faint line, and these themes have none.
    context.lineWidth = theme.highContrast && strong && !dense ? Math.max(1, width) : width;
    context.strokeStyle = css(signColor(kind, theme), theme.highContrast ? contrast : ordinary);
    const path = paths.get(kind);
    if (path) context.stroke(path);
  }
}

/** Sorts by emphasis, then width, then sign. */
function kindOf(weight: number, strong: boolean): number {
  const size = Math.round(((edgeWidth(weight) - 0.4) / (widest - 0.4)) * (kinds - 1));
  return (strong ? 3 * kinds : 0) + 3 * size + Math.sign(weight || 0) + 1;
}

function signColor(kind: number, theme: Theme): Rgb {
  return [theme.negative, theme.muted, theme.positive][kind % 3] ?? theme.muted;
}

function addCurve(path: Path2D, x0: number, y0: number, x1: number, y1: number): void {
  const middle = (x0 + x1) / 2;
  path.moveTo(x0, y0);
  path.bezierCurveTo(middle, y0, middle, y1, x1, y1);
}

export interface EdgeHit {
  /** The layer the edge leads to. */
  readonly layer: number;
  /** Places among the shown units. */
  readonly to: number;
  readonly from: number;
}

/** The edge nearest to a point, within a few pixels. */
export function edgeAt(layout: NetworkLayout, x: number, y: number, reach = 6): EdgeHit | null {
  for (let index = 1; index < layout.columns.length; index++) {
    const from = layout.columns[index - 1];
    const to = layout.columns[index];
    if (!from || !to) continue;
    const x0 = (from.units[0]?.x ?? 0) + from.width;
    const x1 = to.units[0]?.x ?? 0;
    if (x <= x0 || x >= x1) continue;
    const share = heightShare((x - x0) / (x1 - x0));
    let best: EdgeHit | null = null;
    let distance = reach;
    for (const target of to.units) {
      for (const source of from.units) {
        const start = source.y + source.height / 2;
        const here = Math.abs(start + (target.y + target.height / 2 - start) * share - y);
        if (here < distance) {
          distance = here;
          best = { layer: to.layer, to: target.row, from: source.row };
        }
      }
    }
    return best;
  }
  return null;
}

/** How far up the curve is at a share of its way along x: all edges of a gap bend alike. */
function heightShare(along: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 24; step++) {
    const t = (low + high) / 2;
    const x = 1.5 * t * (1 - t) ** 2 + 1.5 * t * t * (1 - t) + t ** 3;
    if (x < along) low = t;
    else high = t;
  }
  const t = (low + high) / 2;
  return 3 * t * t - 2 * t ** 3;
}
