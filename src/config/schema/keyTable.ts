/**
 * Every key of `.nnconfig` with its type, range, default and description: the schema flattened into rows. A layer's keys stand once, under
 * `network.layers.*`; columns under `data.types.*`.
 */
import type { KeyMetadata } from './keyMetadata.ts';
import { type SchemaNode, schemaNode } from './schemaTree.ts';
import type { ValueRule } from './valueRule.ts';

export type KeyKind =
  | 'object'
  | 'map'
  | 'list'
  | 'number'
  | 'integer'
  | 'enum'
  | 'boolean'
  | 'string'
  | 'batch'
  | 'target'
  | 'words';

export interface KeyInfo {
  /** "training.learningRate"; list elements and map entries are `*`. */
  readonly path: string;
  /** Last part of the path. */
  readonly name: string;
  readonly kind: KeyKind;
  readonly required: boolean;
  /** `undefined` when there is none. */
  readonly default: unknown;
  /** Of numbers, batch sizes and lists (of which it is the length); `null` where open. */
  readonly min: number | null;
  readonly max: number | null;
  /** Whether `min` and `max` themselves are out of range. */
  readonly minExclusive: boolean;
  readonly maxExclusive: boolean;
  /** Words of an enumeration. */
  readonly options: readonly string[];
  /** Names of the keys below, for objects. */
  readonly children: readonly string[];
  /** Whether `false` may stand in the object's place: there is none. */
  readonly allowsFalse: boolean;
  readonly metadata: KeyMetadata;
}

/** What single values may stand at a key; `undefined` where it has none or only a text. */
export function ruleOf({ kind, options, ...bounds }: KeyInfo): ValueRule | undefined {
  switch (kind) {
    case 'number':
    case 'integer':
    case 'batch':
    case 'enum':
    case 'boolean':
      return { ...bounds, kind, options: options.map((value) => ({ value })) };
    default:
      return undefined;
  }
}

let table: ReadonlyMap<string, KeyInfo> | undefined;

/** All keys in the order of the schema. */
export function keyTable(): readonly KeyInfo[] {
  return [...keyMap().values()];
}

/** The key at a path such as `['network', 'layers', 0, 'units']`, or `undefined` when there is no such key. */
export function keyAt(path: readonly (string | number)[]): KeyInfo | undefined {
  const isEntry = (index: number) => index === 2 && (path[0] === 'data' ? isColumnMap(path[1]) : isVaried(path));
  return keyMap().get(path.map((part, index) => (typeof part === 'number' || isEntry(index) ? '*' : part)).join('.'));
}

/** Keys whose entries are named by columns. */
export const columnMaps = ['types', 'transform', 'missingWords'] as const;

export function isColumnMap(name: unknown): boolean {
  return (columnMaps as readonly unknown[]).includes(name);
}

/** Whether the path leads to what a sweep tries, or into it. */
export function isVaried([part, name]: readonly (string | number)[]): boolean {
  return part === 'sweep' && name === 'vary';
}

function keyMap(): ReadonlyMap<string, KeyInfo> {
  table ??= new Map(rowsOf('', schemaNode(), undefined).map((row) => [row.path, row]));
  return table;
}

function rowsOf(path: string, node: SchemaNode, parent: SchemaNode | undefined): KeyInfo[] {
  const below = (name: string) => (path === '' ? name : `${path}.${name}`);
  const rows = node.metadata && path !== '' ? [rowOf(path, node, node.metadata, parent)] : [];
  const object = objectOf(node);
  for (const [name, child] of Object.entries(object.properties ?? {})) rows.push(...rowsOf(below(name), child, object));
  const element = elementOf(node);
  if (element && node.metadata)
    rows.push(
      ...rowsOf(
        below('*'),
        element.metadata ? element : { ...element, metadata: elementMetadata(node.metadata) },
        node,
      ),
    );
  return rows;
}

/** Entries without a description of their own share that of their list; their example is its first one. */
function elementMetadata({ expects: _expects, ...metadata }: KeyMetadata): KeyMetadata {
  return { ...metadata, example: Object.values(metadata.example as object)[0] };
}

/** What the entries of a list or map look like; of unions only those of a map. */
function elementOf(node: SchemaNode): SchemaNode | undefined {
  if (node.items) return node.items;
  const map = node.anyOf?.find((option) => typeof option.additionalProperties === 'object') ?? node;
  return typeof map.additionalProperties === 'object' ? map.additionalProperties : undefined;
}

function rowOf(path: string, node: SchemaNode, metadata: KeyMetadata, parent: SchemaNode | undefined): KeyInfo {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const number = node.anyOf?.find((option) => option.type === 'integer') ?? node;
  return {
    path,
    name,
    kind: kindOf(node),
    required: parent?.required?.includes(name) ?? false,
    default: node.default,
    min: number.minimum ?? number.exclusiveMinimum ?? null,
    max: number.maximum ?? number.exclusiveMaximum ?? node.maxItems ?? null,
    minExclusive: number.exclusiveMinimum !== undefined,
    maxExclusive: number.exclusiveMaximum !== undefined,
    options: node.enum ?? [],
    children: Object.keys(objectOf(node).properties ?? {}),
    allowsFalse: node.anyOf?.some((option) => option.const === false) ?? false,
    metadata,
  };
}

/** The node itself, or the object among its alternatives. */
export function objectOf(node: SchemaNode): SchemaNode {
  return node.anyOf?.find((option) => option.properties) ?? node;
}

/** A name or a list of them, or a list for all columns or one a column. */
function unionKind(options: readonly SchemaNode[]): KeyKind {
  return options.some((option) => option.type === 'object') ? 'words' : 'target';
}

function kindOf(node: SchemaNode): KeyKind {
  if (objectOf(node).properties) return 'object';
  if (node.anyOf) return node.anyOf.some((option) => option.type === 'integer') ? 'batch' : unionKind(node.anyOf);
  if (node.enum) return 'enum';
  switch (node.type) {
    case 'object':
      return node.properties ? 'object' : 'map';
    case 'array':
      return 'list';
    case 'number':
    case 'integer':
    case 'boolean':
      return node.type;
    default:
      return 'string';
  }
}
