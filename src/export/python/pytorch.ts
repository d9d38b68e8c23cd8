/** A network as a module of PyTorch that goes on training, on one processor, on several, or on the GPUs of many machines. */
import type { Activation, Loss, NetworkSpec } from '../../core/network/network.ts';
import { layerShapes } from '../../core/network/shape.ts';
import { functionTexts } from '../../equations/render/functionTexts.ts';
import { encodeModel } from '../../model/modelFile.ts';
import { description } from '../base/description.ts';
import type { Library } from '../base/library.ts';
import type { Exported, ExportTarget } from '../base/target.ts';
import { commentText, quoted } from '../base/words.ts';
import { examplesFunction, splitLibrary, wholeFunction } from './examples.ts';
import { mainFunction, usage } from './main.ts';
import { commented, scalarLines } from './network.ts';
import {
  answerFunction,
  assembled,
  cellFunctions,
  checkData,
  checkFunction,
  inputsFunction,
  targetFunction,
} from './program.ts';
import { trainingFunctions } from './pytorchTraining.ts';
import { readFunction } from './reading.ts';
import { hasSchedule, rateFunction } from './schedule.ts';

export const pytorchTarget: ExportTarget = {
  write: (exported) => [
    { name: `${exported.stem}.py`, content: pytorchProgram(exported) },
    { name: `${exported.stem}.safetensors`, content: encodeModel({ ...exported.model, state: null }) },
  ],
};

function pytorchProgram(exported: Exported): string {
  const { spec, config } = exported.model;
  const module = moduleText(spec);
  return assembled(
    {
      title: `${description(exported).join('\n')}\n\n${usage(exported, true)}${manyProcesses(exported)}`,
      constants: scalarLines(module, config).join('\n'),
      sections: [
        readFunction(exported),
        inputsFunction(exported),
        module,
        loadedText(exported),
        answerFunction(exported),
        answersFunction(spec),
        targetFunction(exported),
        ...(config.data.missing === 'drop' ? [wholeFunction(exported)] : []),
        examplesFunction(exported, true),
        lossFunction(spec),
        ...(hasSchedule(config) ? [rateFunction(config)] : []),
        ...trainingFunctions(exported),
        checkData(exported),
        checkFunction(exported),
        mainFunction(exported, true),
      ],
    },
    { ...cellFunctions(exported), ...splitLibrary('np.random.RandomState'), ...loadLibrary },
  );
}

function manyProcesses(exported: Exported): string {
  const stem = commentText(exported.stem);
  return `, and writes ${stem}.pt
    torchrun --nproc-per-node=2 ${stem}.py --train TABLE.csv 1000
        the same in two processes, each with its share of the rows (--nnodes: on several machines)`;
}

/** As the module has it: rows are examples, and the last activation is left to the loss. */
function moduleText(spec: NetworkSpec): string {
  const shapes = layerShapes(spec);
  const layers = commented(
    shapes.map(({ layer, W: [units, before] }) => [
      `self.layer${layer} = torch.nn.Linear(${before}, ${units})`,
      `W${layer} ${units}×${before}, b${layer} ${units}`,
    ]),
  );
  const lines = spec.layers.slice(0, -1).flatMap(({ activation, units }, k) => {
    const z = `z${k + 1}`;
    const own = [`${z} = self.layer${k + 1}(${nameOf(spec, k)})`, `m×${units}`] as const;
    if (activation === 'linear') return [own];
    return [own, [`a${k + 1} = ${functionTexts[activation].torch.replaceAll('{}', z)}`, `m×${units}`] as const];
  });
  const L = spec.layers.length;
  return `class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
${layers.map((line) => `        ${line}\n`).join('')}
    def forward(self, x):
        """Z of the last layer for rows x: m×${spec.layers.at(-1)!.units}."""
${commented(lines)
  .map((line) => `        ${line}\n`)
  .join('')}        return self.layer${L}(${nameOf(spec, L - 1)})`;
}

/** What a layer hands on: the values of a linear one are its Z. */
function nameOf(spec: NetworkSpec, l: number): string {
  if (l === 0) return 'x';
  return spec.layers[l - 1]!.activation === 'linear' ? `z${l}` : `a${l}`;
}

function loadedText({ stem, model }: Exported): string {
  const entries = layerShapes(model.spec).flatMap(({ layer }) => [
    `        "layer${layer}.weight": tensors["W${layer}"],\n`,
    `        "layer${layer}.bias": tensors["b${layer}"].flatten(),\n`,
  ]);
  return `def network_of(tensors):
    """A network with these W and b."""
    network = Network().double()
    network.load_state_dict({
${entries.join('')}    })
    return network


def trained():
    """The network as it was trained."""
    return network_of(load(Path(__file__).with_name(${quoted(`${stem}.safetensors`)})))`;
}

const loadLibrary: Library = {
  load: `def load(path):
    """The tensors of a .safetensors file: the length of its header, the header as JSON, then the numbers."""
    data = Path(path).read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    types = {"F64": torch.float64, "F32": torch.float32}
    tensors = {}
    for name, entry in json.loads(data[8:start]).items():
        if name != "__metadata__":
            first, last = entry["data_offsets"]
            numbers = bytearray(data[start + first : start + last])
            values = torch.frombuffer(numbers, dtype=types[entry["dtype"]])
            tensors[name] = values.reshape(entry["shape"]).double()
    return tensors`,
};

const outputs: Readonly<Partial<Record<Activation, string>>> = {
  sigmoid: 'torch.sigmoid(z)',
  softmax: 'torch.softmax(z, dim=1)',
};

function answersFunction(spec: NetworkSpec): string {
  return `def answers(rows):
    """What the network says of each row."""
    with torch.no_grad():
        z = trained()(torch.tensor([inputs(row) for row in rows], dtype=torch.float64))
    return [answer(a) for a in ${outputs[spec.layers.at(-1)!.activation] ?? 'z'}.tolist()]`;
}

const losses: Readonly<Record<Loss, string>> = {
  binaryCrossEntropy: 'torch.nn.functional.binary_cross_entropy_with_logits(z, y, reduction="sum")',
  categoricalCrossEntropy: '-torch.sum(y * torch.log_softmax(z, dim=1))',
  squaredError: '0.5 * torch.sum((z - y) ** 2)',
  huber: 'torch.nn.functional.huber_loss(z, y, reduction="sum")',
  absoluteError: 'torch.sum(torch.abs(z - y))',
};

function lossFunction({ loss }: NetworkSpec): string {
  return `def loss_sum(z, y):
    """The loss of all rows together, from Z of the last layer."""
    return ${losses[loss]}`;
}
