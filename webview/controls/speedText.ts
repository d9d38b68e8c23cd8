/** What stands behind the speed in the state line: who computes, how fast, and what keeps it from being faster. */
import { msg, localize } from '../kit/text/l10n.ts';
import { stepCost } from '../../src/core/training/stepCost.ts';
import type { RunDescription, RunStatus } from '../../src/protocol/run.ts';
import { formatCount } from '../kit/text/number.ts';

/** Operations a second that one core reaches while nothing else holds it up: of plain loops, and of SIMD by precision. */
const peaks = { reference: 2e9, float64: 12e9, float32: 25e9 } as const;
/** How much more vectors of 256 bits reach. */
const wideGain = 1.5;
/** Bytes a second from memory, and how many fit into the caches beside a core. */
const memorySpeed = 10e9;
const cacheBytes = 1 << 20;

export type Limit = 'arithmetic' | 'memory' | 'overhead';

/** The largest share of a step's time, estimated from its operations and bytes; `null` before anything was measured. */
export function speedLimit(run: RunDescription, { stepsPerSecond, effective, threads = 1 }: RunStatus): Limit | null {
  if (!(stepsPerSecond > 0)) return null;
  const { operations, numbers } = stepCost(
    run.inputs.length,
    run.layers,
    batchLength(run, effective.batchSize),
    effective.optimizer,
  );
  const bytes = numbers * (run.precision === 'float32' ? 4 : 8);
  const arithmetic = operations / (threads * peakOf(run));
  const memory = bytes > cacheBytes ? bytes / memorySpeed : 0;
  const overhead = Math.max(0, 1 / stepsPerSecond - arithmetic - memory);
  if (overhead > arithmetic + memory) return 'overhead';
  return memory > arithmetic ? 'memory' : 'arithmetic';
}

function peakOf({ engine, precision }: RunDescription): number {
  if (engine === 'reference') return peaks.reference;
  return peaks[precision] * (engine.includes('256-bit') ? wideGain : 1);
}

const limitTexts: Readonly<Record<Limit, string>> = {
  arithmetic: msg('Limited by arithmetic (estimated)'),
  memory: msg('Limited by memory: numbers do not arrive faster (estimated)'),
  overhead: msg('Limited by overhead: each step has little to compute (estimated)'),
};

/** Several lines, for a tooltip. */
export function speedText(run: RunDescription, status: RunStatus): string {
  const precision = run.precision === 'float32' ? '32-bit' : '64-bit';
  const { stepsPerSecond, effective, slowed, threads = 1 } = status;
  const engine = localize('Engine: {0}, {1} numbers', run.engine, precision);
  const lines = [threads === 1 ? engine : localize('{0}, {1} threads', engine, threads)];
  if (run.engine.includes('fused')) lines.push(localize('The same bits on this machine only'));
  if (!(stepsPerSecond > 0)) return lines.join('\n');
  const examples = stepsPerSecond * batchLength(run, effective.batchSize);
  lines.push(localize('{0} steps/s, {1} examples/s', formatCount(stepsPerSecond), formatCount(examples)));
  const limit = speedLimit(run, status);
  if (slowed) lines.push(localize('Held back so that it can be watched'));
  else if (limit !== null) lines.push(localize(limitTexts[limit]));
  return lines.join('\n');
}

function batchLength({ m }: RunDescription, batchSize: number | 'full'): number {
  return batchSize === 'full' ? m : Math.min(m, batchSize);
}
