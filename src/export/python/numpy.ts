/** A network as a NumPy program: one equation a line, in the names of the course. */
import { layerShapes } from '../../core/network/shape.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { numpy } from '../../equations/render/dialects.ts';
import { npz } from '../../model/npz.ts';
import { arrays, description } from '../base/description.ts';
import { type Library, uses } from '../base/library.ts';
import { type Exported, type ExportTarget, maxInline, type WrittenFile } from '../base/target.ts';
import { matrixText, quoted } from '../base/words.ts';
import { examplesFunction, splitLibrary, wholeFunction } from './examples.ts';
import { mainFunction, usage } from './main.ts';
import { costFunction, forwardFunction, scalarLines } from './network.ts';
import {
  answerFunction,
  assembled,
  cellFunctions,
  checkData,
  checkFunction,
  inputsFunction,
  targetFunction,
} from './program.ts';
import { trainFunction } from './numpyTraining.ts';
import { readFunction } from './reading.ts';
import { hasSchedule, rateFunction } from './schedule.ts';

export const numpyTarget: ExportTarget = {
  write: (exported) => {
    const isInline = exported.model.parameters.length <= maxInline;
    const beside: WrittenFile[] = isInline ? [] : [{ name: `${exported.stem}.npz`, content: npz(arrays(exported)) }];
    return [{ name: `${exported.stem}.py`, content: numpyProgram(exported, isInline) }, ...beside];
  },
};

/** What stands for a function of the equations that NumPy lacks. */
const functions: Library = {
  erf: 'erf = np.vectorize(math.erf)',
  normal_share: `def normal_share(z):
    """The share of the normal distribution below z."""
    return 0.5 * (1 + erf(z / np.sqrt(2)))`,
  softmax: `def softmax(Z):
    """Of every column; without its largest number, so that nothing overflows."""
    E = np.exp(Z - np.max(Z, axis=0))
    return E / np.sum(E, axis=0)`,
  log_softmax: `def log_softmax(Z):
    """The logarithm of softmax, which may be too small for a number of its own."""
    Z = Z - np.max(Z, axis=0)
    return Z - np.log(np.sum(np.exp(Z), axis=0))`,
};

function numpyProgram(exported: Exported, isInline: boolean): string {
  const { spec, config } = exported.model;
  const title = `${description(exported).join('\n')}\n\n${usage(exported, true)}`;
  const forward = forwardFunction(spec, numpy);
  const cost = costFunction(spec, config.training.l2, numpy);
  const training = trainFunction(exported);
  const shared = scalarLines(`${forward}\n${cost}`, config).filter((line) => !line.startsWith('learning_rate'));
  const overflow = uses(forward, 'np\\.exp')
    ? ['np.seterr(over="ignore")  # e^(-z) may become infinite, which gives the right 0']
    : [];
  return assembled(
    {
      title,
      constants: [...overflow, ...shared].join('\n'),
      sections: [
        readFunction(exported),
        inputsFunction(exported),
        weightsText(exported, isInline),
        forward,
        answerFunction(exported),
        answersFunction(spec),
        targetFunction(exported),
        ...(config.data.missing === 'drop' ? [wholeFunction(exported)] : []),
        examplesFunction(exported),
        cost,
        ...(hasSchedule(config) ? [rateFunction(config)] : []),
        training,
        checkData(exported),
        checkFunction(exported),
        mainFunction(exported, true),
      ],
    },
    { ...cellFunctions(exported), ...splitLibrary('np.random.RandomState'), ...functions },
  );
}

/** W and b, in the program or beside it. */
export function weightsText(exported: Exported, isInline: boolean): string {
  const names = arrays(exported);
  if (!isInline) {
    const shapes = names.map(({ name, shape }) => `${name} ${shape.join('×')}`).join(', ');
    return `# ${shapes}\nWEIGHTS = np.load(Path(__file__).with_name(${quoted(`${exported.stem}.npz`)}))`;
  }
  const entries = names.map(
    ({ name, shape, values }) =>
      `    # ${shape.join('×')}\n    "${name}": np.array(${matrixText(values, shape[1], '    ')}),\n`,
  );
  return `WEIGHTS = {\n${entries.join('')}}`;
}

function answersFunction(spec: NetworkSpec): string {
  const L = spec.layers.length;
  return `def answers(rows):
    """What the network says of each row."""
    X = np.array([inputs(row) for row in rows]).T  # ${spec.inputs}×m
    A${L} = forward(X, ${layerShapes(spec)
      .map(({ layer }) => `WEIGHTS["W${layer}"], WEIGHTS["b${layer}"]`)
      .join(', ')})[-1]
    return [answer(a) for a in A${L}.T.tolist()]`;
}
