/** Tests of the network drawing's geometry: nothing overlaps, everything fits, edges are found where they are drawn. */
import assert from 'node:assert/strict';
import { picturesOf } from '../../../../webview/network/pictures.ts';
import { cardPosition } from '../../../../webview/kit/card/cardPosition.ts';
import { edgeAt, edgeWidth } from '../../../../webview/network/edges.ts';
import { type LayoutInput, layoutNetwork, type NetworkLayout, nameWidths } from '../../../../webview/network/layout.ts';
import { neighbour, tabStop } from '../../../../webview/network/neighbour.ts';
import { run } from '../fixture.ts';

const shapes: Readonly<Record<string, LayoutInput['layers']>> = {
  'X 2, 4, 1': [2, 4, 1].map((units) => ({ units, shown: units })),
  'X 13, 32, 8, 3': [13, 32, 8, 3].map((units) => ({ units, shown: units })),
  'X 784, 256, 128, 10': [784, 256, 128, 10].map((units) => ({ units, shown: Math.min(units, 32) })),
};

function layoutOf(layers: LayoutInput['layers'], width: number, plane = false): NetworkLayout {
  const outputs = layers.at(-1)?.units ?? 1;
  const drawn = outputs === 1 ? 'output' : 'extra';
  const fit = plane ? drawn : 'none';
  const widths = nameWidths(width, layers.length, outputs);
  return layoutNetwork({
    width,
    layers,
    plane,
    fit,
    inputName: Math.min(12, widths.input),
    outputName: outputs > 1 ? Math.min(9, widths.output) : 0,
    shapeText: 10,
  });
}

describe('webview/network/layout', () => {
  for (const [name, layers] of Object.entries(shapes)) {
    for (const width of [240, 368, 668, 680]) {
      it(`layoutNetwork(${name} at ${width} px) keeps units apart and inside`, () => {
        const layout = layoutOf(layers, width);
        for (const column of layout.columns) {
          column.units.forEach((unit, index) => {
            const next = column.units[index + 1];
            assert.ok(unit.x >= 0 && unit.x + unit.width <= layout.width, 'inside from left to right');
            assert.ok(unit.y >= 0 && unit.y + unit.height <= layout.shapesY, 'above the shapes');
            if (next) assert.ok(unit.y + unit.height < next.y, 'below one another');
          });
        }
      });
    }
  }

  it('nameWidths(width, columns, outputs) gives names of outputs what few columns leave', () => {
    assert.ok(nameWidths(376, 3, 3).output >= 'versicolor'.length);
    assert.ok(nameWidths(376, 4, 3).output < 'versicolor'.length);
  });

  it('layoutNetwork(…) needs no scrolling in a narrow panel, and lists the shapes below', () => {
    for (const layers of Object.values(shapes)) {
      const layout = layoutOf(layers, 240, layers[0]?.units === 2);
      assert.equal(layout.width, 240);
      assert.ok(layout.listed);
    }
    assert.ok(!layoutOf(shapes['X 2, 4, 1'] ?? [], 368, true).listed);
  });

  it('layoutNetwork(…) keeps the picture of the fit inside at every width, beside the outputs or below them', () => {
    const layers = [2, 4, 3].map((units) => ({ units, shown: units }));
    for (let width = 240; width <= 900; width += 10) {
      const { fit, columns, ...layout } = layoutOf(layers, width, true);
      assert.ok(fit);
      assert.equal(layout.width, width);
      assert.ok(fit.width >= 112 && fit.x >= 0 && fit.x + fit.width <= width, `${fit.x} + ${fit.width} of ${width}`);
      const last = columns.at(-1);
      assert.ok(last && (fit.x > last.center + last.width / 2 || fit.y > layout.shapesY));
    }
  });

  it('layoutNetwork(…) draws every unit up to 32, and says how many of more it leaves out', () => {
    const [input, first, second, output] = layoutOf(shapes['X 784, 256, 128, 10'] ?? [], 680).columns;
    assert.deepEqual(
      [input, first, second, output].map((column) => column?.omitted),
      [774, 246, 118, 0],
    );
    assert.deepEqual(
      first?.units.map(({ row }) => row),
      [0, 1, 2, 3, 4, 5, 6, 29, 30, 31],
    );
    assert.equal(
      layoutOf(
        [32, 1].map((units) => ({ units, shown: units })),
        680,
      ).columns[0]?.units.length,
      32,
    );
  });

  it('layoutNetwork(…) makes a lone output unit the picture of the fit, and puts several classes’ picture beside or below', () => {
    const lone = layoutOf(shapes['X 2, 4, 1'] ?? [], 680, true);
    const output = lone.columns.at(-1)?.units[0];
    assert.equal(lone.fit, null);
    assert.ok((output?.width ?? 0) >= 150);
    const classes = [2, 4, 3].map((units) => ({ units, shown: units }));
    const wide = layoutOf(classes, 680, true);
    assert.ok(wide.fit && wide.fit.x + wide.fit.width <= 681);
    const slim = layoutOf(classes, 368, true);
    assert.ok(slim.fit && slim.fit.y > slim.shapesY && slim.fit.y + slim.fit.height < slim.height);
  });

  it('edgeAt(layout, x, y) finds an edge at both of its ends and nothing far from all', () => {
    const layout = layoutOf(shapes['X 2, 4, 1'] ?? [], 680);
    const [from, to] = layout.columns;
    const source = from?.units[1];
    const target = to?.units[3];
    assert.ok(source && target);
    assert.deepEqual(edgeAt(layout, target.x - 1, target.y + target.height / 2)?.to, 3);
    assert.deepEqual(edgeAt(layout, source.x + source.width + 1, source.y + source.height / 2)?.from, 1);
    assert.equal(edgeAt(layout, target.x - 1, 2), null);
  });

  it('edgeWidth(w) grows with |w| and is bounded', () => {
    assert.ok(edgeWidth(0.01) < 0.6);
    assert.equal(edgeWidth(-1), edgeWidth(1));
    assert.ok(edgeWidth(2) > edgeWidth(1));
    assert.equal(edgeWidth(1e9), 8);
    assert.equal(edgeWidth(Number.NaN), 8);
  });

  it('neighbour(…) leads to the units above, below and beside, and not out of the drawing', () => {
    const layout = layoutOf(
      [2, 2, 1].map((units) => ({ units, shown: units })),
      680,
    );
    assert.deepEqual(neighbour(layout, run, { layer: 1, unit: 0 }, 'ArrowDown'), { layer: 1, unit: 1 });
    assert.equal(neighbour(layout, run, { layer: 1, unit: 0 }, 'ArrowUp'), null);
    assert.deepEqual(neighbour(layout, run, { layer: 1, unit: 1 }, 'ArrowRight'), { layer: 2, unit: 0 });
    assert.deepEqual(neighbour(layout, run, { layer: 1, unit: 1 }, 'ArrowLeft'), { layer: 0, unit: 1 });
    assert.equal(neighbour(layout, run, { layer: 2, unit: 0 }, 'ArrowRight'), null);
    assert.deepEqual(tabStop(layout, run, { layer: 1, unit: 9 }), { layer: 1, unit: 0 });
  });
});

describe('webview/network/cardPosition', () => {
  it('cardPosition(size, at, bounds, pictures) stays inside, off the pointer, and covers none of the pictures where that is possible', () => {
    const bounds = { width: 400, height: 300 };
    const size = { width: 120, height: 40 };
    const pictures = [
      { x: 180, y: 20, width: 60, height: 60 },
      { x: 180, y: 120, width: 60, height: 60 },
      { x: 280, y: 60, width: 120, height: 160 },
    ];
    for (const at of [
      { x: 210, y: 150 },
      { x: 395, y: 295 },
      { x: 5, y: 5 },
    ]) {
      const { x, y } = cardPosition(size, at, bounds, pictures);
      assert.ok(x >= 0 && y >= 0 && x + size.width <= bounds.width && y + size.height <= bounds.height);
      assert.ok(at.x < x || at.x > x + size.width || at.y < y || at.y > y + size.height, 'off the pointer');
      for (const { x: left, y: top, width, height } of pictures)
        assert.ok(
          x + size.width <= left || x >= left + width || y + size.height <= top || y >= top + height,
          `at ${at.x}, ${at.y}`,
        );
    }
  });

  it('picturesOf(layout) are the units with their symbols, and the fit', () => {
    const layout = layoutOf(shapes['X 2, 4, 1'] ?? [], 668, true);
    assert.equal(picturesOf(layout).length, 7 + (layout.fit ? 1 : 0));
  });
});
