/**
 * The candidates of a process that has vectors of 256 bits: the engine with tiles that V8 can pair, for large networks, where it is
 * faster; and the normal engine, compiled as in any other process. All compute the same bits: a sum's terms come in the same
 * order, and an operation on a vector of 256 bits is two of 128.
 */
import { notice } from '../../core/notice.ts';
import type { Precision } from '../../core/training/backend.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { lanesOf } from '../assembler/lanes.ts';
import type { EngineBackend, TestCase } from '../runtime/candidate.ts';
import { engineBackend, engineBackend32, engineOf, wideName } from '../runtime/engineBackends.ts';
import { isLargeNetwork, largeWeightBytes } from '../memory/largeNetworks.ts';
import { tileHere, wideTile } from '../kernels/tile.ts';
import { timesAsFast } from './timesAsFast.ts';
import type { WideMode } from './wideMode.ts';

/** What makes up for the work of finding out, and for measuring a little wrong. */
const minGain = 1.05;

/** Best first. */
export function wideCandidates(mode: WideMode): EngineBackend[] {
  return [...precisions.map((precision) => wideCandidate(precision, mode)), engineBackend, engineBackend32];
}

const precisions = ['float64', 'float32'] as const;

function wideCandidate(precision: Precision, mode: WideMode): EngineBackend {
  const lanes = lanesOf[precision];
  // Compiled at once, so that what the self-test sees is what runs later.
  const backend = engineOf(wideName, { lanes, tile: wideTile, compiling: (make) => mode.compile(true, make) });
  const rival = engineOf(engineBackend.name, { lanes, tile: tileHere, compiling: (make) => mode.compile(false, make) });
  return {
    ...backend,
    suits: (spec, m) => backend.suits(spec, m) && isLargeNetwork(spec, lanes),
    testCase: (spec) => largeTestCase(spec, precision),
    objection: once(() => {
      const ratio = timesAsFast(backend, rival, () => mode.now());
      return ratio >= minGain ? null : notice('engine.slow', ratio.toFixed(2), rival.name);
    }),
  };
}

const maxUnits = 13;
/** Batches of several panels, an odd number of them, the last one not full; and a smaller batch. */
const batchSize = 19;
const examples = 29;

/** A few units a layer, but as many inputs as make the network a large one. */
function largeTestCase({ layers, loss, leakySlope }: NetworkSpec, precision: Precision): TestCase {
  const small = layers.map(({ units, activation }) => ({ units: Math.min(units, maxUnits), activation }));
  const weights = largeWeightBytes / lanesOf[precision].numberBytes;
  const inputs = Math.ceil((weights + 1) / (small[0]?.units ?? 1));
  return { spec: { inputs, layers: small, loss, leakySlope }, m: examples, batchSize };
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
