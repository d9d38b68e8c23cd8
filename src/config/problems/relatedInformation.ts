/** The places that explain a problem beside its own: the first of two equal keys, the layers that stay alike, the column in the table. */
import type { TableSummary } from '../../data/columns/summary.ts';
import { columnOf } from '../facts/columnProblems.ts';
import type { Problem } from '../schema/problem.ts';
import { localize } from '../wording/localize.ts';
import { type Node, nodeAt, type Path, propertyOf } from '../text/tree.ts';

export type RelatedLocation =
  /** In the configuration itself, in UTF-16 units. */
  | { readonly in: 'text'; readonly message: string; readonly offset: number; readonly length: number }
  /** A cell of the table: the column's name, or its first value. */
  | { readonly in: 'table'; readonly message: string; readonly column: string; readonly row: 'header' | 'first' };

/**
 * Where to look as well, most telling first; empty when the place of the problem says it all.
 * @param summary without it no cell of the table is named
 */
export function relatedInformation(
  problem: Problem,
  root: Node | undefined,
  summary: TableSummary | null,
): readonly RelatedLocation[] {
  const here = nodeAt(root, problem.path)?.value;
  switch (problem.code) {
    case 'duplicateKey':
      return textLocation(firstKey(root, problem.path), localize('The first one'));
    case 'targetAmongFeatures':
      return targetLocations(root, here);
    case 'duplicateColumn':
      return firstListing(root, problem.path, here);
    case 'unknownColumn':
      return headerLocations(problem, summary);
    case 'constantFeature':
      return tableLocations([here], summary, 'first', () => localize('Every row has this value'));
    case 'idFeature':
    case 'unusableFeature':
    case 'unusableTarget':
    case 'targetNotNumber':
    case 'oneClass':
    case 'tooFewRows':
      return tableLocations(typeof here === 'string' ? [here] : targetNames(root), summary, 'header', theColumn);
    case 'scalesApart':
      return tableLocations(problem.columns ?? [], summary, 'header', theColumn);
    case 'classMissing':
      return keyLocation(root, ['data', 'target'], localize('The classes of this column'));
    case 'outputListed':
    case 'bottleneck':
      return keyLocation(root, ['data', 'target'], localize('The output layer follows from it'));
    case 'identicalUnits':
      return layerLocations(root, hasSeveralUnits, 'units', localize('These units stay identical'));
    case 'linearLayers':
      return layerLocations(root, () => true, 'activation', localize('This layer is linear, too')).slice(1);
    case 'stoppingOnTraining':
      return keyLocation(root, ['data', 'split', 'validation'], localize('No rows are kept aside here'));
    case 'saturatedStart':
      return keyLocation(root, ['data', 'standardize'], localize('Whether inputs are standardized'));
    case 'deadStart':
      return keyLocation(root, ['network', 'initialization'], localize('Where the weights at the start come from'));
    default:
      return [];
  }
}

function hasSeveralUnits(layer: Node | undefined): boolean {
  return Number(nodeAt(layer, ['units'])?.value) > 1;
}

function textLocation(node: Node | undefined, message: string): RelatedLocation[] {
  return node ? [{ in: 'text', message, offset: node.offset, length: node.length }] : [];
}

function keyLocation(root: Node | undefined, path: Path, message: string): RelatedLocation[] {
  return textLocation(nodeAt(root, path), message);
}

/** The first of several equal keys of an object. */
function firstKey(root: Node | undefined, path: Path): Node | undefined {
  const object = nodeAt(root, path.slice(0, -1));
  return object?.children?.find((property) => property.children?.[0]?.value === path.at(-1))?.children?.[0];
}

function targetLocations(root: Node | undefined, name: unknown): RelatedLocation[] {
  const target = nodeAt(root, ['data', 'target']);
  const node = target?.type === 'array' ? target.children?.find(({ value }) => value === name) : target;
  return textLocation(node, localize('The target'));
}

function firstListing(root: Node | undefined, path: Path, name: unknown): RelatedLocation[] {
  const list = nodeAt(root, path.slice(0, -1));
  return textLocation(
    list?.children?.find(({ value }) => value === name),
    localize('The first one'),
  );
}

function targetNames(root: Node | undefined): readonly unknown[] {
  const target = nodeAt(root, ['data', 'target']);
  return target?.type === 'array' ? (target.children ?? []).map(({ value }) => value) : [target?.value];
}

/** The column that was probably meant, or else where the names stand. */
function headerLocations({ suggestion }: Problem, summary: TableSummary | null): RelatedLocation[] {
  if (suggestion !== undefined) return tableLocations([JSON.parse(suggestion)], summary, 'header', theColumn);
  return tableLocations([summary?.columns[0]?.name], summary, 'header', () =>
    localize('The columns of the table begin here'),
  );
}

const theColumn = (name: string) => localize('The column {0} of the table', JSON.stringify(name));

function tableLocations(
  names: readonly unknown[],
  summary: TableSummary | null,
  row: 'header' | 'first',
  message: (name: string) => string,
): RelatedLocation[] {
  const known = names.filter(
    (name): name is string => typeof name === 'string' && summary !== null && columnOf(summary, name) !== undefined,
  );
  return known.map((column) => ({ in: 'table', message: message(column), column, row }));
}

function layerLocations(
  root: Node | undefined,
  which: (layer: Node) => boolean,
  key: string,
  message: string,
): RelatedLocation[] {
  const layers = (nodeAt(root, ['network', 'layers'])?.children ?? []).filter(which);
  return layers.flatMap((layer) => textLocation(propertyOf(layer, key), message));
}
