/** Layers in the short form that people read: `W¹ 4×3 · b¹ 4×1 · Z¹, A¹ 4×m (m = 120) · 16 parameters`, and their equations. */
import type { Activation } from '../../core/network/network.ts';
import { plural } from '../wording/plural.ts';
import { superscript } from '../../core/network/shape.ts';
import type { DatasetFacts } from './datasetFacts.ts';
import { activationTexts } from '../schema/explanations.ts';
import type { HiddenLayer } from './partialConfig.ts';
import { outputOfTask } from './networkSpec.ts';

/** One layer of the network, its neighbours known or not. */
export interface LayerView {
  /** l = 1…L. */
  readonly layer: number;
  readonly isOutput: boolean;
  /** n^[l] and n^[l-1]; `null` while unknown. */
  readonly units: number | null;
  readonly before: number | null;
  /** `null` for an output layer whose task is not known yet. */
  readonly activation: Activation | null;
  /** Training examples, `null` while unknown. */
  readonly m: number | null;
}

/** All layers, the output layer last; its size needs the facts. */
export function layerViews(hidden: readonly HiddenLayer[], facts: DatasetFacts | null): LayerView[] {
  const units = [facts?.inputs ?? null, ...hidden.map((layer) => layer.units), facts?.outputs ?? null];
  return units.slice(1).map((n, index) => {
    const isOutput = index === hidden.length;
    const output = facts && outputOfTask[facts.task].activation;
    const activation = isOutput ? output : (hidden[index]?.activation ?? null);
    return { layer: index + 1, isOutput, units: n, before: units[index] ?? null, activation, m: facts?.m ?? null };
  });
}

/** `W¹ 4×2 · b¹ 4×1 · Z¹, A¹ 4×m (m = 120) · 12 parameters`; what is unknown stays a letter. */
export function shapeLine(view: LayerView): string {
  const up = superscript(view.layer);
  const rows = rowsOf(view);
  const examples = view.m === null ? '' : ` (m = ${view.m})`;
  const count = parametersOf(view);
  return `${weightShapes(view)} · Z${up}, A${up} ${rows}×m${examples}${count === null ? '' : ` · ${plural(count, 'parameter')}`}`;
}

/** `W¹ 4×2 · b¹ 4×1` */
export function weightShapes(view: LayerView, separator = ' · '): string {
  const up = superscript(view.layer);
  const rows = rowsOf(view);
  const columns = view.before ?? (view.layer === 1 ? 'nₓ' : `n${superscript(view.layer - 1)}`);
  return `W${up} ${rows}×${columns}${separator}b${up} ${rows}×1`;
}

/** n^[l]·n^[l-1] + n^[l], or `null` while a size is unknown. */
export function parametersOf({ units, before }: LayerView): number | null {
  return units === null || before === null ? null : units * before + units;
}

/** `Z² = W²A¹ + b², A² = tanh(Z²)`; the input is X. */
export function layerEquation({ layer, activation }: LayerView): string {
  const up = superscript(layer);
  const input = layer === 1 ? 'X' : `A${superscript(layer - 1)}`;
  const symbol = activation === null ? 'g' : activationTexts[activation].symbol;
  return `Z${up} = W${up}${input} + b${up}, A${up} = ${symbol === '' ? `Z${up}` : `${symbol}(Z${up})`}`;
}

function rowsOf({ units, isOutput, layer }: LayerView): string {
  if (units !== null) return String(units);
  return isOutput ? 'nᵧ' : `n${superscript(layer)}`;
}
