/**
 * "initialization": this network trained once more from other initial weights, apart from the run: with its data, its settings and
 * its kernels. What the weights at the start do is measured here, not recited: saturation, units that stay the same, how soon it learns.
 */
import { activate } from '../../core/network/activations.ts';
import { saturatedShare, symmetricUnits } from '../../core/analysis/diagnostics.ts';
import type { Examples } from '../../core/network/examples.ts';
import { lossSum } from '../../core/network/losses.ts';
import { metricOf } from '../../core/evaluation/metrics.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { unitsOf } from '../../core/network/shape.ts';
import { Trainer } from '../../core/training/trainer.ts';
import type { InitializationAnswer, StartState } from '../../protocol/initializationAnswer.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { sampleOf } from '../curve/evaluator.ts';
import type { QueryContext, Work } from '../inspect/queryContext.ts';

/** Multiply-adds of all forward passes of one such training: about a second of the engine's time. */
const maxWork = 1e9;
/** The same of one pass over the examples, and numbers of X that are copied for it. */
const maxPassWork = 2e8;
const maxInputs = 2e6;
const minExamples = 256;
/** Points of the cost curve; those of a training with all examples in a batch cost little beside its steps. */
const maxPoints = 60;
const maxPointsOfFullBatch = 240;
/** Multiply-adds between two looks at whether others want their turn. */
const workAtOnce = 1e5;

export async function initialization(
  query: QueryMap['initialization'],
  scene: QueryContext,
  work: Work,
): Promise<InitializationAnswer> {
  const { spec, description, runner } = scene;
  const examples = sampleOf(scene.dataset.train, maxExamples(scene));
  const { scheme, factor } = query;
  const { seed } = runner.trainer.initialization;
  const trainer = new Trainer({
    ...{ spec, train: examples, validation: null, backend: runner.trainer.backend },
    initialization: { scheme, scale: factor, value: factor, seed },
    settings: { ...runner.trainer.settings, earlyStopping: undefined },
  });
  try {
    const { batchSize, epochs } = trainer.settings;
    const batch = batchSize === 'full' ? examples.m : Math.min(batchSize, examples.m);
    const workOfStep = batch * description.parameters;
    const steps = Math.min(query.steps, trainer.stepsPerEpoch * epochs, Math.max(20, Math.floor(maxWork / workOfStep)));
    const below = thresholdOf(spec, examples);
    const start = stateOf(trainer, examples);
    const way = await follow(
      trainer,
      examples,
      { steps, below, yieldEvery: Math.max(1, Math.floor(workAtOnce / workOfStep)) },
      work,
    );
    const end = stateOf(trainer, examples);
    const diverged = trainer.outcome?.reason === 'diverged';
    return { ...{ scheme, factor, seed, m: examples.m, start, end, below, diverged }, ...way, steps: trainer.step };
  } finally {
    trainer.dispose();
  }
}

function maxExamples({ spec, description }: QueryContext): number {
  return Math.max(minExamples, Math.floor(Math.min(maxPassWork / description.parameters, maxInputs / spec.inputs)));
}

interface Requested {
  readonly steps: number;
  readonly below: number;
  readonly yieldEvery: number;
}

/**
 * Trains, and notes the cost on the way: more often at first, when it changes most. With all examples in a batch every step
 * tells its own; else only the points do.
 */
async function follow(
  trainer: Trainer,
  examples: Examples,
  { steps, below, yieldEvery }: Requested,
  work: Work,
): Promise<Pick<InitializationAnswer, 'curve' | 'reached' | 'reachedEvery'>> {
  const everyStep = trainer.settings.batchSize === 'full' || trainer.settings.batchSize >= examples.m;
  const spaces = (everyStep ? maxPointsOfFullBatch : maxPoints) - 1;
  // Points stand at squares: four times as far on they are twice as far apart.
  const indexOf = (step: number): number => Math.floor(spaces * Math.sqrt(step / steps) + 1e-9);
  const points: { step: number; cost: number }[] = [];
  let reached: number | null = null;
  let reachedEvery = 1;
  const point = (step: number, cost: number): void => {
    const before = points.at(-1)?.step ?? step - 1;
    if (step > before) points.push({ step, cost });
    if (reached !== null) return;
    reachedEvery = everyStep ? 1 : step - before;
    if (cost < below) reached = step;
  };
  point(0, trainer.evaluate(examples).cost);
  while (trainer.step < steps && !trainer.outcome) {
    trainer.run(1);
    const { step, batchCost } = trainer;
    // A step sees the cost of the weights before it.
    if (everyStep && reached === null && batchCost < below) point(step - 1, batchCost);
    if (indexOf(step) > indexOf(step - 1)) point(step, trainer.evaluate(examples).cost);
    if (step % yieldEvery === 0) await work.yieldNow();
  }
  const curve = {
    steps: Float64Array.from(points, ({ step }) => step),
    cost: Float64Array.from(points, ({ cost }) => cost),
  };
  return { curve, reached, reachedEvery };
}

function stateOf(trainer: Trainer, examples: Examples): StartState {
  const { spec, parameters } = trainer;
  const { A } = trainer.forward(examples.X, examples.m);
  const layers = spec.layers.slice(0, -1).map(({ units, activation }, index) => {
    const copies = symmetricUnits(spec, parameters, index + 1).reduce((sum, group) => sum + group.length - 1, 0);
    return { layer: index + 1, units, distinct: units - copies, saturated: saturatedShare(activation, A[index + 1]!) };
  });
  const evaluation = trainer.evaluate(examples);
  return { cost: finite(evaluation.cost), metric: metricOf(evaluation), layers };
}

/** A cost that shows that something was learned: 0.45 of what a network of zeros has, as a round number. On the flower 0.3. */
function thresholdOf(spec: NetworkSpec, { Y, m }: Examples): number {
  const last = spec.layers.length;
  const units = unitsOf(spec, last);
  const { activation } = spec.layers[last - 1]!;
  const Z = new Float64Array(units * m);
  const A = new Float64Array(units * m);
  activate(activation, Z, A, units, m, spec.leakySlope);
  return Number(((0.45 * lossSum(spec.loss, activation, { Z, A, Y, units, m })) / m).toPrecision(1));
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
