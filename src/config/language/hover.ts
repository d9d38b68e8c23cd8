/** What the editor says about the place under the cursor: shapes and equations of layers, rules of training, the table behind a name. */
import { configDocument } from '../text/configDocument.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { columnOf, targetsOf } from '../facts/columnProblems.ts';
import type { DatasetFacts } from '../facts/datasetFacts.ts';
import { columnText, tableText, targetText } from './dataText.ts';
import { activationTexts, lossTexts } from '../schema/explanations.ts';
import { withSlope } from '../schema/wordNames.ts';
import { isVaried, keyAt } from '../schema/keyTable.ts';
import { keyText, wordText } from './keyText.ts';
import { type LayerView, layerEquation, layerViews, shapeLine } from '../facts/layerText.ts';
import { readData, readFacts, readLayers, readTraining } from '../facts/partialConfig.ts';
import { block, code } from '../wording/markdown.ts';
import { lossFor } from '../facts/networkSpec.ts';
import { type LayerStatistics, statisticsText } from './statisticsText.ts';
import { pathOf } from '../text/setOption.ts';
import { trainingText } from './trainingText.ts';
import { type Node, nodeAt, type Path, locate } from '../text/tree.ts';
import { localize } from '../wording/localize.ts';

export interface Hover {
  readonly markdown: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * The hover at an offset, or `null` where there is nothing to say.
 * @param summary of the data file; `null` while it is unknown: shapes that depend on it then stay letters.
 * @param live statistics of layers 1…L while a run exists.
 */
export function hoverAt(
  text: string,
  offset: number,
  summary: TableSummary | null,
  live: readonly LayerStatistics[] = [],
): Hover | null {
  const { root } = configDocument(text);
  const found = locate(root, offset);
  if (!found || found.path.length === 0) return null;
  const markdown = textOf({ root, path: found.path, onKey: found.onKey, summary, live });
  return markdown === '' ? null : { markdown, offset: found.node.offset, length: found.node.length };
}

interface Context {
  readonly root: Node | undefined;
  readonly path: Path;
  readonly onKey: boolean;
  readonly summary: TableSummary | null;
  readonly live: readonly LayerStatistics[];
}

function textOf(context: Context): string {
  const { root, path, onKey, summary } = context;
  const [part, name] = path;
  const key = keyAt(path);
  const general = key ? keyText(key) : '';
  const value = nodeAt(root, path)?.value as unknown;
  const word = key && typeof value === 'string' ? wordText(key, value) : '';
  if (part === 'network')
    return ruled([
      networkText(context),
      isLayer(path) ? '' : join([general, path.at(-1) === 'activation' ? '' : word]),
    ]);
  if (isVaried(path) && path.length > 2) return join([keyTextAt(path.slice(0, 3)), keyTextAt(pathOf(String(path[2])))]);
  if (part === 'training') return join([general, word, trainingText(root, path, readFacts(root, summary))]);
  if (part === 'data' && summary && name !== undefined)
    return join(dataTexts(context, summary, String(name), onKey ? general : '', word));
  return join([general, word]);
}

/** Layers of the place: the one the cursor is in, or all of them. */
function networkText({ root, path, summary, live }: Context): string {
  const views = layerViews(readLayers(root), readFacts(root, summary));
  const [, name, index] = path;
  if (name === 'layers' && typeof index === 'number') {
    const view = views[index];
    return view ? layerText(view, views.length, live) : '';
  }
  return name === undefined || name === 'layers'
    ? block(views.flatMap((view) => [shapeLine(view), `  ${layerEquation(view)}`]))
    : '';
}

function layerText(view: LayerView, count: number, live: readonly LayerStatistics[]): string {
  const { activation } = view;
  const title = `**${localize(
    'Layer {0} of {1}',
    view.layer,
    count,
  )}** · ${view.isOutput ? localize('output') : localize('hidden')}${activation ? `, ${activation}` : ''}`;
  const g = activation ? activationTexts[activation] : undefined;
  const statistics = live[view.layer - 1];
  return join([
    title,
    block([
      shapeLine(view),
      layerEquation(view),
      ...(g ? [withSlope(`g(z) = ${g.definition}, g′ = ${g.derivative}`, 'slope')] : []),
    ]),
    g ? localize(g.remark) : '',
    statistics ? statisticsText(view.layer, statistics) : '',
  ]);
}

function dataTexts(context: Context, summary: TableSummary, name: string, general: string, word: string): string[] {
  const { root, path, onKey } = context;
  const data = readData(root);
  const facts = readFacts(root, summary);
  const value = nodeAt(root, path)?.value as unknown;
  const column = (of: unknown) => (typeof of === 'string' ? columnOf(summary, of) : undefined);
  switch (name) {
    case 'file':
      return [tableText(typeof value === 'string' ? value : '', summary), general];
    case 'target': {
      const columns = typeof value === 'string' ? [column(value)] : (data ? targetsOf(data) : []).map(column);
      return [
        ...columns.filter((found) => found !== undefined).map((found) => targetText(found, facts)),
        outputText(root, facts),
        general,
      ];
    }
    case 'features': {
      const found = column(value);
      return found ? [columnText(found)] : [facts ? featuresText(facts) : '', general];
    }
    case 'transform':
    case 'missingWords':
    case 'types': {
      const found = path.length > 2 ? column(path[2]) : undefined;
      return [found ? columnText(found) : '', onKey ? '' : word, general];
    }
    case 'split':
      return [general || keyTextAt(path), facts ? splitText(facts) : ''];
    default:
      return [general || keyTextAt(path), word];
  }
}

function keyTextAt(path: Path): string {
  const key = keyAt(path);
  return key ? keyText(key) : '';
}

function outputText(root: Node | undefined, facts: DatasetFacts | null): string {
  const view = layerViews(readLayers(root), facts).at(-1);
  if (!facts || !view) return '';
  const loss = lossTexts[lossFor(readTraining(root) ?? { loss: 'auto' }, facts.task)];
  return `${localize(
    'Output layer',
  )}, ${localize(loss.name)}\n\n${block([shapeLine(view), layerEquation(view), loss.equation])}\n\n${localize(loss.remark)}`;
}

function featuresText(facts: DatasetFacts): string {
  const names = facts.inputNames.slice(0, 20).map(code).join(', ');
  return localize('X is {0}: {1}', code(`${facts.inputs}×m`), `${names}${facts.inputs > 20 ? ', …' : ''}`);
}

function splitText({ m, mValidation, mTest, exact }: DatasetFacts): string {
  if (mTest > 0)
    return exact
      ? localize('m = {0} training, {1} validation and {2} test examples.', m, mValidation, mTest)
      : localize('At most m = {0} training, {1} validation and {2} test examples.', m, mValidation, mTest);
  return exact
    ? localize('m = {0} training and {1} validation examples.', m, mValidation)
    : localize('At most m = {0} training and {1} validation examples.', m, mValidation);
}

/** A layer itself, whose own text says it all. */
function isLayer({ length, 1: name }: Path): boolean {
  return length === 3 && name === 'layers';
}

/** What is here, a line, what the key is. */
function ruled(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n---\n\n');
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
