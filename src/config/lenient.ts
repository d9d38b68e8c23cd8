/** What can be understood of a configuration that may be half typed: hovers and hints keep working while a text has errors. */
import { type HiddenActivation, hiddenActivations } from '../core/network.ts';
import type { TableSummary } from '../data/summary.ts';
import { type DatasetFacts, datasetFacts } from './datasetFacts.ts';
import { keyAt } from './keyTable.ts';
import { type DataConfig, type NetworkConfig, networkConfigSchema, type TrainingConfig } from './schema.ts';
import { type Node, nodeAt, nodeValue } from './tree.ts';

export interface HiddenLayer {
  /** `null` where the text has no usable number. */
  readonly units: number | null;
  readonly activation: HiddenActivation;
}

/** The hidden layers as far as they can be read; the default ones when the key is absent. */
export function readLayers(root: Node | undefined): readonly HiddenLayer[] {
  const node = nodeAt(root, ['network', 'layers']);
  const values = node?.type === 'array' ? (node.children ?? []).map(nodeValue) : (keyAt(['network', 'layers'])?.default as unknown[]);
  return values.map((value) => {
    const { units, activation } = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
    const known = hiddenActivations.find((name) => name === activation);
    return { units: typeof units === 'number' && Number.isInteger(units) && units > 0 ? units : null, activation: known ?? 'tanh' };
  });
}

/** The part named, complete with defaults, or `null` while it has errors. */
export function readData(root: Node | undefined): DataConfig | null {
  return readPart(root, 'data') as DataConfig | null;
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
