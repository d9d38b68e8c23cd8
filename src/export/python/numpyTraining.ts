/** `train(path, steps)` in NumPy: the equations of a step, in the order of the training, from the same start and with the same batches. */
import { layerShapes } from '../../core/network/shape.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { backwardEquations } from '../../equations/backward.ts';
import { numpy } from '../../equations/render/dialects.ts';
import { updateEquations } from '../../equations/update.ts';
import { uses } from '../base/library.ts';
import type { Exported } from '../base/target.ts';
import {
  costFunction,
  equationLines,
  forwardFunction,
  initialLines,
  parameterNames,
  scalarLines,
  valueNames,
} from './network.ts';
import { batchLines, batchOf, hasSchedule, rateLine } from './schedule.ts';

export function trainFunction(exported: Exported): string {
  const { spec, config } = exported.model;
  const isWhole = batchOf(exported) === null;
  const all = isWhole ? 'X, Y' : 'X_train, Y_train';
  const step = stepLines(exported);
  const initial = initialLines(spec, config);
  const printed = (t: string): string => `print(f"step ${t}: cost {cost(${all}, ${parameterNames(spec)})!r}")`;
  const lines = [
    'x, y = examples(path)',
    `${all} = np.array(x).T, np.array(y).T  # one column an example`,
    isWhole ? `m = ${uses(step.join('\n'), 'm_train') ? 'm_train = ' : ''}X.shape[1]` : 'm_train = X_train.shape[1]',
    ...(initial.draws ? [`random = np.random.RandomState(${config.network.initialization.seed})`] : []),
    ...initial.lines,
    ...averageLines(step.join('\n'), spec),
    ...numberLines(step.join('\n'), exported),
    'every = max(1, steps // 10)',
    printed('0'),
    'for t in range(1, steps + 1):',
    ...step.map((line) => `    ${line}`),
    '    if t % every == 0 or t == steps:',
    `        ${printed('{t}')}`,
  ];
  return `def train(path, steps):
    """Trains from the same start, with the same batches and the same steps."""
${lines.map((line) => `    ${line}`).join('\n')}`;
}

/** One step: its batch, forward, backward, update. */
function stepLines(exported: Exported): string[] {
  const { spec, config } = exported.model;
  const { optimizer, l2 } = config.training;
  const layers = spec.layers.map((_, k) => k + 1);
  const isWhole = batchOf(exported) === null;
  return [
    ...batchLines(exported, 'np.random.RandomState'),
    ...(isWhole ? [] : ['X, Y = X_train[:, batch], Y_train[:, batch]', 'm = X.shape[1]']),
    ...rateLine(exported),
    `${valueNames(spec)} = forward(X, ${parameterNames(spec)})`,
    ...equationLines(
      spec,
      layers.toReversed().flatMap((l) => backwardEquations(spec, l, l2)),
      numpy,
    ),
    ...layers.flatMap((l) => equationLines(spec, updateEquations(optimizer, l), numpy)),
  ];
}

/** Numbers of the settings that only a step reads. */
function numberLines(step: string, { model: { spec, config } }: Exported): string[] {
  const elsewhere = `${forwardFunction(spec, numpy)}\n${costFunction(spec, config.training.l2, numpy)}`;
  const shared = new Set(scalarLines(elsewhere, config));
  const isRate = (line: string): boolean => hasSchedule(config) && line.startsWith('learning_rate');
  return scalarLines(step, config).filter((line) => !shared.has(line) && !isRate(line));
}

/** The averages that an optimiser keeps, which begin at zero. */
function averageLines(code: string, spec: NetworkSpec): string[] {
  return layerShapes(spec).flatMap(({ layer }) =>
    ['W', 'b'].flatMap((parameter) => {
      const names = ['v', 's'].map((letter) => `${letter}${parameter}${layer}`).filter((name) => uses(code, name));
      const zeros = names.map(() => `np.zeros_like(${parameter}${layer})`);
      return names.length > 0 ? [`${names.join(', ')} = ${zeros.join(', ')}`] : [];
    }),
  );
}
