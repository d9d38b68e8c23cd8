/** Where everything of the network drawing goes: pure arithmetic on sizes, no DOM, no numbers of the run. */

export interface LayoutInput {
  /** CSS pixels there are. */
  readonly width: number;
  /** Layers 0…L: how many units, and how many of them the frames carry. */
  readonly layers: readonly { readonly units: number; readonly shown: number }[];
  /** Pictures are squares over the plane of two inputs, else wide tiles over the examples. */
  readonly plane: boolean;
  /** The picture of the fit: the output unit itself, one more picture beside the output layer, or none. */
  readonly fit: 'output' | 'extra' | 'none';
  /** Characters of the longest name of an input, and of an output; 0: outputs have no names of their own. */
  readonly inputName: number;
  readonly outputName: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface UnitBox extends Box {
  /** Place among the layer's shown units. */
  readonly row: number;
}

export interface LayerColumn {
  readonly layer: number;
  readonly center: number;
  readonly width: number;
  readonly units: readonly UnitBox[];
  /** Units not drawn, and the height at which to say so. */
  readonly omitted: number;
  readonly omittedY: number;
  /** There is room for a symbol above each unit. */
  readonly labelled: boolean;
}

export interface NetworkLayout {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly LayerColumn[];
  readonly fit: Box | null;
  /** Where the shapes are written. */
  readonly shapesY: number;
  /** Shapes of weights stand below those of layers: there is no room between. */
  readonly crowded: boolean;
  /** Room for names left of the inputs and right of the outputs. */
  readonly leftGutter: number;
  readonly rightGutter: number;
}

/** Layers whose units the frames carry in part are drawn as so many from the top and from the bottom. */
const collapsedTop = 7;
const collapsedBottom = 3;
const narrow = 560;
const top = 22;
const bottom = 8;
/** Pixels between two columns' centers that shapes of weights and layers need beside one another. */
const uncrowded = 168;
const characterWidth = 6.6;

export function layoutNetwork(input: LayoutInput): NetworkLayout {
  const { layers, plane } = input;
  const small = input.width < narrow;
  const slots = layers.map(slotsOf);
  const body = bodyHeight(Math.max(...slots.map(({ count }) => count)), plane, small, input.width > 640);
  const last = layers.length - 1;
  const sizes = slots.map(({ count }, layer) => tileSize(count, body, { plane, small, input: layer === 0, deep: last > 2 }));
  if (input.fit === 'output') sizes[last] = bigTile(input.width, body);

  const leftGutter = clamp(characterWidth * input.inputName + 12, 30, Math.min(128, input.width * (small && last > 2 ? 0.17 : 0.21)));
  const rightGutter =
    input.outputName > 0
      ? clamp(characterWidth * input.outputName + 12, 24, Math.min(110, input.width * 0.19))
      : input.fit === 'output'
        ? 4
        : 22;
  const fitSize = input.fit === 'extra' ? clamp(input.width * 0.25, 120, Math.min(210, body)) : 0;
  const beside = !small;
  const fixed = leftGutter + rightGutter + (beside && fitSize > 0 ? fitSize + 8 : 0) + sizes.reduce((sum, size) => sum + size.width, 0);
  const gap = clamp((input.width - fixed) / Math.max(1, last), small ? 30 : 48, 210);
  const used = fixed + gap * last;
  const columns = placeColumns(slots, sizes, Math.max(0, (input.width - used) / 2) + leftGutter, gap, body);
  const right = (columns[last]?.center ?? 0) + (columns[last]?.width ?? 0) / 2 + rightGutter + 8;
  const crowded = columns.some((column, layer) => layer > 0 && column.center - (columns[layer - 1]?.center ?? 0) < uncrowded);
  const shapesY = top + body + bottom;
  const shapesEnd = shapesY + (crowded ? 88 : 52);
  const fit = fitSize === 0 ? null : fitPlace(fitSize, beside, right, body, input.width, shapesEnd);
  const height = fit && !beside ? fit.y + fit.height + 20 : shapesEnd;
  return { width: Math.max(input.width, used), height, columns, fit, shapesY, crowded, leftGutter, rightGutter };
}

/** Right of the outputs, or in a narrow view below everything and larger. */
function fitPlace(size: number, beside: boolean, right: number, body: number, width: number, shapesEnd: number): Box {
  if (beside) return { x: right, y: top + (body - size) / 2, width: size, height: size };
  const large = Math.min(width - 40, 240);
  return { x: (width - large) / 2, y: shapesEnd + 26, width: large, height: large };
}

function placeColumns(slots: readonly Slots[], sizes: readonly Size[], left: number, gap: number, body: number): LayerColumn[] {
  let x = left;
  return sizes.map((size, layer) => {
    const column = place(layer, x, size, slots[layer] ?? { count: 1, rows: [0], omitted: 0 }, body);
    x += size.width + gap;
    return column;
  });
}

interface Slots {
  /** Rows of tiles, with one for the note on omitted units. */
  readonly count: number;
  readonly rows: readonly number[];
  readonly omitted: number;
}

function slotsOf({ units, shown }: { readonly units: number; readonly shown: number }): Slots {
  const all = Array.from({ length: shown }, (_, row) => row);
  if (shown >= units) return { count: Math.max(1, shown), rows: all, omitted: 0 };
  const rows = [...all.slice(0, collapsedTop), ...all.slice(-collapsedBottom)];
  return { count: rows.length + 1, rows, omitted: units - rows.length };
}

function bodyHeight(slots: number, plane: boolean, small: boolean, roomy: boolean): number {
  const pitch = plane ? (small ? 66 : roomy ? 96 : 84) : small ? 42 : 50;
  return Math.round(clamp(slots * pitch, small ? 200 : 260, Math.max(small ? 330 : 384, slots * 17)));
}

interface Size {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

function tileSize(
  slots: number,
  body: number,
  { plane, small, input, deep }: { plane: boolean; small: boolean; input: boolean; deep: boolean },
): Size {
  const pitch = body / slots;
  const largest = plane ? (small ? 46 : input ? 58 : 74) : small ? 30 : 36;
  const gap = clamp(pitch * 0.26, 2, plane ? 20 : 18);
  const height = Math.floor(Math.min(largest, pitch - gap));
  const width = plane ? height : Math.round(clamp(height * 2, small ? 30 : 44, small ? (deep ? 38 : 52) : 76));
  return { width, height, gap };
}

function bigTile(width: number, body: number): Size {
  const size = Math.round(clamp(width * 0.27, 96, Math.min(200, body - 20)));
  return { width: size, height: size, gap: 0 };
}

function place(layer: number, x: number, size: Size, slots: Slots, body: number): LayerColumn {
  const total = slots.count * size.height + (slots.count - 1) * size.gap;
  const start = top + (body - total) / 2;
  const yOf = (slot: number): number => start + slot * (size.height + size.gap);
  const units = slots.rows.map((row, index) => {
    const slot = slots.omitted > 0 && index >= collapsedTop ? index + 1 : index;
    return { row, x: Math.round(x), y: Math.round(yOf(slot)), width: size.width, height: size.height };
  });
  return {
    layer,
    center: x + size.width / 2,
    width: size.width,
    units,
    omitted: slots.omitted,
    omittedY: yOf(collapsedTop) + size.height / 2,
    labelled: units.length === 1 || size.gap >= 15,
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
