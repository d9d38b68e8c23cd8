/**
 * Run by a Node with vectors of 256 bits: trains large networks with the tiles that V8 pairs and with the usual ones, and prints a
 * line "REPORTS …" with fingerprints of the weights. V8's own trace, if it is on, goes to the same stream.
 */
import { defaultSettings } from '../../src/core/training/settings.ts';
import { createHash } from 'node:crypto';
import type { Backend } from '../../src/core/training/backend.ts';
import type { NetworkSpec } from '../../src/core/network/network.ts';
import { RandomState } from '../../src/core/network/random.ts';
import { Trainer } from '../../src/core/training/trainer.ts';
import { engineBackend, engineBackend32, wideBackend, wideBackend32 } from '../../src/engine/runtime/engineBackends.ts';
import { nodeWideMode } from '../../src/platform/node/nodeWideMode.ts';

export interface WideReport {
  readonly title: string;
  readonly wide: string;
  readonly normal: string;
}

const cases = [
  { units: [130, 70, 3], batchSize: 20, m: 45 },
  { units: [600, 33, 129, 2], batchSize: 'full', m: 41 },
] as const;

function weightsAfter(
  backend: Backend,
  { units: [inputs, ...sizes], batchSize, m }: (typeof cases)[number],
  paired: boolean,
): string {
  const layers = sizes.map((units, l) => ({
    units,
    activation: l < sizes.length - 1 ? ('relu' as const) : ('linear' as const),
  }));
  const spec: NetworkSpec = { inputs, layers, loss: 'squaredError', leakySlope: 0.01 };
  const random = new RandomState(7);
  const numbers = (count: number): Float64Array => Float64Array.from({ length: count }, () => random.randn());
  const rest = { ...defaultSettings, epochs: 50, l2: 0.1, shuffleSeed: 2 };
  const trainer = nodeWideMode.compile(
    paired,
    () =>
      new Trainer({
        ...{ spec, backend, validation: null },
        train: { m, X: numbers(inputs * m), Y: numbers((sizes.at(-1) ?? 1) * m) },
        initialization: { scheme: 'he', scale: 1, value: 0, seed: 1 },
        settings: { ...rest, optimizer: 'adam', learningRate: 0.01, batchSize },
      }),
  );
  trainer.run(12);
  return createHash('sha256').update(trainer.parameters.values).digest('hex');
}

const reports = cases.flatMap((one) =>
  [
    [wideBackend, engineBackend],
    [wideBackend32, engineBackend32],
  ].map(([wide, normal]): WideReport => {
    if (!wide || !normal) throw new RangeError('there are kernels of both kinds');
    const title = `${one.units.join('-')}, ${wide.precision}`;
    return { title, wide: weightsAfter(wide, one, true), normal: weightsAfter(normal, one, false) };
  }),
);
process.stdout.write(`\nREPORTS ${JSON.stringify(reports)}\n`);
