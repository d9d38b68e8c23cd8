/**
 * `node peak.mjs FOLDER WORKLOAD PRECISION`: the limit of WebAssembly SIMD on this machine, as a peer. A "step" is as many multiplications and
 * additions as one of the workload has, on ten independent chains in registers; there is nothing to load or store.
 */
import { lanesOf } from '../../src/engine/assembler/lanes.ts';
import { ModuleBuilder } from '../../src/engine/assembler/moduleBuilder.ts';
import { at, i32, type V128 } from '../../src/engine/assembler/value.ts';
import { instantiate } from '../../src/engine/assembler/instance.ts';
import { readWorkload } from './files.ts';
import { serve } from './serve.ts';
import { operationsOf } from './workloads.ts';

const chains = 10;
const [folder = '', name = '', precision = 'float32'] = process.argv.slice(2);
const { workload, data } = readWorkload(folder, name);
const vectors = lanesOf[precision === 'float32' ? 'float32' : 'float64'];
const count = Math.round(operationsOf(workload) / (2 * vectors.count * chains));

const module = new ModuleBuilder();
const loop = module.function(['i32'], null, (f) => {
  const address = at(i32.const(0), 16);
  const [x, y] = [f.let(vectors.load(address)), f.let(vectors.load(address))];
  const sums = Array.from({ length: chains }, () => f.let(vectors.zero));
  f.forEach(f.parameter(0, 'i32'), [], () => {
    for (const sum of sums) f.set(sum, vectors.multiplyAdd(x, y, sum));
  });
  f.store(
    address,
    sums.reduce((a: V128, b) => vectors.add(a, b), vectors.zero),
  );
});
module.export('loop', loop);
const { functions } = instantiate(module.bytes(1), 1);

await serve({
  restart() {},
  run(steps) {
    for (let step = 0; step < steps; step++) functions['loop']?.(count);
  },
  parameters: () => data.parameters,
});
