/**
 * What the simplest models reach on the same split: the most frequent class or the mean, and one layer without hidden
 * units, which is logistic or linear regression. Fitted once a run, on the training examples alone.
 */
import { defaultSettings } from '../../core/training/settings.ts';
import type { ExampleSet, Inputs } from '../../core/network/examples.ts';
import { createParameters } from '../../core/network/arena.ts';
import { createForwardBuffers, forwardPass } from '../../core/network/forward.ts';
import { leastSquares, unstandardized } from '../../core/evaluation/leastSquares.ts';
import { lossSum } from '../../core/network/losses.ts';
import { standardizedRows } from '../../core/evaluation/standardizedRows.ts';
import { type Evaluation, metricOf, talliesFor } from '../../core/evaluation/metrics.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { unitsOf } from '../../core/network/shape.ts';
import { Trainer } from '../../core/training/trainer.ts';
import type { BaselineScore } from '../../protocol/evaluationAnswer.ts';
import type { Part } from '../../protocol/subjects.ts';
import { sampleOf } from '../curve/evaluator.ts';
import { examplesOf, type QueryContext, type Work } from '../inspect/queryContext.ts';

/** Multiply-adds of one pass over the examples that a baseline is fitted to. */
const workAtOnce = 4e6;
/** Adam on all examples, first with large and then with small steps: the cost is convex. */
const schedule = [
  { steps: 300, learningRate: 0.1 },
  { steps: 200, learningRate: 0.01 },
] as const;

/** λ of the logistic fit, on standardized columns, as scikit-learn has it: else classes that can be told apart have no best weights. */
const ridge = 1;

/** A layer: Z = W x + b. */
interface Fit {
  readonly name: BaselineScore['name'];
  readonly spec: NetworkSpec;
  readonly W: Float64Array;
  readonly b: Float64Array;
  readonly fittedTo: number;
}

const known = new WeakMap<QueryContext['dataset'], Promise<readonly Fit[]>>();

export async function baselineScores(scene: QueryContext, part: Part, work: Work): Promise<BaselineScore[]> {
  const { examples } = examplesOf(scene, part);
  const fits = await fitsOf(scene, work);
  return fits.map((fit) => scoreOf(fit, scene, examples));
}

/** What logistic or linear regression is worth on these examples, as a verdict compares it. */
export async function linearAnswer(
  scene: QueryContext,
  work: Work,
  examples: ExampleSet,
): Promise<Pick<Evaluation, 'correct' | 'r2'>> {
  const [, linear] = await fitsOf(scene, work);
  const { correct = null, r2 = null } = linear ? talliedOf(linear, examples).result : {};
  return { correct, r2 };
}

async function fitsOf(scene: QueryContext, work: Work): Promise<readonly Fit[]> {
  const { dataset } = scene;
  const fits = known.get(dataset) ?? fitAll(scene, work);
  known.set(dataset, fits);
  try {
    return await fits;
  } catch (error) {
    // Given up in the middle: whoever asks next begins anew.
    known.delete(dataset);
    throw error;
  }
}

async function fitAll(scene: QueryContext, work: Work): Promise<Fit[]> {
  const isRegression = scene.dataset.task === 'regression';
  const simple = constantFit(scene);
  return [simple, isRegression ? await linearFit(scene, work) : await logisticFit(scene, work)];
}

/** One layer with the activation and loss that belong to the task. */
function singleLayer({ dataset, spec }: QueryContext): NetworkSpec {
  const units = unitsOf(spec, spec.layers.length);
  if (dataset.task === 'regression')
    return { ...spec, layers: [{ units, activation: 'linear' }], loss: 'squaredError' };
  const isYesNo = units === 1;
  return {
    ...spec,
    layers: [{ units, activation: isYesNo ? 'sigmoid' : 'softmax' }],
    loss: isYesNo ? 'binaryCrossEntropy' : 'categoricalCrossEntropy',
  };
}

/** W = 0: the shares of the classes, or the means. */
function constantFit(scene: QueryContext): Fit {
  const { train, task } = scene.dataset;
  const spec = singleLayer(scene);
  const units = unitsOf(spec, 1);
  const shares = Float64Array.from(
    { length: units },
    (_, j) => train.Y.subarray(j * train.m, (j + 1) * train.m).reduce((a, b) => a + b, 0) / train.m,
  );
  const b =
    task === 'regression'
      ? shares
      : shares.map((share) => (units === 1 ? Math.log(share / (1 - share)) : Math.log(share)));
  return {
    name: task === 'regression' ? 'mean' : 'majority',
    spec,
    W: new Float64Array(units * spec.inputs),
    b,
    fittedTo: train.m,
  };
}

async function linearFit(scene: QueryContext, work: Work): Promise<Fit> {
  const spec = singleLayer(scene);
  const { X, Y, m } = sampleOf(scene.dataset.train, maxExamples(spec));
  const steps = leastSquares(X, Y, spec.inputs, unitsOf(spec, 1), m);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { name: 'linear', spec, ...value, fittedTo: m };
    await work.yieldNow();
  }
}

async function logisticFit(scene: QueryContext, work: Work): Promise<Fit> {
  const spec = singleLayer(scene);
  const sample = sampleOf(scene.dataset.train, maxExamples(spec));
  const { X, mean, std } = standardizedRows(sample.X, spec.inputs, sample.m);
  const train = { ...sample, X };
  const { settings, backend } = scene.runner.trainer;
  const plain = {
    ...settings,
    optimizer: 'adam',
    schedule: defaultSettings.schedule,
    batchSize: 'full',
    epochs: 1e6,
    l2: ridge,
    beta1: defaultSettings.beta1,
    beta2: defaultSettings.beta2,
    epsilon: defaultSettings.epsilon,
  } as const;
  const initialization = { scheme: 'zeros', scale: 0, value: 0, seed: 0 } as const;
  const trainer = new Trainer({
    spec,
    train,
    validation: null,
    initialization,
    settings: { ...plain, earlyStopping: undefined },
    backend,
  });
  try {
    for (const { steps, learningRate } of schedule) {
      trainer.apply({ learningRate });
      for (let step = 0; step < steps; step++) {
        trainer.run(1);
        await work.yieldNow();
      }
    }
    const { W, b } = trainer.parameters;
    const fit = unstandardized({ W: W[1]!, b: b[1]! }, mean, std);
    return { name: 'logistic', spec, ...fit, fittedTo: train.m };
  } finally {
    trainer.dispose();
  }
}

function maxExamples({ inputs, layers }: NetworkSpec): number {
  return Math.max(256, Math.floor(workAtOnce / ((inputs + 1) * layers[0]!.units)));
}

function scoreOf(fit: Fit, scene: QueryContext, examples: ExampleSet): BaselineScore {
  const { name, spec, fittedTo } = fit;
  const { Z, A, result } = talliedOf(fit, examples);
  const { units, activation } = spec.layers[0]!;
  const cost = lossSum(scene.spec.loss, activation, { Z, A, Y: examples.Y, units, m: examples.m }) / examples.m;
  return { name, metric: metricOf(result), cost: finite(cost), fittedTo };
}

function talliedOf({ spec, W, b }: Fit, examples: ExampleSet) {
  const { X, Y, m } = examples;
  const values = new Float64Array(W.length + b.length);
  values.set(W);
  values.set(b, W.length);
  const { Z, A } = passForward(spec, values, X, m);
  const [tally] = talliesFor(spec, examples);
  tally?.add(A, Y, m);
  return { Z, A, result: tally?.result() ?? {} };
}

function passForward(
  spec: NetworkSpec,
  values: Float64Array<ArrayBuffer>,
  X: Inputs,
  m: number,
): { Z: Float64Array; A: Float64Array } {
  const buffers = createForwardBuffers(spec, X, m);
  forwardPass(spec, createParameters(spec, values), buffers, m);
  return { Z: buffers.Z[1]!, A: buffers.A[1]! };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
