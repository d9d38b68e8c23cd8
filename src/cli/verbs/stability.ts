/**
 * `stability FILE`: how α stands to the curvature of the cost, at the initial weights and where the training ends, and how often the cost
 * rose in its last hundred steps: the figures that the panel has beside α and beside the update.
 */
import { localize, msg } from '../../config/wording/localize.ts';
import type { StartCurvature } from '../../config/facts/preflightFacts.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import { curvatureSteps } from '../../run/setup/preflight.ts';
import { networkOperands, networkOptions, stepOption } from '../command/options.ts';
import { type ExitCode, type ValuesOf, verb } from '../command/verb.ts';
import { buildRun, loadSetup } from '../input/setup.ts';
import { inTurns } from '../terminal/inTurns.ts';
import { type Interruption, interruptedCode, onInterrupt } from '../terminal/interruption.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { numberText } from '../terminal/text.ts';
import { trainToEnd, type Watcher } from '../training/trainToEnd.ts';

/** Steps that are looked back upon. */
const span = 100;

const options = {
  step: stepOption(msg('the step that is looked at; the last one of the training unless told')),
  ...networkOptions,
};

export const stability = verb({
  name: 'stability',
  operands: networkOperands,
  options,
  help: msg('how the learning rate stands to the curvature of the cost, and how often the cost rose'),
  json: [
    'step',
    'learningRate',
    'limit',
    'startLambdaMax',
    'startRate',
    'lambdaMax',
    'largestStableRate',
    'rose',
    'of',
    'share',
  ],
  run: tellStability,
});

async function tellStability(
  values: ValuesOf<typeof networkOperands, typeof options>,
  terminal: Terminal,
): Promise<ExitCode> {
  const setup = await loadSetup(values, terminal);
  const { trainer } = buildRun(setup);
  const interruption = onInterrupt();
  try {
    const start = await curvatureOf(trainer, interruption);
    const costs = new Map<number, number>();
    const end = trainer.settings.earlyStopping ? null : trainer.settings.epochs * trainer.stepsPerEpoch;
    const last = Math.min(values.step ?? Number.POSITIVE_INFINITY, end ?? Number.POSITIVE_INFINITY);
    const from = Number.isFinite(last) ? Math.max(0, last - span) : 0;
    const watcher = costWatcher(trainer, from, costs);
    await inTurns(watcher.look({ costs: new Map(), startCost: null, seconds: 0 }));
    const maxSteps = values.step ?? undefined;
    await trainToEnd(trainer, { costsAt: [], interruption, progress: new Progress(terminal), maxSteps, watcher });
    const now = interruption.aborted ? null : await curvatureOf(trainer, interruption);
    if (interruption.aborted) {
      terminal.err(`${localize('Interrupted: there is no result yet.')}\n`);
      return interruptedCode;
    }
    const report = reportOf(trainer, costs, start, now);
    if (values.json) terminal.json(report);
    else terminal.out(textOf(report, trainer.settings.optimizer === 'gradientDescent'));
    return 0;
  } finally {
    interruption.dispose();
  }
}

/** λmax of the cost over all training examples; `null` where it is no number. */
function curvatureOf(trainer: Trainer, interruption: Interruption): Promise<StartCurvature | null> {
  return inTurns(curvatureSteps(trainer), () => interruption.aborted);
}

/** The cost over all training examples, from a step on after each. */
function costWatcher(trainer: Trainer, from: number, costs: Map<number, number>): Watcher {
  return {
    stepsToNext: (step) => Math.max(1, from - step),
    *look() {
      const { step } = trainer;
      // What an early stop takes back is of another step.
      if (step < from || trainer.inStep || costs.has(step) || isTakenBack(trainer)) return;
      costs.set(step, (yield* trainer.evaluation(trainer.train)).cost);
      costs.delete(step - span - 1);
    },
  };
}

function isTakenBack({ outcome }: Trainer): boolean {
  return outcome !== null && outcome.reason !== 'epochs';
}

type Report = ReturnType<typeof reportOf>;

function reportOf(
  trainer: Trainer,
  costs: ReadonlyMap<number, number>,
  start: StartCurvature | null,
  now: StartCurvature | null,
) {
  const steps = [...costs.keys()];
  const rose = steps.filter((step) => (costs.get(step) ?? Number.NaN) > (costs.get(step - 1) ?? Number.NaN)).length;
  const of = Math.max(0, steps.length - 1);
  const { step, learningRate } = trainer;
  return {
    step,
    learningRate,
    limit: learningRate > 0 ? 2 / learningRate : null,
    startLambdaMax: start?.lambdaMax ?? null,
    startRate: start?.largestStableRate ?? null,
    lambdaMax: now?.lambdaMax ?? null,
    largestStableRate: now?.largestStableRate ?? null,
    rose,
    of,
    share: of > 0 ? rose / of : null,
  };
}

function textOf(report: Report, isPlain: boolean): string {
  const { step, learningRate, limit, startLambdaMax, startRate, lambdaMax, largestStableRate, rose, of } = report;
  const lines = [
    localize('α = {0}, 2/α = {1}', numberText(learningRate), numberText(limit)),
    localize('step 0: λmax = {0}, 2/λmax = {1}', numberText(startLambdaMax), numberText(startRate)),
    localize('step {0}: λmax = {1}, 2/λmax = {2}', step, numberText(lambdaMax), numberText(largestStableRate)),
    localize('the cost rose in {0} of the last {1} steps', rose, of),
    ...(isPlain ? [] : [localize('2/λmax is the limit of plain gradient descent; this optimizer has another.')]),
  ];
  return `${lines.join('\n')}\n`;
}
