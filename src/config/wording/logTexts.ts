/** The lines of the log about a run: what one asks for later. English, as all of the log. */
import type { Task } from '../../data/columns/summary.ts';

/** What is predicted, and why. @param reason of the guess; `null` where the user has chosen */
export function targetLine(file: string, target: string, reason: string | null): string {
  return `${file}: predicts "${target}" (${reason ?? 'chosen'})`;
}

/** Of a network that was built. */
export interface LoggedNetwork {
  readonly title: string;
  readonly dataFile: string;
  readonly task: Task;
  readonly targets: readonly string[];
  readonly classes: readonly string[];
  readonly m: number;
  readonly mValidation: number;
  readonly mTest: number;
  readonly inputs: readonly unknown[];
  readonly layers: readonly { readonly units: number }[];
  readonly parameters: number;
  readonly engine: string;
  readonly precision: string;
}

/** "iris.nnconfig: iris.csv, 120 training + 30 validation examples; 4 inputs → 4 → 3; predicts species (3 classes); …" */
export function networkLine(network: LoggedNetwork): string {
  const { title, dataFile, m, mValidation, mTest, inputs, layers, parameters, engine, precision } = network;
  const parts = [
    `${m} training`,
    ...(mValidation > 0 ? [`${mValidation} validation`] : []),
    ...(mTest > 0 ? [`${mTest} test`] : []),
  ];
  const shape = [`${inputs.length} ${inputs.length === 1 ? 'input' : 'inputs'}`, ...layers.map(({ units }) => units)];
  return (
    `${title}: ${dataFile}, ${parts.join(' + ')} examples; ${shape.join(' → ')}; predicts ${answersOf(network)}; ` +
    `${parameters} parameters, computed by ${engine} in ${precision}`
  );
}

function answersOf({ task, targets, classes }: LoggedNetwork): string {
  const kind = task === 'regression' ? 'a number' : `${classes.length} classes`;
  return `${targets.join(', ')} (${kind})`;
}

/** Of a run that is in another state now. */
export interface LoggedState {
  readonly title: string;
  readonly state: string;
  readonly step: number;
  readonly epoch: number;
  readonly cost: number | null;
  readonly validationCost: number | null;
  /** The best epoch where another is better, or its weights came back; `null` where nobody knows. */
  readonly best: number | null;
  /** What there is to say beside. */
  readonly message: string;
  /** Since it last began to train, in ms; `null` where it did not. */
  readonly time: number | null;
}

/** "iris.nnconfig: finished at step 1,200, epoch 300, after 2.1 s; cost 0.0412, validation cost 0.0610; best epoch 240" */
export function stateLine({
  title,
  state,
  step,
  epoch,
  cost,
  validationCost,
  best,
  message,
  time,
}: LoggedState): string {
  const where =
    step === 0
      ? []
      : [`at step ${step.toLocaleString('en')}`, `epoch ${epoch.toLocaleString('en', { maximumFractionDigits: 2 })}`];
  const lasted = time === null ? [] : [`after ${(time / 1000).toFixed(1)} s`];
  const costs = [
    ...(cost === null ? [] : [`cost ${cost}`]),
    ...(validationCost === null ? [] : [`validation cost ${validationCost}`]),
  ];
  const facts = [
    [`${title}: ${state}${where.length === 0 ? '' : ` ${where.join(', ')}`}`, ...lasted].join(', '),
    costs.join(', '),
    best === null ? '' : `best epoch ${best}`,
  ];
  return `${facts.filter((fact) => fact !== '').join('; ')}${message === '' ? '' : `. ${message}`}`;
}
