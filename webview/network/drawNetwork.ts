/** Draws the whole network on one canvas: edges, then a picture for each unit, then the fit. */

import type { Frame, Matrix } from '../../src/protocol/frame.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { Raster } from '../kit/canvas/raster.ts';
import { css, mix } from '../kit/color/oklab.ts';
import { type Theme, unitScale } from '../kit/color/theme.ts';
import { rowOf, section, type ValueRange, valueRange } from '../state/numbers.ts';
import { drawEdges } from './edges.ts';
import { drawBoundary, drawExamples, drawRegions, drawValidation } from './fitPicture.ts';
import type { LayerColumn, NetworkLayout, UnitBox } from './layout.ts';
import type { Box } from '../kit/box.ts';
import { drawBars, drawInputSlope, UnitPictures } from './unitPicture.ts';

export interface Emphasis {
  readonly layer: number;
  /** Place among the shown units. */
  readonly row: number;
  /** Only its weight from this unit of the layer below; without, all its weights. */
  readonly from?: number;
}

/** All that a drawing depends on. */
export interface NetworkPicture {
  readonly layout: NetworkLayout;
  readonly run: RunDescription;
  readonly frame: Frame | null;
  readonly theme: Theme;
  /** The unit whose weights stand out. */
  readonly emphasis: Emphasis | null;
  /** Place of the cursor's example. */
  readonly example: number;
  readonly fit: FitChoice;
}

/** What the picture of the fit shows. */
export interface FitChoice {
  /** Each region in one colour, however sure the network is. */
  readonly hard: boolean;
  readonly validation: boolean;
}

export class NetworkPainter {
  readonly #pictures = new UnitPictures();
  readonly #regions = new Raster();

  paint(context: CanvasRenderingContext2D, scene: NetworkPicture): void {
    drawWeights(context, scene);
    for (const column of scene.layout.columns) {
      const range = valueRange(scene.run, column.layer, section(scene.frame, `A:${column.layer}`));
      for (const unit of column.units) {
        clipped(context, unit, () => this.unit(context, scene, column, unit, range));
      }
    }
    const box = fitBox(scene.layout, scene.run);
    if (box) clipped(context, box, () => this.#fit(context, scene, box));
  }

  /** A unit's picture in any box. */
  unit(
    context: CanvasRenderingContext2D,
    { run, frame, theme }: Pick<NetworkPicture, 'run' | 'frame' | 'theme'>,
    { layer }: Pick<LayerColumn, 'layer'>,
    unit: UnitBox,
    range: ValueRange,
  ): void {
    context.fillStyle = css(mix(theme.background, theme.foreground, 0.05));
    context.fillRect(unit.x, unit.y, unit.width, unit.height);
    const A = section(frame, `A:${layer}`);
    const code = run.shownUnits[layer]?.[unit.row] ?? unit.row;
    const scale = unitScale(theme, run.task, layer === run.layers.length, code);
    const plane = section(frame, `plane:${layer}`);
    if (run.plane && layer === 0) drawInputSlope(context, unit, unit.row === 1, theme);
    else if (plane)
      this.#pictures.drawPlane(context, `${layer}:${unit.row}`, unit, rowOf(plane, unit.row), range, scale);
    else if (A) drawBars(context, unit, rowOf(A, unit.row), range, theme, scale);
  }

  #fit(context: CanvasRenderingContext2D, { layout, run, frame, theme, example, fit }: NetworkPicture, box: Box): void {
    const plane = section(frame, `plane:${run.layers.length}`);
    if (!run.plane || !plane) return;
    const regions = run.task === 'multiclass';
    if (regions) drawRegions(context, this.#regions, box, plane, theme, fit.hard);
    else if (layout.fit || (fit.hard && run.task === 'binary')) {
      const range = valueRange(run, run.layers.length, section(frame, `A:${run.layers.length}`));
      this.#pictures.drawPlane(
        context,
        'fit',
        box,
        fit.hard ? decided(plane) : rowOf(plane, 0),
        range,
        unitScale(theme, run.task, true, 0),
      );
    }
    if (run.task === 'binary') drawBoundary(context, box, rowOf(plane, 0), 0.5, theme.foreground);
    drawExamples(context, box, run, run.plane, theme, example);
    if (fit.validation) drawValidation(context, box, run, run.plane, theme);
  }
}

/** Yes or no, where the network gives a probability. */
function decided(plane: Matrix): Float32Array {
  return rowOf(plane, 0).map((probability) => (probability >= 0.5 ? 1 : 0));
}

function drawWeights(context: CanvasRenderingContext2D, { layout, frame, theme, emphasis }: NetworkPicture): void {
  layout.columns.forEach((to, layer) => {
    const from = layout.columns[layer - 1];
    const W = section(frame, `W:${layer}`);
    if (from && W) drawEdges(context, from, to, W, theme, emphasis?.layer === layer ? emphasis : null);
  });
}

/** Draws inside a box with round corners only. */
export function clipped(context: CanvasRenderingContext2D, box: Box, draw: () => void): void {
  context.save();
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, Math.min(4, box.height / 5));
  context.clip();
  try {
    draw();
  } finally {
    // A clip that stayed would leave out whatever is drawn from now on.
    context.restore();
  }
}

/** Where the fit is drawn: its own picture, or the one output unit's. */
export function fitBox(layout: NetworkLayout, run: RunDescription): Box | null {
  if (!run.plane) return null;
  const output = layout.columns.at(-1);
  return layout.fit ?? (output?.units.length === 1 ? (output.units[0] ?? null) : null);
}
