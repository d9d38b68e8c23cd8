/** The network in small: the panel's drawing without words, in a column of 250 px. */

import type { Frame } from '../../src/protocol/frame.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { Surface } from '../kit/canvas/surface.ts';
import { css } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { NetworkPainter } from '../network/drawNetwork.ts';
import type { LayerColumn, NetworkLayout } from '../network/layout.ts';
import { networkSentence } from '../network/overlay.ts';

const height = 132;
const maxUnits = 12;

const fit = { hard: false, validation: false };

export class SideSketch {
  readonly #surface = new Surface('');
  readonly #painter = new NetworkPainter();
  readonly element = this.#surface.canvas;

  draw(run: RunDescription, frame: Frame | null, theme: Theme, width: number, example: number): void {
    const context = this.#surface.begin(width, height);
    const layout = sketchLayout(run, width);
    this.#painter.paint(context, { layout, run, frame, theme, emphasis: null, example, fit });
    drawFrames(context, layout, theme);
    this.element.setAttribute('aria-label', networkSentence(run));
  }
}

/** As the panel's buttons frame their pictures: one that is mostly background would fall apart. */
function drawFrames(context: CanvasRenderingContext2D, { columns }: NetworkLayout, theme: Theme): void {
  context.strokeStyle = css(theme.foreground, theme.highContrast ? 1 : 0.28);
  context.lineWidth = 1;
  for (const { x, y, width, height: tall } of columns.flatMap(({ units }) => units)) {
    context.beginPath();
    context.roundRect(x + 0.5, y + 0.5, width - 1, tall - 1, Math.min(4, tall / 5));
    context.stroke();
  }
}

function sketchLayout(run: RunDescription, width: number): NetworkLayout {
  const layers = run.shownUnits.length;
  const fitted = run.plane !== null && run.layers.at(-1)?.units === 1;
  const big = fitted ? 64 : 0;
  const tile = Math.max(7, Math.min(run.plane ? 24 : 30, (width - big) / (layers * 2)));
  const columns = run.shownUnits.map((shown, layer): LayerColumn => {
    const last = layer === layers - 1;
    const count = Math.min(shown.length, maxUnits);
    const pitch = (height - 4) / count;
    const size = last && fitted ? big : tile;
    const tall = last && fitted ? big : Math.min(run.plane ? tile : tile * 0.6, pitch - 3);
    const step = Math.min(pitch, tall + 10);
    const start = (height - (count - 1) * step) / 2;
    const between = (layer / Math.max(layers - 1, 1)) * (width - (fitted ? big : tile));
    const x = last && layer > 0 ? width - size : between;
    const units = Array.from({ length: count }, (_, index) => ({
      row: count === shown.length ? index : Math.round((index * (shown.length - 1)) / Math.max(1, count - 1)),
      x: Math.round(x),
      y: Math.round(start + index * step - tall / 2),
      width: Math.round(size),
      height: Math.round(tall),
    }));
    return { layer, center: x + size / 2, width: Math.round(size), units, omitted: 0, omittedY: 0, labelled: false };
  });
  return {
    width,
    height,
    columns,
    fit: null,
    shapesY: height,
    crowded: false,
    listed: false,
    leftGutter: 0,
    rightGutter: 0,
    signs: false,
  };
}
