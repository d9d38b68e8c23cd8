/** `gradcheck FILE`: backpropagation against central differences of the cost, at the initial weights. */
import { localize, msg } from '../../config/wording/localize.ts';
import { type EngineCheck, engineCheck } from '../../core/analysis/engineCheck.ts';
import {
  type CheckedParameter,
  type GradientCheck,
  gradientCheckSteps,
  gradientTolerance,
} from '../../core/analysis/gradientCheck.ts';
import { relativeError as relativeErrorOf } from '../../core/analysis/gradientSweep.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { parameterAt, parameterCode } from '../../core/network/parameterName.ts';
import { type NetworkValues, networkOperands, networkOptions } from '../command/options.ts';
import { type ExitCode, verb } from '../command/verb.ts';
import { yieldNow, interruptedCode, onInterrupt } from '../terminal/interruption.ts';
import { locatedMessage } from '../terminal/failure.ts';
import { inSlices } from '../../run/inSlices.ts';
import { buildRun, loadSetup } from '../input/setup.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { counted, numberText } from '../terminal/text.ts';

/** Between two looks at the signals. */
const milliseconds = 40;

export const gradcheck = verb({
  name: 'gradcheck',
  operands: networkOperands,
  options: networkOptions,
  help: msg('backpropagation against finite differences'),
  json: [
    'relativeError',
    'engineError',
    'rounding',
    'parameters',
    'compared',
    'kinks',
    'epsilon',
    'm',
    'passed',
    'each',
  ],
  run: checkGradients,
});

/** Resolves to 1 above the tolerance. */
async function checkGradients(options: NetworkValues, terminal: Terminal): Promise<ExitCode> {
  const setup = await loadSetup(options, terminal);
  const { l2 } = setup.config.training;
  const { spec, trainer, dataset } = buildRun(setup);
  const each: ParameterReport[] = [];
  const steps = gradientCheckSteps(spec, trainer.parameters, dataset.train, l2, {
    each: (checked) => each.push(parameterReport(spec, checked)),
  });
  const result = await checked(steps, new Progress(terminal));
  if (!result) {
    terminal.err(`${localize('Interrupted: the gradient check has no result yet.')}\n`);
    return interruptedCode;
  }
  const engine = engineCheck(trainer.backend, spec, trainer.parameters, dataset.train, l2);
  const { relativeError, rounding, parameters, compared, kinks, epsilon } = result;
  const { engineError } = engine;
  const passed = result.passed && engine.passed;
  const m = dataset.train.m;
  if (options.json)
    terminal.json({ relativeError, engineError, rounding, parameters, compared, kinks, epsilon, m, passed, each });
  else terminal.out(`${resultText(result, engine, m)}${worstText(each)}`);
  const tell = (sentence: string) => terminal.err(`${locatedMessage(options.file, sentence)}\n`);
  if (!result.passed)
    tell(
      localize('The gradient check failed: relative error {0}, expected below 1e-7.', relativeError.toExponential(1)),
    );
  if (!engine.passed)
    tell(
      localize(
        'The gradient check failed: the engine {0} differs by {1}.',
        trainer.backend.name,
        engineError.toExponential(1),
      ),
    );
  return passed ? 0 : 1;
}

/** One parameter as the panel's page has it, with the ε that served it; `null` where a kink lies within every ±ε. */
function parameterReport(spec: NetworkSpec, { position, analytic, numeric, epsilon }: CheckedParameter) {
  const address = parameterAt(spec, position);
  const error = numeric === null ? null : relativeErrorOf(analytic, numeric);
  return { parameter: address ? parameterCode(address) : '', analytic, numeric, relativeError: error, epsilon };
}

type ParameterReport = ReturnType<typeof parameterReport>;

/** The parameter whose derivatives are furthest apart. */
function worstText(each: readonly ParameterReport[]): string {
  const [first, ...others] = each.filter(({ relativeError }) => relativeError !== null);
  if (!first) return '';
  const size = ({ relativeError }: ParameterReport): number => relativeError ?? 0;
  const { parameter, analytic, numeric, relativeError } = others.reduce((a, b) => (size(b) > size(a) ? b : a), first);
  const numbers = [analytic, numeric, relativeError].map((value) => numberText(value)) as [string, string, string];
  return `${localize('furthest apart: {0}, {1} by backpropagation, {2} by difference, relative error {3}', parameter, ...numbers)}\n`;
}

function resultText(check: GradientCheck, engine: EngineCheck, m: number): string {
  const { relativeError, rounding, compared, kinks, epsilon } = check;
  const verdict = check.passed && engine.passed ? localize('passed') : localize('failed');
  const isExplained = check.passed && relativeError >= gradientTolerance;
  const facts = [
    counted(compared, 'parameter'),
    ...(kinks > 0 ? [localize('{0} left out at a kink', kinks)] : []),
    counted(m, 'example'),
    localize('mostly ε = {0}', epsilon),
    ...(isExplained ? [localize('rounding explains {0}', rounding.toExponential(1))] : []),
  ];
  const engineText = localize('engine {0}', engine.engineError.toExponential(2));
  return `${localize('relative error {0}: {1}', relativeError.toExponential(2), verdict)} (${facts.join(', ')}; ${engineText})\n`;
}

/** The generator's result; `null` when interrupted. */
async function checked(steps: Generator<number, GradientCheck>, progress: Progress): Promise<GradientCheck | null> {
  const interruption = onInterrupt();
  function* untilInterrupted(): Generator<number, GradientCheck | null> {
    for (let next = steps.next(); !interruption.aborted; next = steps.next()) {
      if (next.done) return next.value;
      yield next.value;
    }
    return null;
  }
  const pause = async (share: number): Promise<void> => {
    progress.show(() => localize('gradient check: {0} %', Math.floor(100 * share)));
    await yieldNow();
  };
  try {
    return await inSlices(untilInterrupted(), { now: () => performance.now(), pause, milliseconds });
  } finally {
    progress.clear();
    interruption.dispose();
  }
}
