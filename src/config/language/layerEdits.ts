/** Changes of the list of hidden layers: one more, one fewer, another activation everywhere. */
import { configDocument } from '../text/configDocument.ts';
import { insertEntryBefore, removeEntry } from '../text/container.ts';
import { setValues } from '../text/edit.ts';
import { readLayers } from '../facts/partialConfig.ts';
import { render, styleOf } from '../text/render.ts';
import type { TextEdit } from '../text/textEdit.ts';
import { defaultLayer } from '../schema/defaultLayer.ts';
import { nodeAt } from '../text/tree.ts';

const layersPath = ['network', 'layers'] as const;

/**
 * Edits that add a hidden layer.
 * @param index where it will be, 0…number of layers
 * @param layer otherwise one like its neighbour before (or behind, or the default)
 */
export function addLayer(
  text: string,
  index: number,
  layer?: { readonly units: number; readonly activation: string },
): TextEdit[] {
  const { root } = configDocument(text);
  const present = readLayers(root);
  const neighbour = present[index - 1] ?? present[index];
  const added = layer ?? {
    units: neighbour?.units ?? defaultLayer.units,
    activation: neighbour?.activation ?? defaultLayer.activation,
  };
  const list = nodeAt(root, layersPath);
  if (list?.type === 'array' && index < (list.children?.length ?? 0))
    return insertEntryBefore(text, list, index, styleOf(text), (indentation) =>
      render(added, styleOf(text), indentation),
    );
  if (list?.type === 'array')
    return setValues(text, [{ path: [...layersPath, list.children?.length ?? 0], value: added }]);
  const layers: unknown[] = present.map(({ units, activation }) => ({ units, activation }));
  layers.splice(index, 0, added);
  return setValues(text, [{ path: layersPath, value: layers }]);
}

/** Edits that remove the hidden layer at an index, with its comment; none when the text does not list it. */
export function removeLayer(text: string, index: number): TextEdit[] {
  const list = nodeAt(configDocument(text).root, layersPath);
  return list?.type === 'array' ? removeEntry(text, list, index) : [];
}

/** Edits that give every hidden layer this activation. */
export function changeActivations(text: string, activation: string): TextEdit[] {
  const { root } = configDocument(text);
  const list = nodeAt(root, layersPath);
  if (list?.type !== 'array') {
    const layers = readLayers(root).map(({ units }) => ({ units, activation }));
    return setValues(text, [{ path: layersPath, value: layers }]);
  }
  const settings = (list.children ?? []).flatMap(({ type }, index) =>
    type === 'object' ? [{ path: [...layersPath, index, 'activation'], value: activation }] : [],
  );
  return setValues(text, settings);
}
