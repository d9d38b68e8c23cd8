/** `gradcheck FILE`: backpropagation against central differences of the cost, at the initial weights. */
import { type GradientCheck, gradientCheckSteps } from '../core/analysis/gradientCheck.ts';
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
  const { relativeError, parameters, compared, kinks, epsilon, passed } = result;
  if (options.json) terminal.json({ relativeError, parameters, compared, kinks, epsilon, m: dataset.train.m, passed });
  else terminal.out(resultText(result, dataset.train.m));
  if (!passed)
    terminal.err(
      `${options.file}: the gradient check failed: relative error ${relativeError.toExponential(1)}, expected below 1e-7.\n`,
    );
  return passed ? 0 : 1;
}

function resultText({ relativeError, compared, kinks, epsilon, passed }: GradientCheck, m: number): string {
  const left = kinks > 0 ? `, ${kinks} left out at a kink` : '';
  return `relative error ${relativeError.toExponential(2)}: ${passed ? 'passed' : 'failed'} (${counted(compared, 'parameter')}${left}, ${counted(m, 'example')}, ε = ${epsilon})\n`;
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
