/** Which hyperparameters the panel offers, and what is in force: read from status and description, never from what was asked. */
import { localize } from '../kit/text/l10n.ts';
import { activationNames, optimizerNames } from '../../src/config/schema/wordNames.ts';
import { hyperparameterAt } from '../../src/config/schema/hyperparameters.ts';
import { layerCountRule, unitsRule } from '../../src/config/schema/settingRules.ts';
import { isAllowed, rangeText, type ValueRule } from '../../src/config/schema/valueRule.ts';
import { hiddenActivations } from '../../src/core/network/network.ts';
import type { TrainingSettings } from '../../src/core/training/settings.ts';
import type { RunDescription, RunStatus } from '../../src/protocol/run.ts';
import { formatSetting } from '../kit/text/number.ts';
import { nameOf } from '../kit/text/symbol.ts';

export interface Control extends ValueRule {
  readonly path: string;
  readonly label: string;
  readonly symbol: string;
  readonly description: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly suggestions: readonly string[];
  /** In force, as text; "" when the run does not say. */
  readonly effective: string;
  /** Asked for and not yet in force, as text; `null` when there is nothing. */
  readonly pending: string | null;
}

/** Words of the configuration that are written otherwise in a sentence. */
const optionLabels: Readonly<Record<string, { readonly name: string }>> = { ...optimizerNames, ...activationNames };

/** The controls in their order; those of a part that the run has not told of are left out. */
export function controlsOf(run: RunDescription, status: RunStatus): readonly Control[] {
  const { effective, pending } = status;
  const training = (key: keyof TrainingSettings, label?: string): Control | null => {
    const asked = pending[key];
    return fromTable(`training.${key}`, textOf(effective[key]), asked === undefined ? null : textOf(asked), label);
  };
  return [
    training('learningRate'),
    training('optimizer'),
    training('batchSize', localize('Batch')),
    activationControl(run),
    layersControl(run),
    ...unitControls(run),
    training('l2', 'L2'),
    training('epochs'),
    run.initialization
      ? fromTable('network.initialization.seed', String(run.initialization.seed), null, localize('Seed'))
      : null,
  ].filter((control) => control !== null);
}

function fromTable(path: string, effective: string, pending: string | null, label?: string): Control | null {
  const entry = hyperparameterAt(path);
  if (!entry) return null;
  return {
    path,
    effective,
    pending,
    label: label ?? localize(entry.label),
    symbol: entry.symbol,
    description: localize(entry.description),
    kind: entry.kind,
    options: entry.options.map(({ value }) => ({ value, label: localize(optionLabels[value]?.name ?? value) })),
    suggestions: entry.suggestions.map(String),
    min: entry.min,
    max: entry.max,
    minExclusive: entry.minExclusive,
    maxExclusive: entry.maxExclusive,
  };
}

const plain = {
  symbol: '',
  suggestions: [],
  options: [],
  minExclusive: false,
  maxExclusive: false,
  pending: null,
} as const;

function activationControl(run: RunDescription): Control | null {
  const hidden = run.layers.slice(0, -1);
  const [first] = hidden;
  if (!first) return null;
  const same = hidden.every(({ activation }) => activation === first.activation);
  return {
    ...plain,
    path: 'network.activation',
    label: localize('Activation'),
    kind: 'enum',
    min: null,
    max: null,
    description: localize('Activation g of the hidden layers.'),
    options: hiddenActivations.map((value) => ({ value, label: nameOf(value) })),
    effective: same ? first.activation : '',
  };
}

function layersControl(run: RunDescription): Control {
  return {
    ...plain,
    ...layerCountRule(),
    options: [],
    path: 'network.layers',
    label: localize('Hidden layers'),
    description: localize('How many hidden layers there are.'),
    effective: String(run.layers.length - 1),
  };
}

function unitControls(run: RunDescription): Control[] {
  const hidden = run.layers.slice(0, -1);
  return hidden.map(({ units, layer }) => ({
    ...plain,
    ...unitsRule(),
    options: [],
    path: `network.layers.${layer - 1}.units`,
    label: hidden.length === 1 ? localize('Units') : localize('Units, layer {0}', layer),
    description: localize('Units of layer {0}.', layer),
    effective: String(units),
  }));
}

function textOf(value: unknown): string {
  return typeof value === 'number' ? formatSetting(value) : String(value);
}

/** What was typed as a value to send, or a sentence saying what is allowed. */
export function parseControl(control: Control, text: string): number | string | { readonly problem: string } {
  const trimmed = text.trim().replace('−', '-');
  if (control.kind === 'enum') return trimmed;
  if (control.kind === 'batch' && trimmed.toLowerCase() === 'full') return 'full';
  const value = trimmed === '' ? Number.NaN : Number(trimmed);
  return isAllowed(control, value) ? value : { problem: `${control.label}: ${rangeText(control)}` };
}
