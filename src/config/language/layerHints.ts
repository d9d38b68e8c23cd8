/** Shapes at the end of each layer's line, and m behind "full": what the editor writes between the lines. */
import { configDocument } from '../text/configDocument.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { layerViews, weightShapes } from '../facts/layerText.ts';
import { readFacts, readLayers } from '../facts/partialConfig.ts';
import { type Node, nodeAt } from '../text/tree.ts';
import { localize } from '../wording/localize.ts';

export interface Hint {
  /** Where it goes: behind this offset. */
  readonly offset: number;
  readonly text: string;
}

/**
 * Hints of a text, in its order: `W¹ 4×3  b¹ 4×1` behind a layer, the output layer behind the list, `m = 320` behind "full".
 * @param summary `null` while the table is unknown; the shapes that depend on it then hold letters
 */
export function layerHints(text: string, summary: TableSummary | null): readonly Hint[] {
  const { root } = configDocument(text);
  const facts = readFacts(root, summary);
  const list = nodeAt(root, ['network', 'layers']);
  const hints: Hint[] = [];
  if (list?.type === 'array') {
    for (const view of layerViews(readLayers(root), facts)) {
      const node = view.isOutput ? list : list.children?.[view.layer - 1];
      const shapes = weightShapes(view, '  ');
      // Nothing is known of the output layer without the table.
      if (node && !(view.isOutput && !facts))
        hints.push({ offset: behind(text, node), text: view.isOutput ? `${localize('output')} ${shapes}` : shapes });
    }
  }
  const batch = nodeAt(root, ['training', 'batchSize']);
  if (batch?.value === 'full' && facts?.exact) hints.push({ offset: behind(text, batch), text: `m = ${facts.m}` });
  return hints.sort((a, b) => a.offset - b.offset);
}

/** Behind the comma too, so that it stays with what it follows. */
function behind(text: string, { offset, length }: Node): number {
  return offset + length + (text[offset + length] === ',' ? 1 : 0);
}
