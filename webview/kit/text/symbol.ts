/** The notation as text: a₂, ŷ₁, "example 7". Subscripts count units from 1, superscripts layers. */
import { localize } from './l10n.ts';
import { activationNames, withSlope } from '../../../src/config/schema/wordNames.ts';
import { subscript } from '../../../src/core/network/parameterName.ts';
import type { Activation } from '../../../src/core/network/network.ts';
import type { RunDescription } from '../../../src/protocol/run.ts';

/** `unit` counts from 0: unitSymbol(1, 1) is "a₂"; inputs are "x₁", a lone output is "ŷ". */
export function unitSymbol(run: RunDescription, layer: number, unit: number): string {
  if (layer === 0) return `x${subscript(unit + 1)}`;
  if (layer === run.layers.length) return run.layers.at(-1)?.units === 1 ? 'ŷ' : `ŷ${subscript(unit + 1)}`;
  return `a${subscript(unit + 1)}`;
}

export function activationName(run: RunDescription, layer: number): string {
  return nameOf(run.layers[layer - 1]?.activation ?? 'linear');
}

/** As in a sentence. */
export function nameOf(activation: Activation): string {
  return localize(activationNames[activation].name);
}

/** How g is written before its argument: "σ(z)", "tanh z". */
export function appliedActivation(activation: Activation, argument: string, leakySlope: number): string {
  return withSlope(activationNames[activation].applied, leakySlope).replaceAll('{z}', argument);
}

/** "example 7 · line 12 · setosa"; `example` is its place among the shown. Of several targets it says none: one would seem to be all. */
export function exampleText(run: RunDescription, example: number): string {
  const { line, target } = run.shownExamples[example] ?? { line: 0, target: 0 };
  const address = `${localize('example {0}', example + 1)} · ${localize('line {0}', line)}`;
  return run.targets.length > 1 ? address : `${address} · ${targetText(run, target)}`;
}

/** "class" or the class's name; in regression the value. `target` is the description's number. */
export function targetText(run: RunDescription, target: number): string {
  if (run.task === 'regression') return `${run.targets[0] ?? localize('target')} ${Number(target.toPrecision(4))}`;
  return className(run, target);
}

/** A class's name; numbers alone would say nothing: "label 0", but "setosa". */
export function className(run: RunDescription, code: number): string {
  const name = run.classes[code] ?? String(code);
  return /^[-\d.]+$/.test(name) ? `${run.targets[0] ?? localize('class')} ${name}` : name;
}
