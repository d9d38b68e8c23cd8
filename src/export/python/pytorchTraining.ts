/** The training loop in PyTorch: the same start, batches, optimiser and penalty; rows are shared among processes. */
import { layerShapes } from '../../core/network/shape.ts';
import type { OptimizerName } from '../../core/training/settings.ts';
import type { Exported } from '../base/target.ts';
import { initialLines } from './network.ts';
import { batchLines, batchOf, hasSchedule, rateLine } from './schedule.ts';

export function trainingFunctions(exported: Exported): string[] {
  const { l2 } = exported.model.config.training;
  return [
    initialFunction(exported),
    ...(l2 > 0 ? [penaltyFunction(exported, l2)] : []),
    costFunction(l2),
    trainFunction(exported),
  ];
}

function initialFunction({ model: { spec, config } }: Exported): string {
  const { scheme, seed } = config.network.initialization;
  const { draws, lines } = initialLines(spec, config);
  if (lines.some((line) => line.includes('WEIGHTS'))) {
    return `def initial():
    """The network at the beginning: as it was trained, because it began with the weights of a file ("${scheme}")."""
    return trained()`;
  }
  const random = draws ? `    random = np.random.RandomState(${seed})\n` : '';
  const names = layerShapes(spec).flatMap(({ layer }) => [`"W${layer}": W${layer}`, `"b${layer}": b${layer}`]);
  return `def initial():
    """The network at the beginning: the same numbers from the same seed."""
${random}${lines.map((line) => `    ${line}\n`).join('')}    values = {${names.join(', ')}}
    return network_of({name: torch.from_numpy(value) for name, value in values.items()})`;
}

function penaltyFunction({ model: { spec } }: Exported, l2: number): string {
  const squares = spec.layers.map((_, k) => `torch.sum(network.layer${k + 1}.weight ** 2)`);
  return `def penalty(network, m_train):
    """λ/2m of the squares of all weights, m that of the whole training part."""
    return ${l2} / (2 * m_train) * (${squares.join(' + ')})`;
}

function costFunction(l2: number): string {
  return `def cost(network, x, y, m_train, world):
    """J over all examples of the training part, of which every process has its share."""
    with torch.no_grad():
        total = loss_sum(network(x), y)
        if world > 1:
            dist.all_reduce(total)
        return (total / m_train${l2 > 0 ? ' + penalty(network, m_train)' : ''}).item()`;
}

/** PyTorch's averages of gradients are not scaled by 1 − β: its learning rate is. */
const optimizers: Readonly<Record<OptimizerName, (training: Training, rate: string) => string>> = {
  gradientDescent: (_, rate) => `torch.optim.SGD(network.parameters(), lr=${rate})`,
  momentum: ({ momentum }, rate) =>
    `torch.optim.SGD(network.parameters(), lr=${rate} * (1 - ${momentum}), momentum=${momentum})`,
  nesterov: ({ momentum }, rate) =>
    `torch.optim.SGD(network.parameters(), lr=${rate} * (1 - ${momentum}), momentum=${momentum}, nesterov=True)`,
  rmsProp: ({ rho, epsilon }, rate) =>
    `torch.optim.RMSprop(network.parameters(), lr=${rate}, alpha=${rho}, eps=${epsilon})`,
  adam: ({ beta1, beta2, epsilon }, rate) =>
    `torch.optim.Adam(network.parameters(), lr=${rate}, betas=(${beta1}, ${beta2}), eps=${epsilon})`,
  adamW: ({ beta1, beta2, epsilon, weightDecay }, rate) =>
    `torch.optim.AdamW(groups, lr=${rate}, betas=(${beta1}, ${beta2}), eps=${epsilon}, weight_decay=${weightDecay})`,
};

type Training = Exported['model']['config']['training'];

function optimizerLines({ model: { config } }: Exported): string[] {
  const { training } = config;
  const line = `optimizer = ${optimizers[training.optimizer](training, String(training.learningRate))}`;
  if (training.optimizer !== 'adamW') return [line];
  return [
    '# Only weights decay.',
    'weights = [value for name, value in network.named_parameters() if name.endswith("weight")]',
    'biases = [value for name, value in network.named_parameters() if name.endswith("bias")]',
    'groups = [{"params": weights}, {"params": biases, "weight_decay": 0}]',
    line,
  ];
}

function isScaled({ optimizer }: Training): boolean {
  return optimizer === 'momentum' || optimizer === 'nesterov';
}

/** What a step computes its gradient from. */
function lossLines(exported: Exported): string[] {
  const batch = batchOf(exported);
  const { l2 } = exported.model.config.training;
  const own =
    batch === null
      ? ['total = loss_sum(model(x), y)']
      : ['own = batch[batch % world == rank] // world', 'total = loss_sum(model(x[own]), y[own])'];
  return [
    ...own,
    '# DistributedDataParallel takes the mean of the gradients over the processes.',
    `J = world * total / ${batch === null ? 'm_train' : 'len(batch)'}${l2 > 0 ? ' + penalty(network, m_train)' : ''}`,
  ];
}

const leaving = [
  'if world > 1:',
  '    # Nobody leaves while another still waits for a sum.',
  '    dist.barrier()',
  '    dist.destroy_process_group()',
];

function trainFunction(exported: Exported): string {
  const { config } = exported.model;
  const { momentum } = config.training;
  const rate = isScaled(config.training) ? `learning_rate * (1 - ${momentum})` : 'learning_rate';
  const scheduled = hasSchedule(config)
    ? [...rateLine(exported), 'for group in optimizer.param_groups:', `    group["lr"] = ${rate}`]
    : [];
  const lines = [
    'rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))',
    'on_gpu = torch.cuda.is_available()',
    'device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if on_gpu else torch.device("cpu")',
    'm_train, x, y = examples(path, rank, world)',
    'x = torch.tensor(x, dtype=torch.float64, device=device)',
    'y = torch.tensor(y, dtype=torch.float64, device=device)',
    'network = initial().to(device)',
    'model = network',
    'if world > 1:',
    '    dist.init_process_group("nccl" if on_gpu else "gloo")',
    '    model = torch.nn.parallel.DistributedDataParallel(network)',
    ...optimizerLines(exported),
    'every = max(1, steps // 10)',
    'costs = {0: cost(network, x, y, m_train, world)}',
    'for t in range(1, steps + 1):',
    ...[
      ...batchLines(exported, 'np.random.RandomState'),
      ...scheduled,
      ...lossLines(exported),
      'optimizer.zero_grad()',
      'J.backward()',
      'optimizer.step()',
      'if t % every == 0 or t == steps:',
      '    costs[t] = cost(network, x, y, m_train, world)',
    ].map((line) => `    ${line}`),
    'if rank == 0:',
    '    for t, value in costs.items():',
    '        print(f"step {t}: cost {value!r}")',
    '    torch.save(network.state_dict(), Path(__file__).with_suffix(".pt"))',
    ...leaving,
  ];
  return `def train(path, steps):
    """Trains from the same start, with the same batches and the same steps; every process has its share of the rows."""
${lines.map((line) => `    ${line}`).join('\n')}`;
}
