/** A network as a model of Keras 3 that takes its weights from a file of NumPy arrays beside it. */
import type { Activation, NetworkSpec } from '../../core/network/network.ts';
import { layerShapes } from '../../core/network/shape.ts';
import { npz } from '../../model/npz.ts';
import { arrays, description } from '../base/description.ts';
import type { Exported, ExportTarget } from '../base/target.ts';
import { quoted } from '../base/words.ts';
import { mainFunction, usage } from './main.ts';
import { answerFunction, assembled, cellFunctions, checkData, checkFunction, inputsFunction } from './program.ts';
import { readFunction } from './reading.ts';

export const kerasTarget: ExportTarget = {
  write: (exported) => [
    { name: `${exported.stem}.py`, content: kerasProgram(exported) },
    { name: `${exported.stem}.npz`, content: npz(arrays(exported)) },
  ],
};

/** How a Dense layer names each. */
const activations = (slope: number): Readonly<Record<Activation, string>> => ({
  sigmoid: '"sigmoid"',
  tanh: '"tanh"',
  relu: '"relu"',
  leakyRelu: `keras.layers.LeakyReLU(negative_slope=${slope})`,
  elu: '"elu"',
  softplus: '"softplus"',
  gelu: '"gelu"',
  linear: '"linear"',
  softmax: '"softmax"',
});

function kerasProgram(exported: Exported): string {
  return assembled(
    {
      title: `${description(exported).join('\n')}\n\n${usage(exported, false)}`,
      constants: 'keras.config.set_floatx("float64")',
      sections: [
        readFunction(exported),
        inputsFunction(exported),
        networkFunction(exported),
        answerFunction(exported),
        `def answers(rows):
    """What the network says of each row."""
    x = np.array([inputs(row) for row in rows])  # m×${exported.model.spec.inputs}
    return [answer(a) for a in network().predict(x, verbose=0).tolist()]`,
        checkData(exported),
        checkFunction(exported),
        mainFunction(exported, false),
      ],
    },
    cellFunctions(exported),
  );
}

function networkFunction({ model: { spec }, stem }: Exported): string {
  return `def network():
    """The model with its weights: a kernel of Keras is W transposed."""
    model = keras.Sequential([
        keras.Input((${spec.inputs},)),
${denseLines(spec)
  .map((line) => `        ${line}\n`)
  .join('')}    ])
    weights = np.load(Path(__file__).with_name(${quoted(`${stem}.npz`)}))
    for l, layer in enumerate(model.layers, start=1):
        layer.set_weights([weights[f"W{l}"].T, weights[f"b{l}"].flatten()])
    return model`;
}

function denseLines(spec: NetworkSpec): string[] {
  const names = activations(spec.leakySlope);
  return layerShapes(spec).map(
    ({ activation, W: [units, before] }) =>
      `keras.layers.Dense(${units}, activation=${names[activation]}),  # kernel ${before}×${units}, bias ${units}`,
  );
}
