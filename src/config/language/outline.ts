/** A configuration at a glance: data, layers with their shapes, training. Outline and breadcrumbs show it. */
import { isColumnMap } from '../schema/keyTable.ts';
import { configDocument } from '../text/configDocument.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { keyAt } from '../schema/keyTable.ts';
import { layerViews, weightShapes } from '../facts/layerText.ts';
import { readFacts, readLayers } from '../facts/partialConfig.ts';
import type { Node, Path } from '../text/tree.ts';
import { localize } from '../wording/localize.ts';

export interface OutlineEntry {
  readonly name: string;
  /** Shown dimly behind the name; may be "". */
  readonly detail: string;
  readonly kind: 'part' | 'layer' | 'list' | 'number' | 'text' | 'truth';
  /** The whole key with its value. */
  readonly offset: number;
  readonly length: number;
  /** What is selected on a click: the key, or the brace of a layer. */
  readonly selectionOffset: number;
  readonly selectionLength: number;
  readonly children: readonly OutlineEntry[];
}

/** Entries in the order of the text; texts with errors are read as far as they go. */
export function outlineOf(text: string, summary: TableSummary | null): readonly OutlineEntry[] {
  const { root } = configDocument(text);
  return entriesOf(root, [], { text, shapes: () => shapesOf(root, summary) });
}

interface Context {
  readonly text: string;
  readonly shapes: () => readonly string[];
}

/** One a layer, the output layer last. */
function shapesOf(root: Node | undefined, summary: TableSummary | null): string[] {
  return layerViews(readLayers(root), readFacts(root, summary)).map(
    (view) => `${weightShapes(view)}${view.activation ? ` · ${view.activation}` : ''}`,
  );
}

function entriesOf(node: Node | undefined, path: Path, context: Context): OutlineEntry[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key && value ? [entryOf(property, key, value, [...path, String(key.value)], context)] : [];
  });
}

function entryOf(property: Node, key: Node, value: Node, path: Path, context: Context): OutlineEntry {
  const isLayers = path.length === 2 && path[0] === 'network' && path[1] === 'layers' && value.type === 'array';
  return {
    name: (isColumnMap(path[1]) && path.length === 3 ? undefined : titleAt(path)) ?? String(key.value),
    detail:
      value.type === 'object' || isLayers
        ? ''
        : shortened(context.text.slice(value.offset, value.offset + value.length)),
    kind: kindOf(value),
    offset: property.offset,
    length: property.length,
    selectionOffset: key.offset,
    selectionLength: key.length,
    children: isLayers ? layersOf(value, context) : entriesOf(value, path, context),
  };
}

function layersOf(list: Node, { shapes }: Context): OutlineEntry[] {
  const details = shapes();
  return (list.children ?? []).map(({ offset, length }, index) => ({
    name: localize('Layer {0}', index + 1),
    detail: details[index] ?? '',
    kind: 'layer',
    offset,
    length,
    selectionOffset: offset,
    selectionLength: Math.min(1, length),
    children: [],
  }));
}

const kinds: Readonly<Record<string, OutlineEntry['kind']>> = {
  object: 'part',
  array: 'list',
  number: 'number',
  boolean: 'truth',
};

function kindOf({ type }: Node): OutlineEntry['kind'] {
  return kinds[type] ?? 'text';
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

function titleAt(path: Path): string | undefined {
  const title = keyAt(path)?.metadata.title;
  return title === undefined ? undefined : localize(title);
}
