/**
 * The candidates of a process that has vectors of 256 bits: the engine with tiles that V8 can pair, for large networks, where it is
 * faster; and the normal engine, compiled as in any other process. All compute the same bits: a sum's terms come in the same
 * order, and an operation on a vector of 256 bits is two of 128.
 */
import { notice } from '../../core/notice.ts';
import type { Precision } from '../../core/training/backend.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { fusedLanesOf, lanesOf } from '../assembler/lanes.ts';
import type { EngineBackend, TestCase } from '../runtime/candidate.ts';
import {
  engineBackend,
  engineBackend32,
  engineOf,
  fusedBackend,
  fusedBackend32,
  fusedName,
  wideFusedName,
  wideName,
} from '../runtime/engineBackends.ts';
import { isLargeNetwork, largeWeightBytes } from '../memory/largeNetworks.ts';
import { fusedTile, tileHere, wideFusedTile, wideTile } from '../kernels/tile.ts';
import { timesAsFast } from './timesAsFast.ts';
import type { WideMode } from './wideMode.ts';

/** What makes up for the work of finding out, and for measuring a little wrong. */
const minGain = 1.05;

/** Best first. */
export function wideCandidates(mode: WideMode): EngineBackend[] {
  // A training that may have fused lanes has them in any case, wide or not: which of the two is faster today changes no bit.
  const fused = [
    ...precisions.map((precision) => wideCandidate(precision, fusedKind, mode)),
    fusedBackend,
    fusedBackend32,
  ];
  const plain = [
    ...precisions.map((precision) => wideCandidate(precision, plainKind, mode)),
    engineBackend,
    engineBackend32,
  ];
  return [...fused, ...plain];
}

const plainKind = { name: wideName, lanesOf, tile: wideTile, rival: engineBackend.name, rivalTile: tileHere };
const fusedKind = {
  ...{ name: wideFusedName, lanesOf: fusedLanesOf, tile: wideFusedTile },
  ...{ rival: fusedName, rivalTile: fusedTile },
};

const precisions = ['float64', 'float32'] as const;

function wideCandidate(precision: Precision, kind: typeof plainKind, mode: WideMode): EngineBackend {
  const lanes = kind.lanesOf[precision];
  // Compiled at once, so that what the self-test sees is what runs later.
  const backend = engineOf(kind.name, { lanes, tile: kind.tile, compiling: (make) => mode.compile(true, make) });
  const rival = engineOf(kind.rival, { lanes, tile: kind.rivalTile, compiling: (make) => mode.compile(false, make) });
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
