/** `node objectGraph.mjs FOLDER WORKLOAD`: the object-graph network of `playgroundStyle.ts`, for workload S alone. */
import { createObjectNetwork, type ObjectNetwork, objectNetworkStep } from '../playgroundStyle.ts';
import { readWorkload } from './files.ts';
import { serve } from './serve.ts';
import { parametersOf } from './workloads.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const { workload, data } = readWorkload(folder, name);
const { W } = parametersOf(workload, data.parameters);
const n = workload.units[0] ?? 0;
const X = Array.from({ length: workload.m }, (_, i) => [...data.X.subarray(i * n, (i + 1) * n)]);
const y = [...data.Y];
let network = createObjectNetwork(workload.units, W);

await serve({
  restart() {
    network = createObjectNetwork(workload.units, W);
  },
  run(steps) {
    for (let step = 0; step < steps; step++) objectNetworkStep(network, X, y, workload.learningRate);
  },
  parameters: () => Float32Array.from(parametersInOrder(network)),
});

function parametersInOrder({ layers }: ObjectNetwork): number[] {
  return layers
    .slice(1)
    .flatMap((layer) => [
      ...layer.flatMap(({ incoming }) => incoming.map(({ weight }) => weight)),
      ...layer.map(({ bias }) => bias),
    ]);
}
