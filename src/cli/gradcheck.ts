/** `gradcheck FILE`: backpropagation against central differences of the cost, at the initial weights. */
import { type EngineCheck, engineCheck } from '../core/analysis/engineCheck.ts';
import { type GradientCheck, gradientCheckSteps, gradientTolerance } from '../core/analysis/gradientCheck.ts';
import type { ModelOptions } from './arguments.ts';
import { yieldNow, interruptedCode, onInterrupt } from './interruption.ts';
import { buildRun, loadModel } from './model.ts';
import { Progress } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { counted } from './text.ts';

/** Between two looks at the signals. */
const sliceMilliseconds = 40;

/** Resolves to the exit code: 1 above the tolerance. */
export async function gradcheck(options: ModelOptions, terminal: Terminal): Promise<number> {
  const model = await loadModel(options, terminal);
  const { spec, trainer, dataset } = buildRun(model);
  const steps = gradientCheckSteps(spec, trainer.parameters, dataset.train, model.config.training.l2);
  const result = await inSlices(steps, new Progress(terminal));
  if (!result) {
    terminal.err('Interrupted: the gradient check has no result yet.\n');
    return interruptedCode;
  }
  const engine = engineCheck(trainer.kernels, spec, trainer.parameters, dataset.train, model.config.training.l2);
  const { relativeError, rounding, parameters, compared, kinks, epsilon } = result;
  const { engineError } = engine;
  const passed = result.passed && engine.passed;
  const m = dataset.train.m;
  if (options.json)
    terminal.json({ relativeError, engineError, rounding, parameters, compared, kinks, epsilon, m, passed });
  else terminal.out(resultText(result, engine, m));
  const about = `${options.file}: the gradient check failed:`;
  if (!result.passed) terminal.err(`${about} relative error ${relativeError.toExponential(1)}, expected below 1e-7.\n`);
  if (!engine.passed)
    terminal.err(`${about} the engine ${trainer.kernels.name} differs by ${engineError.toExponential(1)}.\n`);
  return passed ? 0 : 1;
}

function resultText(check: GradientCheck, engine: EngineCheck, m: number): string {
  const { relativeError, rounding, compared, kinks, epsilon } = check;
  const word = check.passed && engine.passed ? 'passed' : 'failed';
  const left = kinks > 0 ? `, ${kinks} left out at a kink` : '';
  const explained =
    check.passed && relativeError >= gradientTolerance ? `, rounding explains ${rounding.toExponential(1)}` : '';
  const facts = `${counted(compared, 'parameter')}${left}, ${counted(m, 'example')}, mostly ε = ${epsilon}${explained}`;
  return `relative error ${relativeError.toExponential(2)}: ${word} (${facts}; engine ${engine.engineError.toExponential(2)})\n`;
}

/** The generator's result; `null` when interrupted. */
async function inSlices(steps: Generator<number, GradientCheck>, progress: Progress): Promise<GradientCheck | null> {
  const interruption = onInterrupt();
  try {
    let pauseAt = performance.now() + sliceMilliseconds;
    for (let next = steps.next(); !interruption.aborted; next = steps.next()) {
      if (next.done) return next.value;
      const share = next.value;
      if (performance.now() < pauseAt) continue;
      progress.show(() => `gradient check: ${Math.floor(100 * share)} %`);
      await yieldNow();
      pauseAt = performance.now() + sliceMilliseconds;
    }
    return null;
  } finally {
    progress.clear();
    interruption.dispose();
  }
}
