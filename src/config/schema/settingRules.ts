/**
 * What a view may set, by its path: the hyperparameter table, and the hidden layers, which are a list there and several values here.
 * The bounds of both are the schema's.
 */
import { hiddenActivations } from '../../core/network/network.ts';
import { hyperparameters } from './hyperparameters.ts';
import { keyAt } from './keyTable.ts';
import { isAllowed, type SettingValue, type ValueRule } from './valueRule.ts';

const activation: ValueRule = {
  ...{ kind: 'enum', min: null, max: null, minExclusive: false, maxExclusive: false },
  options: hiddenActivations.map((value) => ({ value })),
};

/** How many hidden layers there are: the last one is repeated, or the surplus removed. */
export function layerCountRule(): ValueRule {
  const max = keyAt(['network', 'layers'])?.max ?? null;
  return { kind: 'integer', min: 0, max, minExclusive: false, maxExclusive: false, options: [] };
}

export function unitsRule(): ValueRule {
  const { min = null, max = null } = keyAt(['network', 'layers', 0, 'units']) ?? {};
  return { kind: 'integer', min, max, minExclusive: false, maxExclusive: false, options: [] };
}

/** An index has at most two digits and is written as numbers are, so that no two paths mean the same. */
const layerPath = /^network\.layers\.(?:0|[1-9]\d?)\.(units|activation)$/;

/** The rule of a path such as "training.epochs" or "network.layers.0.units"; `undefined` where nothing may be set. */
export function settingRule(path: string): ValueRule | undefined {
  if (path === 'network.layers') return layerCountRule();
  // The activation of all hidden layers at once: one edit, one rebuild.
  if (path === 'network.activation') return activation;
  const key = layerPath.exec(path)?.[1];
  if (key !== undefined) return key === 'units' ? unitsRule() : activation;
  return hyperparameters().find((entry) => entry.path === path);
}

export function isAllowedSetting(path: string, value: unknown): value is SettingValue {
  const rule = settingRule(path);
  return rule !== undefined && isAllowed(rule, value);
}
