/** Networks that are well formed and yet will not do what one hopes: said before they train. */
import { initializers } from '../../core/network/initializers.ts';
import { superscript } from '../../core/network/shape.ts';
import type { DatasetFacts } from '../facts/datasetFacts.ts';
import { layerViews, parametersOf } from '../facts/layerText.ts';
import { outputOfTask } from '../facts/networkSpec.ts';
import { lossTexts } from '../schema/explanations.ts';
import { outputProblems } from './outputProblems.ts';
import type { KeyProblem } from '../schema/problem.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import { localize } from '../wording/localize.ts';

/** Warnings about layers and initial weights; with facts they name shapes. */
export function networkProblems(config: NetworkConfig, facts: DatasetFacts | null): KeyProblem[] {
  return [
    ...foldProblems(config),
    ...collapse(config, facts),
    ...symmetry(config),
    ...startFile(config),
    ...outputProblems(config, facts),
    ...lossProblems(config, facts),
    ...size(config, facts),
  ];
}

/** What a network without a bend is, by the activation of its output layer. */
export const collapsedNames = {
  sigmoid: 'logistic regression',
  softmax: 'softmax regression',
  linear: 'linear regression',
} as const;

/** W² (W¹x + b¹) + b² is W′x + b′. */
function collapse({ network }: Pick<NetworkConfig, 'network'>, facts: DatasetFacts | null): KeyProblem[] {
  if (network.layers.length === 0 || network.layers.some((layer) => layer.activation !== 'linear')) return [];
  const output = facts ? outputOfTask[facts.task].activation : 'sigmoid';
  const name =
    facts && output in collapsedNames
      ? localize(collapsedNames[output as keyof typeof collapsedNames])
      : localize('one linear layer');
  const shapes = facts ? `: W′ ${facts.outputs}×${facts.inputs}, b′ ${facts.outputs}×1` : '';
  const message = localize(
    'All hidden layers are linear, so the network is {0}, however many units it has. Give a layer a bend, for example "tanh".',
    `${name}${shapes}`,
  );
  const path = ['network', 'layers', 0, 'activation'];
  return [{ code: 'linearLayers', severity: 'warning', path, message, values: [network.layers.length] }];
}

/** A loss of numbers where there are classes. */
function lossProblems({ training }: Pick<NetworkConfig, 'training'>, facts: DatasetFacts | null): KeyProblem[] {
  if (!facts || facts.task === 'regression' || training.loss === 'auto') return [];
  const message = localize(
    'The target has classes, whose loss is {0}; training.loss {1} is for numbers and does not count. Remove it.',
    localize(lossTexts[outputOfTask[facts.task].loss].name),
    JSON.stringify(training.loss),
  );
  return [{ code: 'lossOfClasses', severity: 'warning', path: ['training', 'loss'], message, values: [training.loss] }];
}

/** Units that start equal stay equal; a single unit has nobody to be equal to. */
function symmetry({ network }: Pick<NetworkConfig, 'network'>): KeyProblem[] {
  const { scheme } = network.initialization;
  const { ties, reads } = initializers[scheme];
  // A scale of 0 is what ties units, not the scheme that has it.
  const key = reads === 'scale' ? 'scale' : 'scheme';
  const tied = network.layers.flatMap(({ units }, index) =>
    units > 1 ? [localize('the {0} units of layer {1}', units, index + 1)] : [],
  );
  if (!ties(network.initialization) || tied.length === 0) return [];
  const message = localize(
    'All weights start equal, so {0} will stay identical for ever. Choose "xavier", "he" or "scaled" to tell them apart.',
    tied.join(', '),
  );
  const path = ['network', 'initialization', key];
  const values = network.layers.map(({ units }) => units);
  return [{ code: 'identicalUnits', severity: 'warning', path, message, values }];
}

/** A fold that there is not. */
function foldProblems({ data: { split } }: Pick<NetworkConfig, 'data'>): KeyProblem[] {
  if (!split.fold || split.fold.index < split.fold.count) return [];
  const { index, count } = split.fold;
  const message = localize('There are {0} folds, counted from 0: {1} is none of them.', count, index);
  return [
    { code: 'outOfRange', severity: 'error', path: ['data', 'split', 'fold', 'index'], message, values: [index] },
  ];
}

/** A file that is wanted and not named, or named and not wanted. */
function startFile({ network: { initialization } }: Pick<NetworkConfig, 'network'>): KeyProblem[] {
  const { scheme, file } = initialization;
  const path = ['network', 'initialization'];
  if (scheme === 'file' && file === undefined) {
    const message = localize(
      'The weights are to come from a file: name it with "file", for example "iris.safetensors".',
    );
    return [{ code: 'startFile', severity: 'error', path: [...path, 'scheme'], message, values: [] }];
  }
  if (scheme === 'file' || file === undefined) return [];
  const message = localize('The file does not count: the scheme is "{0}". Set it to "file" to start from it.', scheme);
  return [{ code: 'startFile', severity: 'warning', path: [...path, 'file'], message, values: [scheme] }];
}

/**
 * More numbers to choose than examples to choose them by: worth knowing, no mistake. Where early stopping watches the validation
 * cost, nothing is left to advise.
 */
function size(
  { network, training }: Pick<NetworkConfig, 'network' | 'training'>,
  facts: DatasetFacts | null,
): KeyProblem[] {
  if (!facts || (training.earlyStopping && facts.mValidation > 0)) return [];
  const parameters = layerViews(network.layers, facts).reduce((sum, view) => sum + (parametersOf(view) ?? 0), 0);
  if (parameters <= facts.m) return [];
  const largest = network.layers.reduce(
    (best, layer, index) => (layer.units > (network.layers[best]?.units ?? 0) ? index : best),
    0,
  );
  const message = localize(
    'The network has {0} parameters for {1} training examples; it can learn them by heart. Watch the ' +
      'validation cost; fewer units or training.l2 help (the largest layer is {2}).',
    parameters,
    facts.m,
    `W${superscript(largest + 1)}`,
  );
  const values = [parameters, facts.m, largest + 1];
  return [{ code: 'manyParameters', severity: 'information', path: ['network', 'layers'], message, values }];
}
