/** Refactorings of a configuration: what the editor offers at a place beside the fixes of problems. */
import { configDocument } from '../text/configDocument.ts';
import { hiddenActivations } from '../../core/network/network.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { removeDefaults, writeDefaults } from '../text/defaultEdits.ts';
import { setValue } from '../text/edit.ts';
import { keyAt } from '../schema/keyTable.ts';
import { addLayer, changeActivations, removeLayer } from './layerEdits.ts';
import { readFacts, readLayers } from '../facts/partialConfig.ts';
import { sortKeys } from '../text/sortKeys.ts';
import type { TextEdit } from '../text/textEdit.ts';
import { type Node, nodeAt, type Path, locate } from '../text/tree.ts';
import { localize } from '../wording/localize.ts';

export interface ConfigAction {
  readonly name:
    | 'addLayer'
    | 'removeLayer'
    | 'changeActivations'
    | 'writeDefaults'
    | 'removeDefaults'
    | 'sortKeys'
    | 'extractFeatures';
  /** `source` acts on the whole text, wherever the cursor is. */
  readonly kind: 'refactor' | 'source';
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What the schema allows. */
const maxLayers = keyAt(['network', 'layers'])?.max ?? 0;

/**
 * What can be done at an offset; actions that would change nothing are left out, and all of them while the syntax is broken.
 * @param summary `null` while the table is unknown: the list of features is then not offered
 */
export function actionsAt(text: string, offset: number, summary: TableSummary | null): readonly ConfigAction[] {
  const { root, syntax: problems } = configDocument(text);
  if (root?.type !== 'object' || problems.length > 0) return [];
  const path = locate(root, offset)?.path ?? [];
  const actions = [
    ...layerActions(text, root, path),
    ...featureActions(text, root, path, summary),
    ...textActions(text),
  ];
  return actions.filter(({ edits }) => edits.length > 0);
}

function layerActions(text: string, root: Node, [part, name, index]: Path): ConfigAction[] {
  const layers = readLayers(root);
  const list = nodeAt(root, ['network', 'layers']);
  if (part !== 'network' || (list && list.type !== 'array') || layers.length > maxLayers) return [];
  const inList = name === 'layers' && typeof index === 'number' ? index : null;
  const actions: ConfigAction[] = [];
  if (layers.length < maxLayers) {
    const at = inList === null ? layers.length : inList + 1;
    const title =
      inList === null ? localize('Add a hidden layer') : localize('Add a hidden layer after layer {0}', inList + 1);
    actions.push({ name: 'addLayer', kind: 'refactor', title, edits: addLayer(text, at) });
  }
  if (inList !== null)
    actions.push({
      name: 'removeLayer',
      kind: 'refactor',
      title: localize('Remove layer {0}', inList + 1),
      edits: removeLayer(text, inList),
    });
  if (name !== 'layers') return actions;
  const others = hiddenActivations.filter((activation) => layers.some((layer) => layer.activation !== activation));
  for (const activation of others) {
    const title = localize('Use {0} in every hidden layer', JSON.stringify(activation));
    actions.push({ name: 'changeActivations', kind: 'refactor', title, edits: changeActivations(text, activation) });
  }
  return actions;
}

/** Writes down the columns that are learned from, so that some can be taken away. */
function featureActions(text: string, root: Node, [part]: Path, summary: TableSummary | null): ConfigAction[] {
  if (part !== 'data' || nodeAt(root, ['data', 'features'])) return [];
  const facts = readFacts(root, summary);
  if (!facts) return [];
  const title = localize('List the {0} features', facts.features.length);
  return [
    { name: 'extractFeatures', kind: 'refactor', title, edits: setValue(text, ['data', 'features'], facts.features) },
  ];
}

/** Of configurations without errors only: they are small, and their meaning is known. */
function textActions(text: string): ConfigAction[] {
  if (!configDocument(text).config) return [];
  return [
    { name: 'writeDefaults', kind: 'source', title: localize('Write defaults explicitly'), edits: writeDefaults(text) },
    {
      name: 'removeDefaults',
      kind: 'source',
      title: localize('Remove what equals the default'),
      edits: removeDefaults(text),
    },
    { name: 'sortKeys', kind: 'source', title: localize('Sort keys'), edits: sortKeys(text) },
  ];
}
