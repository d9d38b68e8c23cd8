/**
 * `node tensorflow.mjs FOLDER WORKLOAD PACKAGES`: TensorFlow.js with its own optimisers and automatic differentiation, on the backend that
 * is faster here. The packages lie in a folder of their own, so that only what is used of them is declared here.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { readWorkload } from './files.ts';
import { serve } from './serve.ts';
import { parametersOf } from './workloads.ts';

interface Tensor {
  dataSync(): Float32Array;
  dispose(): void;
}
interface Optimizer {
  minimize(loss: () => Tensor, returnCost: boolean, variables: readonly Tensor[]): void;
  dispose(): void;
}
type Gradient = (dy: Tensor, saved: [Tensor, Tensor]) => Tensor[];
interface Tensorflow {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  enableProdMode(): void;
  env(): { set(flag: string, value: boolean): void };
  tidy(body: () => void): void;
  tensor2d(values: Float32Array, shape: [number, number]): Tensor;
  zeros(shape: [number]): Tensor;
  variable(initial: Tensor): Tensor;
  scalar(x: number): Tensor;
  add(a: Tensor, b: Tensor): Tensor;
  sub(a: Tensor, b: Tensor): Tensor;
  mul(a: Tensor, b: Tensor): Tensor;
  matMul(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor;
  tanh(x: Tensor): Tensor;
  relu(x: Tensor): Tensor;
  sigmoid(x: Tensor): Tensor;
  softmax(x: Tensor): Tensor;
  zerosLike(x: Tensor): Tensor;
  customGrad(
    f: (z: Tensor, y: Tensor, save: (kept: Tensor[]) => void) => { value: Tensor; gradFunc: Gradient },
  ): typeof crossEntropy;
  readonly train: {
    sgd(rate: number): Optimizer;
    adam(rate: number, beta1: number, beta2: number, epsilon: number): Optimizer;
  };
}

const [folder = '', name = '', packages = ''] = process.argv.slice(2);
const require = createRequire(resolve(packages, 'package.json'));
const tf = require('@tensorflow/tfjs') as Tensorflow;
require('@tensorflow/tfjs-backend-wasm');
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
tf.env().set('WASM_HAS_SIMD_SUPPORT', true);
await tf.ready();
tf.enableProdMode();

const { workload, data } = readWorkload(folder, name);
const { units, m, batch, hidden, output, learningRate } = workload;
const [inputs = 0, outputs = 0] = [units[0], units.at(-1)];
let batches: { readonly x: Tensor; readonly y: Tensor }[] = [];
const initial = parametersOf(workload, data.parameters);
let layers: { W: Tensor; b: Tensor }[] = [];
let optimizer: Optimizer | null = null;

/** With dZ = (A − Y)/m at once, as the other peers have it; the value itself is not looked at. */
const crossEntropy: (z: Tensor, y: Tensor) => Tensor = tf.customGrad((z, y, save) => {
  const a = output === 'softmax' ? tf.softmax(z) : tf.sigmoid(z);
  save([a, y]);
  return {
    value: tf.scalar(0),
    gradFunc: (_, [p, target]) => [tf.mul(tf.sub(p, target), tf.scalar(1 / batch)), tf.zerosLike(target)],
  };
});

/** Seconds of a backend's trial. */
const trial = 0.5;
const speeds: { readonly backend: string; readonly speed: number }[] = [];
for (const backend of ['wasm', 'cpu']) speeds.push({ backend, speed: await speedOn(backend) });
const fastest = speeds.reduce((best, other) => (other.speed > best.speed ? other : best));
await turnTo(fastest.backend);
await serve({ restart, run, parameters, variant: fastest.backend });

async function turnTo(backend: string): Promise<void> {
  await tf.setBackend(backend);
  for (const { x, y } of batches) for (const tensor of [x, y]) tensor.dispose();
  batches = Array.from({ length: m / batch }, (_, i) => ({
    x: tf.tensor2d(data.X.slice(i * batch * inputs, (i + 1) * batch * inputs), [batch, inputs]),
    y: tf.tensor2d(data.Y.slice(i * batch * outputs, (i + 1) * batch * outputs), [batch, outputs]),
  }));
}

/** Steps a second of the processor's time. */
async function speedOn(backend: string): Promise<number> {
  await turnTo(backend);
  restart();
  run(1);
  for (let steps = 1; ; steps *= 2) {
    const begun = process.cpuUsage();
    run(steps);
    const { user, system } = process.cpuUsage(begun);
    const seconds = (user + system) / 1e6;
    if (seconds >= trial) return steps / seconds;
  }
}

function restart(): void {
  for (const { W, b } of layers) for (const variable of [W, b]) variable.dispose();
  optimizer?.dispose();
  optimizer =
    workload.optimizer === 'adam' ? tf.train.adam(learningRate, 0.9, 0.999, 1e-8) : tf.train.sgd(learningRate);
  layers = units.slice(1).map((count, l) => ({
    W: tf.variable(tf.tensor2d(Float32Array.from(initial.W[l + 1] ?? []), [count, units[l] ?? 0])),
    b: tf.variable(tf.zeros([count])),
  }));
}

function run(steps: number): void {
  const variables = layers.flatMap(({ W, b }) => [W, b]);
  for (let step = 0; step < steps; step++)
    tf.tidy(() => optimizer?.minimize(() => loss(step % batches.length), false, variables));
  layers[0]?.W.dataSync();
}

function parameters(): Float32Array {
  return Float32Array.from(layers.flatMap(({ W, b }) => [...W.dataSync(), ...b.dataSync()]));
}

function loss(index: number): Tensor {
  const given = batches[index];
  if (!given) throw new RangeError(`there is no batch ${index}`);
  const logits = layers.reduce((a, { W, b }, l) => {
    const z = tf.add(tf.matMul(a, W, false, true), b);
    if (l === layers.length - 1) return z;
    return hidden === 'tanh' ? tf.tanh(z) : tf.relu(z);
  }, given.x);
  return crossEntropy(logits, given.y);
}
