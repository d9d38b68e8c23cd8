/** What an export says of its network in words. */
import type { HiddenActivation } from '../../core/network/network.ts';
import { formatShape, layerShapes, parameterCount } from '../../core/network/shape.ts';
import { functionNames } from '../../equations/functions.ts';
import type { Exported } from './target.ts';
import { commentText } from './words.ts';

export const targetNames = ({ model }: Exported): string =>
  model.pipeline.targets.map(({ column }) => column).join(', ');

/** "tanh", "ReLU"; "linear" where the function is its argument. */
export function activationName(activation: HiddenActivation | 'softmax'): string {
  return functionNames[activation] || 'linear';
}

/** Sentences, one a line, whatever the names hold. */
export function description(exported: Exported): string[] {
  const { model, stem } = exported;
  const { spec, origin, pipeline } = model;
  const layers = spec.layers.map(({ units, activation }) => `${units} ${activationName(activation)}`);
  const what =
    pipeline.task === 'regression'
      ? `numbers: ${targetNames(exported)}`
      : `${targetNames(exported)}: ${pipeline.classes.join(', ')}`;
  const lines = [
    `${stem}: a network that predicts ${what}.`,
    '',
    `${spec.inputs} inputs, then layers of ${layers.join(', ')} units: ${parameterCount(spec)} parameters.`,
    `Trained by Neural Network Explorer ${origin.version} on ${origin.table.name} (${origin.m} examples, ${origin.step} steps).`,
  ];
  return lines.map(commentText);
}

/** "W1 8×7", for comments. */
export function shapeOf(exported: Exported, name: string): string {
  for (const { layer, W, b } of layerShapes(exported.model.spec)) {
    if (name === `W${layer}`) return formatShape(W);
    if (name === `b${layer}`) return formatShape(b);
  }
  return '';
}

/** Names and values of all W and b, in their order. */
export function arrays({
  model: { spec, parameters },
}: Exported): { name: string; shape: readonly [number, number]; values: Float64Array }[] {
  let at = 0;
  const next = (name: string, shape: readonly [number, number]) => {
    const values = parameters.subarray(at, at + shape[0] * shape[1]);
    at += values.length;
    return { name, shape, values };
  };
  return layerShapes(spec).flatMap(({ layer, W, b }) => [next(`W${layer}`, W), next(`b${layer}`, b)]);
}
