/** Where everything of the network drawing goes: pure arithmetic on sizes, no DOM, no numbers of the run. */
import type { Box } from '../kit/box.ts';
import { besideFit, bySize, clamp, type Size, spread, squeezed, idealFit } from './spread.ts';

export interface LayoutInput {
  /** CSS pixels there are. */
  readonly width: number;
  /** CSS pixels from the top of the drawing to the end of the screen: what there is of it fits, as far as it can be read. */
  readonly height?: number;
  /** Layers 0…L: how many units, and how many of them the frames carry. */
  readonly layers: readonly { readonly units: number; readonly shown: number }[];
  /** Pictures are squares over the plane of two inputs, else wide tiles over the examples. */
  readonly plane: boolean;
  /** The picture of the fit: the output unit itself, one more picture beside the output layer, or none. */
  readonly fit: 'output' | 'extra' | 'none';
  /** Characters of the longest name of an input, and of an output; 0: outputs have no names of their own. */
  readonly inputName: number;
  readonly outputName: number;
  /** Characters of the longest line of shapes. */
  readonly shapeText: number;
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
  /** Not even so is there room: the shapes are a list below the drawing. */
  readonly listed: boolean;
  /** Room for names left of the inputs and right of the outputs. */
  readonly leftGutter: number;
  readonly rightGutter: number;
  /** There is room for the sign of a class before the name of its output. */
  readonly signs: boolean;
}

/** Layers whose units the frames carry in part are drawn as so many from the top and from the bottom. */
const collapsedTop = 7;
const collapsedBottom = 3;
const narrow = 560;
/** Below this everything is as small as it can be, so that nothing lies outside. */
const tight = 330;
/** The buttons that edit the network, and the symbols above the first units. */
const top = 40;
const bottom = 8;
/** What the picture shows, and the switches over that. */
const aboveFit = 46;
/** Names of the axes, in one line or two. */
const belowFit = 42;
/** Pixels between two columns' centers that shapes of weights and layers need beside one another. */
const uncrowded = 168;
const characterWidth = 6.5;
const shapeCharacterWidth = 7;
const besideName = 12;
/** The sign of a class before its name. */
const signWidth = 15;
const minSigned = 360;

/**
 * Characters that names of inputs and outputs may have in a drawing of so many columns. A single output has no name beside it.
 * Few columns leave room that grows with the width.
 */
export function nameWidths(
  width: number,
  columns: number,
  outputs: number,
): { readonly input: number; readonly output: number } {
  const [isTight, isNarrow] = [width < tight, width < narrow];
  const tightShare = outputs > 1 ? 0.2 : 0.28;
  const ordinary = isNarrow && columns > 3 ? 0.2 : 0.21;
  const share = isTight ? tightShare : ordinary;
  const spare = isNarrow && columns <= 3 ? Math.max(0, (width - 340) * 0.35) : 0;
  const characters = (pixels: number): number => Math.max(3, Math.floor((pixels - besideName) / characterWidth));
  return {
    input: characters(Math.min(132, width * share)),
    output: characters(Math.min(110, width * (share - 0.02) + spare)),
  };
}

export function layoutNetwork(input: LayoutInput): NetworkLayout {
  const { layers, plane, width } = input;
  const [small, isTight] = [width < narrow, width < tight];
  const fitKind = input.fit === 'output' && isTight ? 'extra' : input.fit;
  const slots = layers.map(slotsOf);
  const body = bodyHeight(Math.max(...slots.map(({ count }) => count)), input);
  const last = layers.length - 1;
  const space = { plane, small, tight: isTight, deep: last > 2 };
  const natural = slots.map(({ count }, layer) => tileSize(count, body, { ...space, input: layer === 0 }));
  if (fitKind === 'output') natural[last] = bigTile(width, body);

  const leftGutter = Math.max(space.tight ? 24 : 30, characterWidth * input.inputName + besideName);
  const signs = fitKind === 'extra' && input.outputName > 0 && width >= minSigned;
  const rightGutter = rightOfOutputs(input.outputName, fitKind === 'output', signs);
  const free = width - leftGutter - rightGutter;
  const sizes = squeezed(natural, free, plane);
  const { beside, fitSize, gap, used } = spread(sizes, free, fitKind === 'extra' ? idealFit(width, body) : 0, space);
  const columns = placeColumns(slots, sizes, Math.max(0, (free - used) / 2) + leftGutter, gap, body);
  const right = (columns[last]?.center ?? 0) + (columns[last]?.width ?? 0) / 2 + rightGutter + besideFit;
  const pitch = Math.min(...columns.slice(1).map(({ center }, layer) => center - (columns[layer]?.center ?? 0)));
  const [listed, crowded] = [pitch < shapeCharacterWidth * input.shapeText + 6, pitch < uncrowded];
  const shapesY = top + body + bottom;
  const shapesEnd = shapesY + (listed ? 0 : bySize(crowded, 88, 52));
  const fit = fitSize === 0 ? null : fitBox(fitSize, beside, right, body, width, shapesEnd);
  const height = fit && !beside ? fit.y + fit.height + belowFit : shapesEnd;
  return {
    width: Math.max(width, Math.floor(used + leftGutter + rightGutter)),
    height,
    columns,
    fit,
    shapesY,
    crowded,
    listed,
    ...{ leftGutter, rightGutter },
    signs,
  };
}

/** Pixels right of the outputs: for their names and signs, where they have some. */
function rightOfOutputs(outputName: number, isFit: boolean, signs: boolean): number {
  if (outputName > 0) return Math.max(24, characterWidth * outputName + besideName + (signs ? signWidth : 0));
  return isFit ? 4 : 22;
}

/** Right of the outputs, or in a narrow view below everything and larger. */
function fitBox(size: number, beside: boolean, right: number, body: number, width: number, shapesEnd: number): Box {
  if (beside) return { x: right, y: top + (body - size) / 2, width: size, height: size };
  const large = Math.min(width - 40, 240);
  return { x: (width - large) / 2, y: shapesEnd + aboveFit, width: large, height: large };
}

function placeColumns(
  slots: readonly Slots[],
  sizes: readonly Size[],
  left: number,
  gap: number,
  body: number,
): LayerColumn[] {
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

/** As much as so many rows want, or as the screen has, but never less than they need to be told apart. */
function bodyHeight(slots: number, { plane, width, height = Number.POSITIVE_INFINITY }: LayoutInput): number {
  const small = width < narrow;
  const large = width > 640 ? 96 : 84;
  const pitch = plane ? bySize(small, 66, large) : bySize(small, 42, 50);
  const most = Math.max(bySize(small, 330, 384), slots * 17);
  const ideal = Math.round(clamp(slots * pitch, bySize(small, 200, 260), most));
  const least = Math.max(130, slots * 15);
  // The shapes stand below the units.
  return Math.min(ideal, Math.max(least, height - top - bottom - bySize(small, 88, 52)));
}

interface TileSpace {
  readonly small: boolean;
  readonly tight: boolean;
  readonly input: boolean;
  readonly deep: boolean;
}

function tileSize(slots: number, body: number, space: TileSpace & { readonly plane: boolean }): Size {
  const pitch = body / slots;
  return space.plane ? pictureSize(pitch, space) : plainSize(pitch, space);
}

/** A square with what the unit makes of the plane. */
function pictureSize(pitch: number, { small, tight: isTight, input, deep }: TileSpace): Size {
  const gap = clamp(pitch * 0.26, 2, 20);
  const inLarge = input ? 58 : 74;
  const largest = isTight ? bySize(deep, 24, 36) : bySize(small, 46, inLarge);
  const height = Math.floor(Math.min(largest, pitch - gap));
  return { width: height, height, gap };
}

/** A field with the unit's value. */
function plainSize(pitch: number, { small, tight: isTight, deep }: TileSpace): Size {
  const gap = clamp(pitch * (isTight ? 0.26 : 0.36), 2, 18);
  if (isTight) return { width: bySize(deep, 18, 26), height: Math.floor(Math.min(26, pitch - gap)), gap };
  const height = Math.floor(Math.min(bySize(small, 30, 36), pitch - gap));
  const widest = small ? bySize(deep, 38, 52) : 76;
  return { width: Math.round(clamp(height * 2, bySize(small, 30, 44), widest)), height, gap };
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
