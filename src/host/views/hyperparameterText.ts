/** Hyperparameters as the side view and the pickers show them: the rows of a configuration, their values as text. */
import { localize } from '../../config/wording/localize.ts';
import { activationTexts } from '../../config/schema/explanations.ts';
import { type Hyperparameter, hyperparameters, hyperparameterValue } from '../../config/schema/hyperparameters.ts';
import { keyAt } from '../../config/schema/keyTable.ts';
import { layerCountRule, unitsRule } from '../../config/schema/settingRules.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { type HiddenActivation, hiddenActivations } from '../../core/network/network.ts';
import type { RunStatus } from '../../protocol/run.ts';

export type Value = number | string | boolean;

/** What one row needs to be shown and changed; the table's entries have this form. */
export interface Row
  extends Pick<
    Hyperparameter,
    | 'path'
    | 'label'
    | 'symbol'
    | 'kind'
    | 'min'
    | 'max'
    | 'minExclusive'
    | 'maxExclusive'
    | 'options'
    | 'suggestions'
    | 'unit'
    | 'description'
  > {
  readonly value: Value | undefined;
}

/** All rows of a configuration, hidden layers first. */
export function rowsOf(config: NetworkConfig): readonly Row[] {
  return [
    ...layerRows(config),
    ...hyperparameters().map((entry) => ({
      ...entry,
      label: localize(entry.label),
      value: hyperparameterValue(config, entry.path),
    })),
  ];
}

export function rowAt(config: NetworkConfig, path: string): Row | undefined {
  return rowsOf(config).find((row) => row.path === path);
}

/** The value in force in a run, and the one asked for when it is not in force yet: "0.01 → 0.03". */
export function valueText(row: Row, status: RunStatus | null): string {
  const name = row.path.startsWith('training.') ? row.path.slice('training.'.length) : '';
  const effective =
    status && Object.hasOwn(status.effective, name)
      ? (status.effective as unknown as Record<string, unknown>)[name]
      : row.value;
  const pending =
    status && Object.hasOwn(status.pending, name)
      ? (status.pending as unknown as Record<string, unknown>)[name]
      : undefined;
  return pending === undefined || pending === effective
    ? textOf(effective)
    : `${textOf(effective)} → ${textOf(pending)}`;
}

function textOf(value: unknown): string {
  return value === undefined || typeof value === 'object' ? localize('off') : String(value);
}

const open = { minExclusive: false, maxExclusive: false, suggestions: [], unit: '' } as const;

function layerRows({ network: { layers } }: NetworkConfig): Row[] {
  const count: Row = {
    ...open,
    path: 'network.layers',
    label: localize('Hidden layers'),
    symbol: '',
    ...layerCountRule(),
    options: [],
    suggestions: [0, 1, 2, 3],
    description: localize('How many layers lie between input and output. A new one is like the last one.'),
    value: layers.length,
  };
  return [
    count,
    ...layers.flatMap((layer, index) => [unitsRow(index, layer.units), activationRow(index, layer.activation)]),
  ];
}

function unitsRow(index: number, value: number): Row {
  const label = localize('Units of layer {0}', index + 1);
  const description = localize('How many units (neurons) the layer has: the rows of its W.');
  const { metadata } = keyAt(['network', 'layers', index, 'units']) ?? {};
  return {
    ...open,
    path: `network.layers.${index}.units`,
    label,
    symbol: '',
    ...unitsRule(),
    options: [],
    suggestions: metadata?.suggestions ?? [],
    description,
    value,
  };
}

export function activationOptions(): readonly { readonly value: HiddenActivation; readonly description: string }[] {
  return hiddenActivations.map((value) => ({ value, description: activationTexts[value].definition }));
}

function activationRow(index: number, value: string): Row {
  const label = localize('Activation of layer {0}', index + 1);
  const description = localize('The function g of A = g(Z).');
  return {
    ...open,
    path: `network.layers.${index}.activation`,
    label,
    symbol: '',
    kind: 'enum',
    min: null,
    max: null,
    options: activationOptions(),
    description,
    value,
  };
}
