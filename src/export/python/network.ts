/** The network's equations as lines of Python: the forward pass, the cost, one step of the training. */
import type { NetworkSpec } from '../../core/network/network.ts';
import { layerShapes, unitsOf } from '../../core/network/shape.ts';
import type { Equation, Side } from '../../equations/equation.ts';
import { costEquations, forwardEquations } from '../../equations/forward.ts';
import { codeLine, type Dialect } from '../../equations/render/code.ts';
import { scalarNames } from '../../equations/render/dialects.ts';
import type { ScalarLetter } from '../../equations/symbols.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { uses } from '../base/library.ts';

/** "W1, b1, W2, b2" */
export function parameterNames(spec: NetworkSpec): string {
  return layerShapes(spec)
    .map(({ layer }) => `W${layer}, b${layer}`)
    .join(', ');
}

/** "Z1, A1, Z2, A2" */
export function valueNames(spec: NetworkSpec): string {
  return layerShapes(spec)
    .map(({ layer }) => `Z${layer}, A${layer}`)
    .join(', ');
}

/** "8×m" */
export function sizeText(spec: NetworkSpec, [rows, columns]: Equation['shape']): string {
  return `${sideText(spec, rows)}×${sideText(spec, columns)}`;
}

/** "8", "1" or "m" */
export function sideText(spec: NetworkSpec, side: Side): string {
  if (side === 'one') return '1';
  return side === 'examples' ? 'm' : String(unitsOf(spec, side.units));
}

/** Lines with their shapes behind them, one column of comments. */
export function commented(lines: readonly (readonly [code: string, comment: string])[]): string[] {
  const width = Math.max(...lines.map(([code]) => code.length).filter((length) => length < 70), 0);
  return lines.map(([code, comment]) => `${code.padEnd(width)}  # ${comment}`);
}

export function equationLines(spec: NetworkSpec, equations: readonly Equation[], dialect: Dialect): string[] {
  return commented(equations.map((equation) => [codeLine(equation, dialect), sizeText(spec, equation.shape)]));
}

export function forwardFunction(spec: NetworkSpec, dialect: Dialect): string {
  const lines = equationLines(
    spec,
    spec.layers.flatMap((layer, k) => forwardEquations(k + 1, layer)),
    dialect,
  );
  return `def forward(X, ${parameterNames(spec)}):
    """Z and A of every layer; X has one column an example (${spec.inputs}×m)."""
${lines.map((line) => `    ${line}\n`).join('')}    return ${valueNames(spec)}`;
}

export function costFunction(spec: NetworkSpec, l2: number, dialect: Dialect): string {
  const lines = costEquations(spec, l2).map((equation) => codeLine(equation, dialect));
  return `def cost(X, Y, ${parameterNames(spec)}):
    """J over all examples of the training part."""
    m = ${l2 === 0 ? '' : 'm_train = '}X.shape[1]
    ${valueNames(spec)} = forward(X, ${parameterNames(spec)})
    ${lines[0]}
    ${lines[1]}
    return J`;
}

/** The numbers that lines of code name: `learning_rate = 0.01`, in the order of the course. */
export function scalarLines(code: string, config: NetworkConfig): string[] {
  const { training, network } = config;
  const values: Partial<Record<ScalarLetter, number>> = {
    alpha: training.learningRate,
    lambda: training.l2,
    beta: training.momentum,
    beta1: training.beta1,
    beta2: training.beta2,
    rho: training.rho,
    epsilon: training.epsilon,
    weightDecay: training.weightDecay,
    slope: network.leakySlope,
  };
  return (Object.keys(values) as ScalarLetter[])
    .filter((letter) => uses(code, scalarNames[letter]))
    .map((letter) => `${scalarNames[letter]} = ${values[letter]}`);
}

/** `W1 = …` of the initial weights, as they are drawn: the same numbers from the same seed. */
export function initialLines(spec: NetworkSpec, { network }: NetworkConfig): { draws: boolean; lines: string[] } {
  const { scheme, scale, value } = network.initialization;
  const drawn: Readonly<Record<string, (rows: number, before: number) => string>> = {
    scaled: (rows, before) => `random.randn(${rows}, ${before}) * ${scale}`,
    uniform: (rows, before) => `random.rand(${rows}, ${before}) * ${scale}`,
    he: (rows, before) => `random.randn(${rows}, ${before}) * np.sqrt(2 / ${before})`,
    xavier: (rows, before) => `random.randn(${rows}, ${before}) * np.sqrt(1 / ${before})`,
    zeros: (rows, before) => `np.zeros((${rows}, ${before}))`,
    constant: (rows, before) => `np.full((${rows}, ${before}), ${value})`,
  };
  const draw = drawn[scheme];
  const lines = layerShapes(spec).flatMap(({ layer, W, b }) => [
    draw ? `W${layer} = ${draw(...W)}` : `W${layer} = WEIGHTS["W${layer}"].copy()`,
    draw ? `b${layer} = np.zeros((${b[0]}, 1))` : `b${layer} = WEIGHTS["b${layer}"].copy()`,
  ]);
  return { draws: lines.some((line) => line.includes('random.')), lines };
}
