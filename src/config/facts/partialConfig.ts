/** What can be understood of a configuration that may be half typed: hovers and hints keep working while a text has errors. */
import type { tableKeys } from '../../data/read/readOptions.ts';
import * as z from 'zod/mini';
import { type HiddenActivation, hiddenActivations } from '../../core/network/network.ts';
import { type ColumnType, columnTypes, type TableSummary } from '../../data/columns/summary.ts';
import { type DatasetFacts, datasetFacts } from './datasetFacts.ts';
import { keyAt } from '../schema/keyTable.ts';
import { type DataConfig, type NetworkConfig, networkConfigSchema, type TrainingConfig } from '../schema/schema.ts';
import { dataSchema } from '../schema/schemaData.ts';
import { type Node, nodeAt, nodeValue } from '../text/tree.ts';

export interface HiddenLayer {
  /** `null` where the text has no usable number. */
  readonly units: number | null;
  readonly activation: HiddenActivation;
}

/** The hidden layers as far as they can be read; the default ones when the key is absent. */
export function readLayers(root: Node | undefined): readonly HiddenLayer[] {
  const node = nodeAt(root, ['network', 'layers']);
  const values =
    node?.type === 'array'
      ? (node.children ?? []).map(nodeValue)
      : (keyAt(['network', 'layers'])?.default as unknown[]);
  return values.map((value) => {
    const { units, activation } = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
    const known = hiddenActivations.find((name) => name === activation);
    return {
      units: typeof units === 'number' && Number.isInteger(units) && units > 0 ? units : null,
      activation: known ?? 'tanh',
    };
  });
}

/** The part named, complete with defaults, or `null` while it has errors. */
export function readData(root: Node | undefined): DataConfig | null {
  return readPart(root, 'data') as DataConfig | null;
}

/** How the table is read. */
export type TableConfig = Pick<DataConfig, 'file' | (typeof tableKeys)[number]>;

/** What says which table is read and how, while the rest of the part is being typed; `null` without a file. */
export function readTableConfig(root: Node | undefined): TableConfig | null {
  const node = nodeAt(root, ['data']);
  const written = (node?.type === 'object' ? nodeValue(node) : {}) as Record<string, unknown>;
  const { file, delimiter, quote, decimal, header, headerRows, skipLines, comment, encoding, missingWords, spellings } =
    dataSchema.shape;
  const read = z.safeParse(file, written['file']);
  if (!read.success) return null;
  return {
    file: read.data,
    delimiter: orNothing(delimiter, written['delimiter']),
    quote: orNothing(quote, written['quote']),
    decimal: orNothing(decimal, written['decimal']),
    header: orNothing(header, written['header']),
    headerRows: orNothing(headerRows, written['headerRows']),
    skipLines: orNothing(skipLines, written['skipLines']),
    comment: orNothing(comment, written['comment']),
    encoding: orNothing(encoding, written['encoding']),
    missingWords: orNothing(missingWords, written['missingWords']),
    spellings: orNothing(spellings, written['spellings']) ?? 'merge',
    types: typesIn(written['types']),
  };
}

/** As zod's `catch`, which would bring the whole of its tools along. */
function orNothing<S extends z.core.$ZodType>(schema: S, value: unknown): z.output<S> | undefined {
  const result = z.safeParse(schema, value);
  return result.success ? result.data : undefined;
}

/** Entries that are types already. */
function typesIn(written: unknown): DataConfig['types'] {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return undefined;
  const entries = Object.entries(written).filter((entry): entry is [string, ColumnType] =>
    columnTypes.includes(entry[1] as ColumnType),
  );
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

/** Like `readData`; an absent part is all defaults. */
export function readTraining(root: Node | undefined): TrainingConfig | null {
  return readPart(root, 'training') as TrainingConfig | null;
}

function readPart(root: Node | undefined, name: keyof NetworkConfig): unknown {
  const node = nodeAt(root, [name]);
  const result = networkConfigSchema.shape[name].safeParse(node ? nodeValue(node) : undefined);
  return result.success ? result.data : null;
}

/** Facts about the data set, or `null` without a summary or with errors in the data part. */
export function readFacts(root: Node | undefined, summary: TableSummary | null): DatasetFacts | null {
  const data = summary ? readData(root) : null;
  return data && summary ? datasetFacts(data, summary).facts : null;
}
