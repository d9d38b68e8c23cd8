/** A network as loops over units and examples, in Python alone: what one line of NumPy stands for. */
import type { NetworkSpec } from '../../core/network/network.ts';
import { layerShapes } from '../../core/network/shape.ts';
import { backwardEquations } from '../../equations/backward.ts';
import type { Equation } from '../../equations/equation.ts';
import type { FoldKind, FunctionName } from '../../equations/expression.ts';
import { functionNames } from '../../equations/functions.ts';
import { costEquations, forwardEquations } from '../../equations/forward.ts';
import { pythonNumbers } from '../../equations/render/dialects.ts';
import { code } from '../../equations/render/code.ts';
import { loopLines } from '../../equations/render/loops.ts';
import { sidesOf } from '../../equations/sides.ts';
import { updateEquations } from '../../equations/update.ts';
import { arrays, description } from '../base/description.ts';
import { uses } from '../base/library.ts';
import type { Exported, ExportTarget } from '../base/target.ts';
import { matrixText } from '../base/words.ts';
import { examplesFunction, splitLibrary, wholeFunction } from './examples.ts';
import { loopsLibrary } from './loopsLibrary.ts';
import { mainFunction, usage } from './main.ts';
import { parameterNames, scalarLines, sideText, sizeText, valueNames } from './network.ts';
import {
  answerFunction,
  assembled,
  cellFunctions,
  checkData,
  checkFunction,
  inputsFunction,
  targetFunction,
} from './program.ts';
import { readFunction } from './reading.ts';
import { batchLines, batchOf, hasSchedule, rateFunction, rateLine } from './schedule.ts';

export const loopsTarget: ExportTarget = {
  write: (exported) => [{ name: `${exported.stem}.py`, content: loopsProgram(exported) }],
};

function loopsProgram(exported: Exported): string {
  const { config, spec } = exported.model;
  const forward = forwardFunction(spec);
  const cost = costFunction(spec, config.training.l2);
  const shared = scalarLines(`${forward}\n${cost}`, config).filter((line) => !line.startsWith('learning_rate'));
  return assembled(
    {
      title: `${description(exported).join('\n')}\n\n${usage(exported, true)}`,
      constants: shared.join('\n'),
      sections: [
        readFunction(exported),
        inputsFunction(exported),
        weightsText(exported),
        forward,
        answerFunction(exported),
        answersFunction(spec),
        targetFunction(exported),
        ...(config.data.missing === 'drop' ? [wholeFunction(exported)] : []),
        examplesFunction(exported),
        cost,
        ...(hasSchedule(config) ? [rateFunction(config)] : []),
        trainFunction(exported, shared),
        checkData(exported),
        checkFunction(exported),
        mainFunction(exported, true),
      ],
    },
    { ...cellFunctions(exported), ...loopsLibrary, ...splitLibrary('RandomState') },
  );
}

function weightsText(exported: Exported): string {
  const entries = arrays(exported).map(
    ({ name, shape, values }) => `    # ${shape.join('×')}\n    "${name}": ${matrixText(values, shape[1], '    ')},\n`,
  );
  return `WEIGHTS = {\n${entries.join('')}}`;
}

/** The equation as NumPy would have it, as a comment above its loops. */
function withComments(spec: NetworkSpec, equations: readonly Equation[]): string[] {
  return equations.flatMap((equation) => [
    `# ${titleOf(equation)} (${sizeText(spec, equation.shape)})`,
    ...loopLines(equation, sidesOf(spec), (side) => sideText(spec, side)),
  ]);
}

const foldTexts: Readonly<Record<FoldKind, string>> = { columnSums: 'units', rowSums: 'examples', total: 'all' };

function titleOf({ left, right, computed }: Equation): string {
  const dialect = {
    ...pythonNumbers,
    call: (name: FunctionName) => `${functionNames[name]}({})`,
    root: (of: string) => `√(${of})`,
    fold: (by: FoldKind, of: string) => `sum of ${of} over ${foldTexts[by]}`,
    matrixProduct: '·',
    transpose: (of: string) => `${of}ᵀ`,
  };
  return `${dialect.variable(left)} = ${code(computed ?? right, dialect)}`;
}

function forwardFunction(spec: NetworkSpec): string {
  const equations = spec.layers.flatMap((layer, k) => forwardEquations(k + 1, layer));
  return `def forward(X, ${parameterNames(spec)}):
    """Z and A of every layer; X has one column an example (${spec.inputs}×m)."""
    m = len(X[0])
${withComments(spec, equations)
  .map((line) => `    ${line}\n`)
  .join('')}    return ${valueNames(spec)}`;
}

function costFunction(spec: NetworkSpec, l2: number): string {
  return `def cost(X, Y, ${parameterNames(spec)}):
    """J over all examples of the training part."""
    m = ${l2 === 0 ? '' : 'm_train = '}len(X[0])
    ${valueNames(spec)} = forward(X, ${parameterNames(spec)})
${withComments(spec, costEquations(spec, l2))
  .map((line) => `    ${line}\n`)
  .join('')}    return J`;
}

function answersFunction(spec: NetworkSpec): string {
  const L = spec.layers.length;
  const weights = layerShapes(spec)
    .map(({ layer }) => `WEIGHTS["W${layer}"], WEIGHTS["b${layer}"]`)
    .join(', ');
  return `def answers(rows):
    """What the network says of each row."""
    X = transposed([inputs(row) for row in rows])  # ${spec.inputs}×m
    A${L} = forward(X, ${weights})[-1]
    return [answer(a) for a in transposed(A${L})]`;
}

function trainFunction(exported: Exported, shared: readonly string[]): string {
  const { spec, config } = exported.model;
  const isWhole = batchOf(exported) === null;
  const all = isWhole ? 'X, Y' : 'X_train, Y_train';
  const step = stepLines(exported);
  const text = step.join('\n');
  const numbers = scalarLines(text, config).filter(
    (line) => !shared.includes(line) && !(hasSchedule(config) && line.startsWith('learning_rate')),
  );
  const printed = (t: string): string => `print(f"step ${t}: cost {cost(${all}, ${parameterNames(spec)})!r}")`;
  const lines = [
    'x, y = examples(path)',
    `${all} = transposed(x), transposed(y)  # one column an example`,
    isWhole ? `m = ${uses(text, 'm_train') ? 'm_train = ' : ''}len(X[0])` : 'm_train = len(X_train[0])',
    ...initialLines(exported),
    ...averageLines(text, spec),
    ...numbers,
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

function stepLines(exported: Exported): string[] {
  const { spec, config } = exported.model;
  const { optimizer, l2 } = config.training;
  const layers = spec.layers.map((_, k) => k + 1);
  const cut = [
    'X = [[line[e] for e in batch] for line in X_train]',
    'Y = [[line[e] for e in batch] for line in Y_train]',
    'm = len(batch)',
  ];
  return [
    ...batchLines(exported, 'RandomState'),
    ...(batchOf(exported) === null ? [] : cut),
    ...rateLine(exported),
    `${valueNames(spec)} = forward(X, ${parameterNames(spec)})`,
    ...withComments(
      spec,
      layers.toReversed().flatMap((l) => backwardEquations(spec, l, l2)),
    ),
    ...withComments(
      spec,
      layers.flatMap((l) => updateEquations(optimizer, l)),
    ),
  ];
}

/** The same draws as NumPy's, one number after the other. */
function initialLines({ model: { spec, config } }: Exported): string[] {
  const { scheme, scale, value, seed } = config.network.initialization;
  const drawn: Readonly<Record<string, (before: number) => string>> = {
    scaled: () => `random.randn() * ${scale}`,
    uniform: () => `random.rand() * ${scale}`,
    he: (before) => `random.randn() * math.sqrt(2 / ${before})`,
    xavier: (before) => `random.randn() * math.sqrt(1 / ${before})`,
    zeros: () => '0.0',
    constant: () => `${value}`,
  };
  const draw = drawn[scheme];
  const lines = layerShapes(spec).flatMap(({ layer, W: [rows, before], b }) => [
    draw
      ? `W${layer} = [[${draw(before)} for _ in range(${before})] for _ in range(${rows})]`
      : `W${layer} = [list(line) for line in WEIGHTS["W${layer}"]]`,
    draw ? `b${layer} = zeros(${b[0]}, 1)` : `b${layer} = [list(line) for line in WEIGHTS["b${layer}"]]`,
  ]);
  return lines.some((line) => line.includes('random.')) ? [`random = RandomState(${seed})`, ...lines] : lines;
}

/** The averages that an optimiser keeps, which begin at zero. */
function averageLines(text: string, spec: NetworkSpec): string[] {
  return layerShapes(spec).flatMap(({ layer, W, b }) =>
    (['W', 'b'] as const).flatMap((parameter) => {
      const names = ['v', 's'].map((letter) => `${letter}${parameter}${layer}`).filter((name) => uses(text, name));
      const [rows, columns] = parameter === 'W' ? W : b;
      return names.map((name) => `${name} = zeros(${rows}, ${columns})`);
    }),
  );
}
