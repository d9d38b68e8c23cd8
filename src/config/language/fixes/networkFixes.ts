/** Fixes of networks that would not learn well. */
import { activationFunctions } from '../../../core/network/activationFunctions.ts';
import { changeActivations, removeLayer } from '../layerEdits.ts';
import { layerViews, parametersOf } from '../../facts/layerText.ts';
import { short } from '../../wording/markdown.ts';
import type { NetworkConfig } from '../../schema/schema.ts';
import { type FixContext, type FixDraft, setting, settings } from './fixContext.ts';
import { localize } from '../../wording/localize.ts';

/** Fixes for the codes about layers, initial weights and steps. */
export function networkFixes(context: FixContext): FixDraft[] {
  const { text, problem, config } = context;
  if (!config) return [];
  switch (problem.code) {
    case 'linearLayers':
      return ['tanh', 'relu'].map((activation) => ({
        title: localize('Use {0} in every hidden layer', JSON.stringify(activation)),
        edits: changeActivations(text, activation),
      }));
    case 'outputListed':
      return [withoutLayer(context)];
    case 'bottleneck':
      return [...moreUnits(context), withoutLayer(context)];
    case 'identicalUnits':
      return [
        setting(
          text,
          localize('Start with {0}', JSON.stringify(fittingScheme(config))),
          ['network', 'initialization', 'scheme'],
          fittingScheme(config),
        ),
      ];
    case 'manyParameters':
      return [...fewerUnits(context, config), ...penalty(context, config)];
    case 'saturatedStart':
      return calmerStart(context, config);
    case 'deadStart':
      return livelierStart(context, config);
    case 'unstableRate':
      return smallerRate(context);
    default:
      return [];
  }
}

/** Of a problem whose path is a layer. */
function withoutLayer({ text, problem }: FixContext): FixDraft {
  const index = Number(problem.path[2]);
  return { title: localize('Remove layer {0}', index + 1), edits: removeLayer(text, index) };
}

function moreUnits({ text, problem, facts }: FixContext): FixDraft[] {
  const index = Number(problem.path[2]);
  if (!facts) return [];
  return [
    setting(
      text,
      localize('Make layer {0} {1} wide', index + 1, facts.outputs),
      ['network', 'layers', index, 'units'],
      facts.outputs,
    ),
  ];
}

function fittingScheme({ network }: NetworkConfig): string {
  return network.layers.some(({ activation }) => activationFunctions[activation].initialization === 'he')
    ? 'he'
    : 'xavier';
}

/** The widest layer, made just narrow enough that there are no more parameters than examples. */
function fewerUnits({ text, facts }: FixContext, { network }: NetworkConfig): FixDraft[] {
  if (!facts || network.layers.length === 0) return [];
  const widest = network.layers.reduce(
    (best, { units }, index) => (units > (network.layers[best]?.units ?? 0) ? index : best),
    0,
  );
  const count = (units: number) =>
    layerViews(
      network.layers.map((layer, index) => (index === widest ? { ...layer, units } : layer)),
      facts,
    ).reduce((sum, view) => sum + (parametersOf(view) ?? 0), 0);
  // The count grows linearly with the units of one layer.
  const slope = count(1) - count(0);
  const units = Math.floor((facts.m - count(0)) / slope);
  if (units < 1) return [];
  return [
    setting(
      text,
      localize('Make layer {0} {1} wide', widest + 1, units),
      ['network', 'layers', widest, 'units'],
      units,
    ),
  ];
}

function penalty({ text }: FixContext, { training }: NetworkConfig): FixDraft[] {
  return training.l2 > 0 ? [] : [setting(text, localize('Add an L2 penalty, λ = {0}', 0.1), ['training', 'l2'], 0.1)];
}

function calmerStart({ text }: FixContext, { data, network }: NetworkConfig): FixDraft[] {
  const standardize = data.standardize
    ? []
    : [setting(text, localize('Standardize the columns'), ['data', 'standardize'], true)];
  const scheme =
    network.initialization.scheme === 'xavier'
      ? []
      : [setting(text, localize('Start with {0}', '"xavier"'), ['network', 'initialization', 'scheme'], 'xavier')];
  return [...standardize, ...scheme];
}

function livelierStart({ text, problem }: FixContext, { network }: NetworkConfig): FixDraft[] {
  const index = problem.path[2];
  const leaky = setting(
    text,
    localize('Use {0} in this layer', '"leakyRelu"'),
    ['network', 'layers', index ?? 0, 'activation'],
    'leakyRelu',
  );
  const seed = network.initialization.seed + 1;
  return [leaky, setting(text, localize('Start with seed {0}', seed), ['network', 'initialization', 'seed'], seed)];
}

function smallerRate({ text, start }: FixContext): FixDraft[] {
  const limit = start?.curvature?.largestStableRate;
  if (!limit) return [];
  const rate = roundedDown(limit);
  return [settings(text, localize('Set α = {0}', short(rate)), [{ path: ['training', 'learningRate'], value: rate }])];
}

/** To one significant digit, and never up: 0.037 → 0.03. */
export function roundedDown(value: number): number {
  const nearest = value.toExponential(0);
  const [digit, power] = nearest.split('e').map(Number);
  if (Number(nearest) <= value || digit === undefined || power === undefined) return Number(nearest);
  return Number(digit > 1 ? `${digit - 1}e${power}` : `9e${power - 1}`);
}
